import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ActorHit, ClaimDetail } from '../../core/model'
import { actor, answer, claim, on, relations } from '../../core/sample'
import { EMPTY, NO_FILTER } from '../../core/state'

const api = vi.hoisted(() => ({ search: vi.fn(), claim: vi.fn() }))
const load = vi.hoisted(() => vi.fn(async () => undefined))
vi.mock('../session', () => ({ api, load, relaid: vi.fn(), ensureNames: vi.fn(), prepared: vi.fn() }))

const S = await import('../store')
const { Search } = await import('./combobox')
const { TimeBar } = await import('./timebar')
const { RelationTree } = await import('./relationtree')
const { ClaimPanel } = await import('./claimpanel')
const { Table } = await import('./table')

const claims = [
  claim('usa', 'share-intelligence', 'syria', { when: on('2025-01-10') }),
  claim('usa', 'meet', 'hts', { when: on('2024-12-20'), disputed: true, polarity: 'denied' }),
  claim('usa', 'ASSAULT', 'isis', { when: on('2025-03-03') }),
]

beforeEach(() => {
  const a = answer(['usa'], claims, { actors: [actor('usa', { name: 'United States', hop: 0, degree: 3 })] })
  const all = { seeds: a, open: new Map(), all: a }
  S.ontology.value = relations
  S.state.value = { ...EMPTY, actors: ['usa'] }
  S.loaded.value = { for: S.state.value, base: all, now: all, totals: a, anyTime: a, anyRelation: a, unfiltered: a }
})
afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

const hit = (id: string, name: string, how: 'exact' | 'fuzzy', matched: string): ActorHit => ({
  actor: { id, name, kind: 'person', country: null, degree: 4, aliases: [], description: null },
  matched: { name: matched, how, field: 'alias' },
})

describe('search', () => {
  const open = async () => {
    api.search.mockResolvedValue({
      hits: [hit('a', 'Ahmed al-Sharaa', 'exact', 'Julani'), hit('b', 'Julia', 'fuzzy', 'Julia')],
      total: 5,
      exact: true,
    })
    const picked = vi.fn()
    render(<Search id="s" label="Find an actor" placeholder="" onPick={picked} />)
    const input = screen.getByRole('combobox')
    input.focus()
    fireEvent.input(input, { target: { value: 'Julani' } })
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2))
    return { input, picked }
  }
  test('says why each was found, and how many more there are', async () => {
    await open()
    expect(screen.getAllByRole('option')[0]?.textContent).toContain('also called “Julani”')
    expect(screen.getByText(/3 more match/)).toBeTruthy()
  })
  test('arrows go around, Enter takes, the input says which one is meant', async () => {
    const { input, picked } = await open()
    expect(input.getAttribute('aria-activedescendant')).toBe('s-0')
    fireEvent.keyDown(input, { key: 'ArrowDown' })
    expect(input.getAttribute('aria-activedescendant')).toBe('s-1')
    fireEvent.keyDown(input, { key: 'ArrowDown' })
    expect(input.getAttribute('aria-activedescendant')).toBe('s-0')
    fireEvent.keyDown(input, { key: 'ArrowUp' })
    fireEvent.keyDown(input, { key: 'Enter' })
    expect(picked).toHaveBeenCalledWith('b', 'Julia')
    expect(input.getAttribute('aria-expanded')).toBe('false')
  })
  test('Escape closes the list first and empties the field second', async () => {
    const { input } = await open()
    fireEvent.keyDown(input, { key: 'Escape' })
    expect(input.getAttribute('aria-expanded')).toBe('false')
    expect((input as HTMLInputElement).value).toBe('Julani')
    fireEvent.keyDown(input, { key: 'Escape' })
    expect((input as HTMLInputElement).value).toBe('')
  })
  test('nobody found: says so and what to try', async () => {
    api.search.mockResolvedValue({ hits: [], total: 0, exact: true })
    render(<Search id="s" label="Find an actor" placeholder="" onPick={() => undefined} />)
    fireEvent.input(screen.getByRole('combobox'), { target: { value: 'zzz' } })
    await waitFor(() => expect(screen.getByText(/Try another spelling/)).toBeTruthy())
  })
})

describe('the time bar', () => {
  test('two native ranges, each with its month in words', () => {
    render(<TimeBar />)
    const [first, last] = screen.getAllByRole('slider')
    expect([first?.getAttribute('aria-valuetext'), last?.getAttribute('aria-valuetext')]).toEqual([
      'Oct 2024',
      'Mar 2025',
    ])
  })
  test('a handle moves the window; the other one is never passed', () => {
    render(<TimeBar />)
    const [first, last] = screen.getAllByRole('slider') as HTMLInputElement[]
    fireEvent.input(last!, { target: { value: '3' } })
    expect(S.state.value.filter).toMatchObject({ from: null, to: '2024-12-31' })
    fireEvent.input(first!, { target: { value: '6' } })
    expect(S.state.value.filter).toMatchObject({ from: '2024-12-01', to: '2024-12-31' })
  })
})

test('the tree of relations: counts, and a class switched off as a whole', () => {
  render(<RelationTree />)
  expect(screen.getByRole('checkbox', { name: /^CN\s*consult\s*1$/ })).toBeTruthy()
  fireEvent.click(screen.getByRole('checkbox', { name: 'Material conflict' }))
  expect(S.state.value.filter.relations).toEqual(['-ASSAULT'])
  expect(load).toHaveBeenCalled()
})

test('the table holds every claim, its standing in words, and says how it is sorted', () => {
  S.state.value = { ...S.state.value, tab: 'table', sort: '-when' }
  render(<Table />)
  const rows = screen.getAllByRole('row').slice(1)
  expect(rows.map((r) => r.querySelector('td')?.textContent)).toEqual(['3 Mar 2025', '10 Jan 2025', '20 Dec 2024'])
  expect(rows[2]?.textContent).toContain('denied')
  expect(rows[2]?.textContent).toContain('disputed')
  expect(screen.getByRole('columnheader', { name: /When/ }).getAttribute('aria-sort')).toBe('descending')
})

describe('the evidence of a claim', () => {
  const summary = { id: 'usa', name: 'United States', kind: 'state' as const, country: null, degree: 3 }
  const source: ClaimDetail['source'] = {
    id: 'stripes',
    publisher: 'Stars and Stripes',
    title: 'A title',
    url: 'https://example.org/story',
    published: '2025-01-24',
    language: 'en',
    kind: 'newspaper',
    relays: 'wapo',
    origin: 'wapo',
    summary: true,
    text_held: true,
    claims: 3,
    sequence: 2,
    recorded: '2026-01-01T00:00:00.000000Z',
  }
  const detail = (more: Partial<ClaimDetail> = {}): ClaimDetail => ({
    as_of: { sequence: 42, known_at: '2026-01-01T00:00:00.000000Z' },
    claim: {
      ...claims[0]!,
      when: { edtf: '2024-12-22~', first: '2024-12-19', last: '2024-12-25', basis: 'relative' },
      when_text: 'two weeks later',
      attribution: 'informed sources',
      statement: 'Washington passed secrets.',
      third_parties: [],
      place: null,
      event: 'e',
      relays: null,
      revises: null,
      made_by: null,
      sequence: 40,
      recorded: '2026-01-01T00:00:00.000000Z',
      until: null,
      withdrawn: null,
    },
    subject: summary,
    object: { ...summary, id: 'syria', name: 'Syria' },
    third_parties: [],
    place: null,
    relation: relations.get('share-intelligence')!,
    source,
    evidence: [
      {
        quote: 'Washington has passed secrets',
        start: 8,
        end: 37,
        before: 'Before. ',
        after: ', it says.',
        sequence: 40,
        recorded: '2026-01-01T00:00:00.000000Z',
      },
    ],
    witnesses: {
      count: 1,
      sources: 4,
      origins: [{ source: 'wapo', publisher: 'The Washington Post', sources: ['stripes', 'wapo'] }],
    },
    disputes: [],
    history: [],
    ...more,
  })
  const open = async (d: ClaimDetail) => {
    api.claim.mockResolvedValue(d)
    const r = render(<ClaimPanel id={d.claim.id} />)
    await waitFor(() => expect(r.container.querySelector('blockquote, .note')).toBeTruthy())
    return r.container
  }
  test('the quote is marked in its context; a summary says it is one, with the original', async () => {
    const box = await open(detail())
    expect(box.querySelector('mark')?.textContent).toBe('Washington has passed secrets')
    expect(box.querySelector('blockquote')?.textContent).toBe('Before. Washington has passed secrets, it says.')
    expect(box.textContent).toContain('Summary in our own words')
    const link = box.querySelector<HTMLAnchorElement>('.summary-notice a')
    expect([link?.href, link?.rel]).toEqual(['https://example.org/story', 'noopener noreferrer external'])
  })
  test('date with its basis, who says so, and witnesses counted, not articles', async () => {
    const text = (await open(detail())).textContent ?? ''
    for (const part of [
      'about 22 December 2024',
      'Worked out from the wording of the source (“two weeks later”)',
      'informed sources',
      '1 independent witness in 4 sources',
      'count once',
    ])
      expect(text).toContain(part)
  })
  test('an address that is not a web address is text', async () => {
    const box = await open(detail({ source: { ...source, url: 'javascript:alert(1)' } }))
    expect([...box.querySelectorAll('a')].map((a) => a.href)).toEqual([])
    expect(box.textContent).toContain('not a web address')
  })
  test('markup in quotes and names is text', async () => {
    const evil = '<img src=x onerror=alert(1)>'
    const box = await open(
      detail({ evidence: [{ ...detail().evidence[0]!, quote: evil }], subject: { ...summary, name: evil } }),
    )
    expect(box.querySelector('img')).toBeNull()
    expect(box.querySelector('mark')?.textContent).toBe(evil)
  })
  test('no quote, no held text: both are said', async () => {
    expect((await open(detail({ evidence: [] }))).textContent).toContain('No quote is recorded')
    cleanup()
    expect((await open(detail({ source: { ...source, text_held: false } }))).textContent).toContain(
      'could not be checked',
    )
  })
  test('the other side of a dispute stands beside it', async () => {
    const item = {
      ...claims[1]!,
      statement: 'No such thing.',
      attribution: null,
      event: null,
      evidence: [],
      sequence: 41,
      recorded: '2026-01-01T00:00:00.000000Z',
      withdrawn: false,
    }
    const dispute: ClaimDetail['disputes'][number] = {
      id: null,
      rule: 'polarity',
      topic: null,
      kind: 'polarity',
      own_side: [],
      other_side: [item],
      by: null,
      at: null,
      reason: null,
      sequence: 41,
      recorded: '2026-01-01T00:00:00.000000Z',
    }
    const text = (await open(detail({ disputes: [dispute] }))).textContent ?? ''
    expect(text).toContain('One side asserts what the other denies')
    expect(text).toContain('No such thing.')
  })
})

test('filters at their defaults leave the address short', () => {
  expect(S.state.value.filter).toEqual(NO_FILTER)
})
