import { describe, expect, test } from 'vitest'
import { unit } from './hash'
import { CURVES, lines } from './lines'
import type { Claim } from './model'
import { picture } from './picture'
import { answer, claim, on, relations } from './sample'
import { EMPTY } from './state'

const drawn = (claims: readonly Claim[], unfolded: string | null = null, loadedOnly?: number) => {
  const a = answer(['a'], claims)
  if (loadedOnly !== undefined) a.claims = a.claims.slice(0, loadedOnly)
  const all = { seeds: a, open: new Map(), all: a }
  const p = picture({ ...EMPTY, actors: ['a'] }, all, all)
  return lines(p.pairs, relations, p.cluster, unfolded, p.centres)
}

describe('parallel lines', () => {
  const five = [
    claim('b', 'ASSAULT', 'a', { when: on('2025-03-01') }),
    claim('a', 'meet', 'b', { when: on('2025-02-01') }),
    claim('a', 'visit', 'b', { when: on('2025-01-01') }),
    claim('a', 'share-intelligence', 'b', { when: on('2024-12-01') }),
    claim('b', 'share-intelligence', 'a', { when: on('2024-12-09') }),
  ]
  test('each claim of a pair has a slot of its own, symmetric about the middle', () => {
    const l = drawn(five)
    expect(l.map((x) => x.slot)).toEqual([-2, -1, 0, 1, 2])
    expect(l.map((x) => x.claim?.relation)).toEqual([
      'meet',
      'visit',
      'share-intelligence',
      'share-intelligence',
      'ASSAULT',
    ])
  })
  test('slots are of the pair, not of the direction: opposite claims do not lie on one another', () => {
    const l = drawn([claim('a', 'visit', 'b'), claim('b', 'visit', 'a')])
    expect(new Set(l.map((x) => x.slot)).size).toBe(2)
    expect(l.map((x) => [x.forth, x.back]).sort()).toEqual([
      [false, true],
      [true, false],
    ])
  })
  test('a symmetric claim points both ways', () => {
    expect(drawn([claim('b', 'meet', 'a')])[0]).toMatchObject({ forth: true, back: true })
  })
  test('the order of arrival changes nothing', () => {
    const want = drawn(five)
    for (let i = 0; i < 20; i++) {
      const shuffled = [...five].sort((x, y) => unit(`${i}${x.id}`) - unit(`${i}${y.id}`))
      expect(drawn(shuffled)).toEqual(want)
    }
  })
})

describe('ribbons', () => {
  const many = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      claim('a', i % 3 ? 'visit' : 'ASSAULT', 'b', { when: on(`2025-01-${String(i + 1).padStart(2, '0')}`) }),
    )
  test('up to six claims are six curves, seven are a ribbon a class with its count', () => {
    expect(drawn(many(CURVES))).toHaveLength(CURVES)
    const l = drawn(many(7))
    expect(l.map((x) => [x.quad, x.count, x.claim])).toEqual([
      ['VC', 4, null],
      ['MX', 3, null],
    ])
    expect(l[0]!.label).toBe('4 × consult')
  })
  test('a chosen pair unfolds', () => {
    expect(drawn(many(12), 'a|b')).toHaveLength(12)
    expect(drawn(many(12), 'a|c')).toHaveLength(2)
  })
  test('what was not loaded is still counted: no curve stands for a part of the truth', () => {
    const l = drawn(many(4), null, 2)
    expect(l.every((x) => x.claim === null)).toBe(true)
    expect(l.reduce((n, x) => n + x.count, 0)).toBe(4)
  })
})

describe('what a line says besides its kind', () => {
  test('denied, modality, disputed, weak', () => {
    const l = drawn([
      claim('a', 'visit', 'b', { polarity: 'denied', disputed: true }),
      claim('a', 'meet', 'b', { modality: 'planned', confidence: 20 }),
    ])
    expect(l.find((x) => x.root === 'CONSULT' && x.denied)).toMatchObject({
      disputed: true,
      modality: null,
      weak: false,
    })
    expect(l.find((x) => x.modality)).toMatchObject({ modality: 'planned', weak: true, denied: false })
  })
  test('undated is said', () => {
    expect(
      drawn([claim('a', 'visit', 'b', { when: { edtf: null, first: null, last: null, basis: 'unknown' } })])[0]!.date,
    ).toBe('undated')
  })
  test('ties between neighbours stand in the background', () => {
    const a = answer(['a'], [claim('a', 'visit', 'b'), claim('a', 'visit', 'c'), claim('b', 'visit', 'c')])
    const all = { seeds: a, open: new Map(), all: a }
    const p = picture({ ...EMPTY, actors: ['a'] }, all, all)
    expect(lines(p.pairs, relations, p.cluster, null, p.centres).map((l) => [l.pair, l.aside])).toEqual([
      ['a|b', false],
      ['a|c', false],
      ['b|c', true],
    ])
  })
})
