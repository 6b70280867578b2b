import { describe, expect, test } from 'vitest'
import type { Answer, Claim } from './model'
import { type Answers, picture, START, STEP } from './picture'
import { actor, answer, claim } from './sample'
import { EMPTY, type ViewState } from './state'

const whole = (seeds: Answer, open: Record<string, Answer> = {}): Answers => ({
  seeds,
  open: new Map(Object.entries(open)),
  all: seeds,
})
const at = (actors: string[], open: ViewState['open'] = []): ViewState => ({ ...EMPTY, actors, open })
const star = (centre: string, n: number, prefix = 'p'): Claim[] =>
  Array.from({ length: n }, (_, i) => claim(centre, 'meet', `${prefix}${String(i).padStart(3, '0')}`))

describe('who is in the picture', () => {
  test('the start shows the best neighbours and says how many wait', () => {
    const a = answer(['usa'], star('usa', START + 7))
    const p = picture(at(['usa']), whole(a), whole(a))
    expect(p.actors.size).toBe(1 + START)
    expect(p.waiting.get('usa')).toBe(7)
    expect(p.hidden.get('usa')).toBe(7)
  })
  test('opening adds a step of neighbours, never moves or removes', () => {
    const a = answer(['usa'], star('usa', 3))
    const b = answer(['p000'], star('p000', 30, 'q'))
    const one = picture(at(['usa'], [{ id: 'p000', steps: 1 }]), whole(a, { p000: b }), whole(a, { p000: b }))
    expect(one.actors.size).toBe(4 + STEP)
    expect(one.waiting.get('p000')).toBe(30 - STEP)
    const two = picture(at(['usa'], [{ id: 'p000', steps: 2 }]), whole(a, { p000: b }), whole(a, { p000: b }))
    expect([...two.actors.keys()].slice(0, one.actors.size)).toEqual([...one.actors.keys()])
  })
  test('closing a seed puts its own neighbours away, not those shared', () => {
    const a = answer(
      ['usa', 'iran'],
      [...star('usa', 2), claim('usa', 'meet', 'shared'), claim('iran', 'meet', 'shared'), claim('iran', 'meet', 'r1')],
    )
    const p = picture(at(['usa', 'iran'], [{ id: 'usa', steps: 0 }]), whole(a), whole(a))
    expect([...p.actors.keys()].sort()).toEqual(['iran', 'r1', 'shared', 'usa'])
  })
  test('someone found by search stands in the picture even without ties to it', () => {
    const a = answer(['usa'], star('usa', 2))
    const b = answer(['un'], [claim('un', 'meet', 'who')])
    const p = picture(at(['usa'], [{ id: 'un', steps: 1 }]), whole(a, { un: b }), whole(a, { un: b }))
    expect(p.actors.has('un') && p.actors.has('who')).toBe(true)
    expect(p.batches[1]).toEqual({ anchor: null, ids: ['un', 'who'] })
  })
  test('under a filter nobody vanishes: who has no claim left fades', () => {
    const claims = star('usa', 3)
    const base = whole(answer(['usa'], claims))
    const now = whole(answer(['usa'], claims.slice(0, 1)))
    const p = picture(at(['usa']), base, now)
    expect(p.actors.size).toBe(4)
    expect([...p.active].sort()).toEqual(['p000', 'usa'])
    expect(p.pairs).toHaveLength(1)
    expect(p.hidden.get('p001')).toBe(1)
  })
  test('a filter may bring in whom the start had no room for', () => {
    const claims = star('usa', START + 2)
    const late = claims.filter((c) => c.object === `p${String(START + 1).padStart(3, '0')}`)
    expect(late).toHaveLength(1)
    const p = picture(at(['usa']), whole(answer(['usa'], claims)), whole(answer(['usa'], late)))
    expect(p.actors.has(late[0]!.object)).toBe(true)
  })
})

describe('claims and ties', () => {
  test('merged actors: claims of any member belong to the one that is shown', () => {
    const merged = actor('hts', { members: ['hts', 'nusra'], degree: 2 })
    const a = answer(['usa'], [claim('usa', 'meet', 'nusra'), claim('hts', 'meet', 'usa')], { actors: [merged] })
    const p = picture(at(['usa']), whole(a), whole(a))
    expect([...p.actors.keys()].sort()).toEqual(['hts', 'usa'])
    expect(p.pairs).toHaveLength(1)
    expect(p.pairs[0]).toMatchObject({ key: 'hts|usa', claims: 2 })
    expect(p.cluster.get('nusra')).toBe('hts')
  })
  test('asked by a member, the seed is the one that is shown', () => {
    const merged = actor('hts', { members: ['hts', 'nusra'], hop: 0, degree: 1 })
    const a = answer(['hts'], [claim('usa', 'meet', 'nusra')], { actors: [merged] })
    expect(picture(at(['nusra']), whole(a), whole(a)).seeds).toEqual(['hts'])
  })
  test('a claim that two answers hold counts once', () => {
    const shared = claim('usa', 'meet', 'hts')
    const a = answer(['usa'], [shared])
    const b = answer(['hts'], [shared, claim('hts', 'visit', 'x')])
    const p = picture(at(['usa'], [{ id: 'hts', steps: 1 }]), whole(a, { hts: b }), whole(a, { hts: b }))
    expect(p.pairs.find((x) => x.key === 'hts|usa')).toMatchObject({ claims: 1, loaded: [shared] })
    expect(p.hidden.get('hts')).toBe(0)
  })
  test('a tie of which only part was loaded keeps its true number', () => {
    const a = answer(['usa'], [claim('usa', 'meet', 'hts')])
    a.ties[0]!.claims = 40
    a.truncated = { reason: 'limit', reasons: ['limit'], shown: { actors: 2, ties: 1, claims: 1 } }
    const p = picture(at(['usa']), whole(a), whole(a))
    expect(p.pairs[0]).toMatchObject({ claims: 40 })
    expect(p.pairs[0]!.loaded).toHaveLength(1)
  })
  test('+N is exact where the neighbourhood is whole, though degree counts withdrawn claims too', () => {
    const a = answer(['usa'], [claim('usa', 'meet', 'hts')], {
      actors: [actor('usa', { hop: 0, degree: 9 }), actor('hts', { degree: 5 })],
    })
    const p = picture(at(['usa']), whole(a), whole(a))
    expect(p.hidden.get('usa')).toBe(0)
    expect(p.hidden.get('hts')).toBe(4)
  })
})
