import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { unit } from './hash'
import { arrange, type LayoutRequest } from './layout'
import { GRID, type Point } from './place'
import { decodePositions, encodePositions } from './positions'

/** A graph that grows by steps: 2 seeds with 24 neighbours, then 12 around one of them. */
function growing(known: ReadonlyMap<string, Point> = new Map()): LayoutRequest {
  const first = Array.from({ length: 24 }, (_, i) => `n${i}`)
  const second = Array.from({ length: 12 }, (_, i) => `m${i}`)
  const links: [string, string][] = [
    ['usa', 'syria'],
    ...first.map((id, i) => [i % 3 ? 'usa' : 'syria', id] as [string, string]),
    ...first.slice(1).map((id, i) => [id, `n${Math.floor(unit(id) * i)}`] as [string, string]),
    ...second.map((id) => ['n3', id] as [string, string]),
  ]
  return {
    seeds: ['usa', 'syria'],
    batches: [
      { anchor: null, ids: ['usa', 'syria', ...first] },
      { anchor: 'n3', ids: second },
    ],
    degrees: new Map(['usa', 'syria', ...first, ...second].map((id) => [id, Math.floor(unit(id) * 30)])),
    links,
    known,
  }
}

const digest = (m: ReadonlyMap<string, Point>) =>
  createHash('sha1')
    .update(
      [...m]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, p]) => `${id} ${p.x} ${p.y}`)
        .join('\n'),
    )
    .digest('hex')

describe('layout', () => {
  test('is the same every time, and as it was', () => {
    expect(digest(arrange(growing()))).toBe(digest(arrange(growing())))
    expect(digest(arrange(growing()))).toMatchInlineSnapshot(`"16b838bdd084b76edbacddc596fd30a5135f890f"`)
  })
  test('nobody who stands moves when others come', () => {
    const q = growing()
    const before = arrange({ ...q, batches: q.batches.slice(0, 1) })
    const after = arrange({ ...q, known: before })
    for (const [id, p] of before) expect(after.get(id), id).toEqual(p)
    expect(after.size).toBe(before.size + 12)
  })
  test('grown by steps and opened from a link are the same picture', () => {
    const q = growing()
    const steps = arrange({ ...q, known: arrange({ ...q, batches: q.batches.slice(0, 1) }) })
    expect(digest(steps)).toBe(digest(arrange(q)))
  })
  test('the order of arrival changes nothing', () => {
    const q = growing()
    const turned = {
      ...q,
      batches: q.batches.map((b) => ({ ...b, ids: b.ids })),
      degrees: new Map([...q.degrees].reverse()),
    }
    expect(digest(arrange(turned))).toBe(digest(arrange(q)))
  })
  test('places are on the grid, apart from one another, and finite', () => {
    const spots = [...arrange(growing()).values()]
    for (const p of spots) {
      expect(Number.isInteger(p.x / GRID) && Number.isInteger(p.y / GRID)).toBe(true)
      expect(Math.abs(p.x) < 4000 && Math.abs(p.y) < 4000).toBe(true)
    }
    let nearest = Number.POSITIVE_INFINITY
    spots.forEach((p, i) => {
      for (const q of spots.slice(i + 1)) nearest = Math.min(nearest, Math.hypot(p.x - q.x, p.y - q.y))
    })
    expect(nearest).toBeGreaterThan(24)
  })
  test('the ends of a question keep apart', () => {
    const m = arrange(growing())
    expect(m.get('syria')!.x - m.get('usa')!.x).toBeGreaterThan(500)
  })
  test('600 actors at once, and 12 more, in reasonable time', () => {
    const ids = Array.from({ length: 600 }, (_, i) => `x${i}`)
    const more = Array.from({ length: 12 }, (_, i) => `y${i}`)
    const q: LayoutRequest = {
      seeds: ['x0'],
      batches: [
        { anchor: null, ids },
        { anchor: 'x5', ids: more },
      ],
      degrees: new Map([...ids, ...more].map((id) => [id, 3])),
      links: [
        ...ids.slice(1).map((id, i) => [id, ids[Math.floor(unit(id) * (i + 1))]!] as const),
        ...more.map((id) => ['x5', id] as const),
      ],
      known: new Map(),
    }
    const m = arrange(q)
    expect(m.size).toBe(612)
    expect([...m.values()].every((p) => Number.isFinite(p.x) && Number.isFinite(p.y))).toBe(true)
  }, 30_000)
})

describe('positions in a link', () => {
  test('carry every place exactly, and who was pinned', () => {
    const places = arrange(growing())
    const pinned = new Set(['n3', 'usa'])
    const text = encodePositions(places, pinned)
    expect(text).toMatch(/^[A-Za-z0-9_*-]+$/)
    const back = decodePositions(text, [...places.keys()].reverse())
    expect(back && digest(back.places)).toBe(digest(places))
    expect(back?.pinned).toEqual(pinned)
  })
  test('for other actors, or garbled, they are not used', () => {
    const text = encodePositions(new Map([['a', { x: 0, y: 4 }]]), new Set())
    expect(decodePositions(text, ['a', 'b'])).toBeNull()
    expect(decodePositions(`${text}<`, ['a'])).toBeNull()
    expect(decodePositions('', ['a'])).toBeNull()
    expect(decodePositions(text, ['a'])?.places.get('a')).toEqual({ x: 0, y: 4 })
  })
})
