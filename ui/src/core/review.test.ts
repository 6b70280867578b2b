import { describe, expect, test } from 'vitest'
import { draftOf, edited, faults, idOf, NO_DRAFT, records } from './draft'
import { Offsets } from './offsets'
import { besides, bulk, inOrder, listed, onwards, relationCounts, step, tally, undecided } from './review'
import { claimItem, proposal, relations } from './sample'
import { drawing, frame, parties, request } from './small'
import { DESK } from './state'

const at = (id: string, start: number, more = {}) =>
  proposal(id, { evidence: [{ quote: 'x', start, end: start + 1 }], ...more })

describe('proposals', () => {
  const list = [
    at('c', 30, { state: 'rejected', score: 20 }),
    at('a', 10, { relation: 'share-intelligence', score: 90 }),
    at('b', 20, { state: 'accepted', relation: 'COOPERATE', score: 60 }),
    at('d', 40, { subject: null, subject_as: { quote: 'Georgia', start: 40, end: 47, candidates: ['x', 'y'] } }),
    proposal('e', { evidence: [], state: 'edited' }),
  ]
  const ids = (l: { id: string }[]) => l.map((p) => p.id).join('')

  test('stand in the order of the text; those without a place come last', () => {
    expect(ids(inOrder(list))).toBe('abcde')
  })
  test('are listed by state, relation (with those below it) and score', () => {
    const of = (patch: object) => ids(listed(inOrder(list), { ...DESK, ...patch }, relations))
    expect(of({})).toBe('abcde')
    expect(of({ show: 'open' })).toBe('ad')
    expect(of({ show: 'accepted' })).toBe('be')
    expect(of({ show: 'rejected' })).toBe('c')
    expect(of({ relation: 'COOPERATE' })).toBe('ab')
    expect(of({ relation: 'share-intelligence' })).toBe('a')
    expect(of({ minScore: 60 })).toBe('abde')
  })
  test('are counted', () => {
    expect(tally(list)).toEqual({ all: 5, open: 2, accepted: 1, edited: 1, rejected: 1 })
    expect(relationCounts(list)[0]).toEqual({ id: 'meet', n: 3 })
  })
  test('steps stop at the ends; on from a decision goes round', () => {
    const l = inOrder(list)
    expect(step(l, 'a', -1)?.id).toBe('a')
    expect(step(l, 'a', 1)?.id).toBe('b')
    expect(step(l, 'e', 1)?.id).toBe('e')
    expect(step(l, null, 1)?.id).toBe('a')
    expect(step([], null, 1)).toBe(null)
    expect(onwards(l, 'a')?.id).toBe('d')
    expect(onwards(l, 'd')?.id).toBe('a')
    expect(onwards(l.slice(0, 1), 'a')).toBe(null)
  })
  test('with an end that is not decided wait in bulk', () => {
    expect(bulk(inOrder(list))).toEqual({ open: ['a', 'd'], ready: ['a'], waiting: 1 })
    expect(undecided(list[3]!)).toEqual(['subject'])
    expect(undecided(list[3]!, { subject: 'x' })).toEqual([])
  })
  test('claims besides are those that no proposal led to', () => {
    const own = claimItem('usa', 'meet', 'hts')
    const other = claimItem('usa', 'meet', 'iran')
    const gone = claimItem('usa', 'meet', 'isis', { withdrawn: true })
    const p = proposal('p', {
      state: 'accepted',
      review: { decision: 'accept', claim: own.id, by: 'x', reason: null, at: null, sequence: 1, recorded: '' },
    })
    expect(besides([own, other, gone], [p])).toEqual([other])
  })
})

describe('a draft', () => {
  const text = 'The US met Syria 😀 yesterday.'
  const o = new Offsets(text)
  const p = proposal('p', {
    evidence: [
      { quote: 'The US met Syria 😀', start: 0, end: 21 },
      { quote: 'yesterday', start: null, end: null },
    ],
    attribution: 'officials',
    place: 'damascus',
    actors: [
      { id: 'newcomer', name: 'Newcomer', kind: 'person', country: null },
      { id: 'usa', name: 'US', kind: 'state', country: 'USA' },
    ],
  })
  test('begins as what is proposed, with a place for every quote', () => {
    const d = draftOf(p, {}, o)
    expect(d.quotes).toEqual([
      { quote: 'The US met Syria 😀', start: 0, end: 21 },
      { quote: 'yesterday', start: 22, end: 31 },
    ])
    expect(faults(d, o)).toEqual({})
  })
  test('sends what was changed, and only the new actors that it names', () => {
    const sent = edited({ ...draftOf(p, {}, o), modality: 'alleged', when: ' 2024-12 ', basis: 'stated' })
    expect(sent.claim).toMatchObject({
      subject: 'usa',
      modality: 'alleged',
      when: '2024-12',
      when_basis: 'stated',
      attribution: 'officials',
      place: 'damascus',
      evidence: [
        { quote: 'The US met Syria 😀', start: 0, end: 21 },
        { quote: 'yesterday', start: 22, end: 31 },
      ],
    })
    expect(sent.actors).toEqual([{ id: 'usa', name: 'US', kind: 'state', country: 'USA' }])
    expect(edited({ ...draftOf(p, {}, o), when: '', basis: 'stated' }).claim).toMatchObject({
      when: '',
      when_basis: 'unknown',
    })
  })
  test('says what is missing, and which words are not in the text', () => {
    expect(Object.keys(faults(NO_DRAFT, o))).toEqual(['subject', 'relation', 'object', 'evidence'])
    const d = { ...draftOf(p, {}, o), quotes: [{ quote: 'The UK', start: 0, end: 6 }] }
    expect(faults(d, o).evidence).toMatch(/not in the text/)
    expect(faults({ ...d, quotes: [{ quote: '😀', start: 18, end: 22 }] }, o).evidence).toMatch(/not in the text/)
  })
  test('made by hand becomes records, actors first, made by a person', () => {
    const lines = records({ ...draftOf(p, {}, o), object: 'newcomer' }, 'src', 'Jane')
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l) as Record<string, unknown>)
    expect(lines.map((l) => l.type)).toEqual(['actor', 'actor', 'claim'])
    expect(lines[2]).toMatchObject({ source: 'src', object: 'newcomer', made_by: { kind: 'person', name: 'Jane' } })
  })
})

describe('ids of new actors', () => {
  test('are the name, with a hash where something is lost', () => {
    expect(idOf('Sahar Brigade')).toBe('sahar-brigade')
    expect(idOf(' Sahar  Brigade ')).toBe('sahar-brigade')
    expect(idOf('Zoë')).toMatch(/^zoe-[0-9a-f]{8}$/)
    expect(idOf('أحمد الشرع')).toMatch(/^actor-[0-9a-f]{8}$/)
    expect(idOf('...')).toMatch(/^actor-[0-9a-f]{8}$/)
    expect(idOf('Zoë')).not.toBe(idOf('Zoé'))
    for (const name of ['x'.repeat(900), '-a-', 'A.B', '<script>', '😀', 'Ünïcödé Nàmé'])
      expect(idOf(name)).toMatch(/^[a-z0-9][a-z0-9._-]{0,127}$/)
  })
})

describe('the small graph', () => {
  const claims = [claimItem('usa', 'meet', 'hts'), claimItem('hts', 'ASSAULT', 'usa'), claimItem('usa', 'meet', 'iran')]
  test('has the busiest first, and a line for every claim between those shown', () => {
    expect(parties(claims)).toEqual(['usa', 'hts', 'iran'])
    const q = request(claims, ['usa', 'hts'])
    expect(q.links).toEqual([
      ['usa', 'hts'],
      ['hts', 'usa'],
    ])
    const places = new Map([
      ['usa', { x: 0, y: 0 }],
      ['hts', { x: 300, y: 40 }],
      ['iran', { x: -300, y: 0 }],
    ])
    const d = drawing(claims, ['usa', 'hts', 'iran'], places)
    expect(d.lines).toHaveLength(3)
    expect(d.lines[0]!.path).not.toBe(d.lines[1]!.path)
    // every name fits the frame: half of it beside its dot
    for (const width of [330, 520]) {
      const { box, unit } = frame(d.bounds, width, 300)
      const [left = 0, top = 0, wide = 0, high = 0] = box.split(' ').map(Number)
      for (const { x, y } of d.spots) {
        expect((x - left) / unit).toBeGreaterThan(80)
        expect((left + wide - x) / unit).toBeGreaterThan(80)
        expect((y - top) / unit).toBeGreaterThan(15)
        expect((top + high - y) / unit).toBeGreaterThan(30)
      }
    }
    expect(drawing([], [], new Map()).lines).toEqual([])
  })
})
