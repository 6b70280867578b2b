import { describe, expect, test } from 'vitest'
import { unit } from './hash'
import { DIRECTIONS, KINDS, MODALITIES, POLARITIES, RANKS } from './model'
import { closed, EMPTY, filters, format, NO_FILTER, opened, parse, SHOWS, SORTS, type ViewState } from './state'

/** A different state for every seed, all of them reachable. */
function anyState(seed: number): ViewState {
  let n = 0
  const roll = () => unit(`${seed}.${n++}`)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!
  const some = <T>(list: readonly T[]): T[] => list.filter(() => roll() < 0.4)
  const ids = ['usa', 'syria-new-authorities', 'a.b_c-9', 'x'.repeat(128)]
  const from = roll() < 0.5 ? '2024-12-08' : null
  const to = roll() < 0.5 ? '2025-01-31' : null
  const sequence = roll() < 0.3 ? Math.floor(roll() * 1e9) : null
  return {
    actors: [pick(ids), ...some(['iran', 'hts'])],
    open: some(['isis', 'un', 'a.b_c-9']).map((id) => ({ id, steps: Math.floor(roll() * 4) })),
    filter: {
      relations: some(['COOPERATE', 'share-intelligence', '-PART_OF']),
      direction: pick(DIRECTIONS),
      from,
      to,
      certainty: from || to ? pick(['possible', 'certain'] as const) : 'possible',
      minConfidence: Math.floor(roll() * 101),
      minWitnesses: Math.floor(roll() * 5),
      sources: some(['watan', 's.1']),
      polarity: some(POLARITIES),
      modality: some(MODALITIES),
      kinds: some(KINDS),
      rank: pick(RANKS),
      among: roll() < 0.5,
    },
    select: pick([null, 'actor:usa', 'tie:hts|usa', `claim:${'0a'.repeat(16)}`, 'source:watan']),
    tab: pick(['graph', 'table'] as const),
    sort: (roll() < 0.5 ? '-' : '') + pick(SORTS),
    sequence,
    knownAt:
      sequence === null && roll() < 0.3
        ? pick(['2026-01-31', '2026-01-31T12:00:00Z', '2026-01-31T12:00:00.123456Z'])
        : null,
    desk: null,
  }
}

/** A different state of the desk for every seed. */
function anyDesk(seed: number): ViewState {
  let n = 0
  const roll = () => unit(`desk ${seed}.${n++}`)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!
  return {
    ...EMPTY,
    desk: {
      source: pick([null, 'text-6487e41fe783', 's.1']),
      show: pick(SHOWS),
      relation: pick([null, 'COOPERATE', 'share-intelligence']),
      minScore: Math.floor(roll() * 101),
    },
    select: pick([null, `proposal:${'0a'.repeat(16)}`]),
  }
}

describe('the address', () => {
  test('500 states survive it', () => {
    for (let i = 0; i < 500; i++) {
      for (const s of [anyState(i), anyDesk(i)]) expect(parse(format(s))).toEqual({ state: s, ignored: [] })
    }
  })
  test('the start is the empty address', () => {
    expect(format(EMPTY)).toBe('')
    expect(parse('').state).toEqual(EMPTY)
  })
  test('is readable', () => {
    const s = {
      ...EMPTY,
      actors: ['usa', 'iran'],
      open: [{ id: 'hts', steps: 2 }],
      filter: { ...NO_FILTER, from: '2025-01-01', to: '2025-01-31' },
    }
    expect(format(s)).toBe('actor=usa&actor=iran&open=hts:2&from=2025-01-01&to=2025-01-31')
  })
  test('what is not understood is left out and named', () => {
    const { state, ignored } = parse(
      'actor=usa&actor=<script>&from=2025-02-30&rank=best&min_confidence=400&select=javascript:1&open=x&sequence=-1&known_at=soon&sort=size&tab=3d',
    )
    expect(state).toEqual({ ...EMPTY, actors: ['usa'] })
    expect(ignored).toEqual([
      'from=2025-02-30',
      'sequence=-1',
      'sort=size',
      'actor=<script>',
      'open=x',
      'min_confidence=400',
      'rank=best',
      'select=javascript:1',
      'tab=3d',
      'known_at=soon',
    ])
  })
  test('a window that ends before it begins is no window', () => {
    const { state, ignored } = parse('actor=usa&from=2025-02-01&to=2025-01-01&certainty=certain')
    expect(state.filter).toEqual(NO_FILTER)
    expect(ignored).toEqual(['from=2025-02-01'])
  })
  test('sequence excludes known_at', () => {
    expect(parse('actor=usa&sequence=7&known_at=2026-01-01').state).toMatchObject({ sequence: 7, knownAt: null })
  })
})

describe('opening and closing', () => {
  const s: ViewState = { ...EMPTY, actors: ['usa'] }
  test('each step shows more', () => {
    expect(opened(opened(s, 'hts'), 'hts').open).toEqual([{ id: 'hts', steps: 2 }])
  })
  test('closing an opened actor forgets its steps; closing a seed is remembered, opening it again undoes that', () => {
    expect(closed(opened(s, 'hts'), 'hts').open).toEqual([])
    const shut = closed(s, 'usa')
    expect(shut.open).toEqual([{ id: 'usa', steps: 0 }])
    expect(opened(shut, 'usa').open).toEqual([])
  })
})

test('rank and arrangement are no filters', () => {
  expect(filters({ ...NO_FILTER, rank: 'recent', among: false, certainty: 'possible' })).toBe(false)
  expect(filters({ ...NO_FILTER, kinds: ['person'] })).toBe(true)
  expect(filters({ ...NO_FILTER, to: '2025-01-01' })).toBe(true)
})
