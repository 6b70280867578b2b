import { whenWords } from './edtf'
import type { Claim, ClaimItem, Modality, Polarity } from './model'
import type { Relations } from './relations'

const KINDS: Record<string, string> = {
  state: 'state',
  government: 'government',
  agency: 'agency',
  'armed-group': 'armed group',
  igo: 'international organisation',
  ngo: 'NGO',
  company: 'company',
  party: 'party',
  person: 'person',
  group: 'group of people',
  place: 'place',
  facility: 'facility',
}

export const kindWords = (kind: string): string => KINDS[kind] ?? kind

export const MODALITY_WORDS: Record<Modality, string> = {
  actual: 'happened or holds',
  alleged: 'alleged',
  planned: 'planned',
  threatened: 'threatened',
  refused: 'refused',
}

/** What a reader must know before taking a claim as a fact; empty for an asserted, actual one. */
export function statusWords(c: { polarity: Polarity; modality: Modality; disputed: boolean }): string[] {
  const out: string[] = []
  if (c.polarity === 'denied') out.push('denied')
  if (c.modality !== 'actual') out.push(MODALITY_WORDS[c.modality])
  if (c.disputed) out.push('disputed')
  return out
}

/** What a reader must know before taking a claim as a fact, in sentences; empty for an asserted, actual one. */
export function standingWords(c: { polarity: Polarity; modality: Modality }): string[] {
  const out: string[] = []
  if (c.polarity === 'denied') out.push('The source reports that this is not so.')
  if (c.modality === 'alleged') out.push('The source passes it on as an allegation.')
  if (c.modality === 'planned') out.push('It was announced or intended; the source does not say that it happened.')
  if (c.modality === 'threatened') out.push('It was threatened; the source does not say that it happened.')
  if (c.modality === 'refused') out.push('It was asked for or expected, and refused.')
  return out
}

type Said = Pick<Claim | ClaimItem, 'subject' | 'relation' | 'object' | 'when' | 'polarity' | 'modality' | 'disputed'>

/** "Turkey visits Syria (denied, disputed), 12 December 2024" */
export function claimWords(c: Said, all: Relations, name: (id: string) => string): string {
  const status = statusWords(c)
  const mark = status.length ? ` (${status.join(', ')})` : ''
  return `${name(c.subject)} ${all.label(c.relation)} ${name(c.object)}${mark}, ${c.when.edtf ? whenWords(c.when.edtf) : 'no date given'}`
}

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`

/** 1234567 as "1,234,567": the same in every browser. */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** How firmly the source states it. */
export function confidenceWords(percent: number): string {
  if (percent >= 85) return 'stated flatly'
  if (percent >= 65) return 'stated with some reserve'
  if (percent >= 40) return 'stated cautiously'
  return 'hardly committed'
}

/** Why a search found an actor. */
export function matchWords(m: { name: string; how: string; field: string } | null, shown: string): string {
  if (!m) return ''
  const what = m.name === shown ? '' : ` “${m.name}”`
  switch (m.how) {
    case 'exact':
      return m.field === 'alias' ? `also called${what}` : 'exact name'
    case 'prefix':
    case 'word':
      return what ? `also called${what}` : 'name'
    case 'transliteration':
      return `transliterated from${what || ' its name'}`
    case 'fuzzy':
      return `similar to${what || ' its name'}`
    case 'id':
      return m.field === 'code' ? `code${what}` : `id${what}`
    default:
      return what ? `found as${what}` : ''
  }
}

/** Only http and https addresses become links: whatever else a record holds stays text. */
export function safeLink(url: string | null | undefined): string | null {
  if (!url) return null
  try {
    const u = new URL(url)
    return (u.protocol === 'https:' || u.protocol === 'http:') && u.hostname ? u.href : null
  } catch {
    return null
  }
}

/** Names may hold characters that turn the text around them; between isolates they turn only themselves. Control characters are dropped. */
export const isolate = (text: string): string => `\u2068${text.replace(/\p{Bidi_Control}|\p{Cc}/gu, '')}\u2069`

/** A name short enough to stand beside others; the full one is in the title. */
export const shorten = (text: string, max: number): string => {
  const all = [...text]
  return all.length <= max
    ? text
    : `${all
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`
}
