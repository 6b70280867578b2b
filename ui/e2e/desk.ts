import type { Page } from '@playwright/test'
import { expect, type Server } from './server'

/** A text in two scripts, with a character of four bytes; proposals rest on each of its sentences. */
export const TEXT = `قال وزير الخارجية التركي إن أنقرة ستفتح سفارتها في دمشق.
The minister met الشرع in Damascus 😀 on 22 December 2024.

Georgia accused Moscow of aggression. Iran denied that it had armed the Houthis. A group fired on the convoy.`

/** Words of a text with their place in bytes. */
export function at(quote: string, text = TEXT): { quote: string; start: number; end: number } {
  const start = Buffer.byteLength(text.slice(0, text.indexOf(quote)))
  if (!text.includes(quote)) throw new Error(`not in the text: ${quote}`)
  return { quote, start, end: start + Buffer.byteLength(quote) }
}

export interface Summary {
  accepted: number
  rejected: number
  problems: { message: string }[]
}

export async function post(s: Server, records: readonly object[]): Promise<Summary> {
  const r = await fetch(`${s.url}/api/v1/records`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson' },
    body: records.map((x) => JSON.stringify(x)).join('\n'),
  })
  return (await r.json()) as Summary
}

export async function get<T>(s: Server, path: string): Promise<T> {
  return (await (await fetch(`${s.url}/api/v1/${path}`)).json()) as T
}

/** A proposal as the extractor would record it. */
export const proposal = (
  source: string,
  subject: string | null,
  relation: string,
  object: string | null,
  more: object,
) => ({
  type: 'proposal',
  source,
  ...(subject ? { subject } : {}),
  relation,
  ...(object ? { object } : {}),
  when: '',
  when_basis: 'unknown',
  polarity: 'asserted',
  modality: 'actual',
  confidence: 90,
  score: 80,
  rules: ['a-rule'],
  made_by: { kind: 'extractor', name: 'rules', version: '1' },
  ...more,
})

/** Puts a text of five proposals on the desk: planned, plain, ambiguous, denied, and one with a new actor. */
export async function fill(s: Server, source: string): Promise<void> {
  const sum = await post(s, [
    { type: 'actor', id: 'georgia-country', name: 'Georgia', kind: 'state', country: 'GEO' },
    { type: 'actor', id: 'georgia-usa', name: 'Georgia (US state)', kind: 'place', country: 'USA' },
    {
      type: 'source',
      id: source,
      title: `Embassies and convoys ${source}`,
      publisher: 'The Test Post',
      published: '2024-12-23',
      language: 'ar',
      text: TEXT,
      url: `https://example.org/${source}`,
    },
    proposal(source, 'turkey', 'COOPERATE', 'syria', {
      modality: 'planned',
      attribution: 'وزير الخارجية التركي',
      evidence: [at('قال وزير الخارجية التركي إن أنقرة ستفتح سفارتها في دمشق.')],
      subject_as: at('أنقرة'),
      object_as: at('دمشق'),
      score: 64,
    }),
    proposal(source, 'hakan-fidan', 'meet', 'ahmed-al-sharaa', {
      when: '2024-12-22',
      when_basis: 'stated',
      when_text: 'on 22 December 2024',
      evidence: [at('The minister met الشرع in Damascus 😀 on 22 December 2024.')],
      object_as: at('الشرع'),
      place: 'damascus',
    }),
    proposal(source, null, 'ACCUSE', 'russia', {
      when: '2024-12-23',
      when_basis: 'publication',
      evidence: [at('Georgia accused Moscow of aggression.')],
      subject_as: { ...at('Georgia'), candidates: ['georgia-country', 'georgia-usa'] },
      object_as: at('Moscow'),
      score: 47,
    }),
    proposal(source, 'iran', 'AID', 'houthis', {
      polarity: 'denied',
      evidence: [at('Iran denied that it had armed the Houthis.')],
      actors: [{ id: 'houthis', name: 'Houthis', kind: 'armed-group' }],
      score: 75,
    }),
    proposal(source, 'sahar-brigade', 'ASSAULT', 'syria', {
      modality: 'alleged',
      evidence: [at('A group fired on the convoy.'), at('the convoy')],
      actors: [{ id: 'sahar-brigade', name: 'Sahar Brigade', kind: 'armed-group' }],
      score: 30,
    }),
  ])
  expect(sum.problems).toEqual([])
}

/** The cards of the desk. */
export const card = (page: Page, words: string | RegExp) => page.locator('li.proposal').filter({ hasText: words })

export const review = (page: Page) => page.getByRole('region', { name: 'Proposals' })

/** The name that decisions are recorded under, as if it had been given before. */
export async function named(page: Page, by = 'Jane Reviewer'): Promise<void> {
  await page.addInitScript((name) => localStorage.setItem('liaison.by', name), by)
}

export async function opened(page: Page, s: Server, source: string, query = ''): Promise<void> {
  await page.goto(`${s.url}/?desk=${source}${query}`)
  await expect(page.locator('li.proposal article:focus')).toBeVisible()
}

export const states = async (s: Server, source: string): Promise<Record<string, string>> => {
  const list = await get<{ proposals: { relation: string; state: string }[] }>(s, `proposals?source=${source}`)
  return Object.fromEntries(list.proposals.map((p) => [p.relation, p.state]))
}
