import { describe, expect, test } from 'vitest'
import type { Line } from '../../core/lines'
import { type Camera, fitting, MAX_ZOOM, MIN_ZOOM, toScreen, zoomed } from './camera'
import { along, curveOf, distance, labelAt, outside } from './geometry'
import { hitTest } from './hit'
import { Boxes, PILL_HEIGHT, pillsOf } from './pills'
import type { SceneNode } from './scene'

const line = (key: string, more: Partial<Line> = {}): Line => ({
  key,
  pair: 'a|b',
  a: 'a',
  b: 'b',
  quad: 'VC',
  root: 'CONSULT',
  slot: 0,
  n: 1,
  forth: true,
  back: false,
  count: 1,
  claim: null,
  glyph: 'CN',
  label: 'visits',
  date: '10 Jan 2025',
  denied: false,
  modality: null,
  disputed: false,
  weak: false,
  aside: false,
  ...more,
})
const node = (id: string, x: number, y: number): SceneNode => ({
  id,
  x,
  y,
  name: id,
  kind: 'state',
  r: 10,
  hidden: 0,
  pinned: false,
  seed: false,
  faded: false,
  degree: 1,
})
const here: Camera = { k: 1, tx: 0, ty: 0 }

describe('camera', () => {
  test('zooms about a point, which stays where it is, within bounds', () => {
    let c: Camera = { k: 1, tx: 30, ty: -7 }
    const p = { x: (200 - c.tx) / c.k, y: (100 - c.ty) / c.k }
    for (const f of [1.3, 0.4, 5, 0.01, 100]) {
      c = zoomed(c, f, 200, 100)
      expect(toScreen(c, p).x).toBeCloseTo(200)
      expect(toScreen(c, p).y).toBeCloseTo(100)
      expect(c.k).toBeGreaterThanOrEqual(MIN_ZOOM)
      expect(c.k).toBeLessThanOrEqual(MAX_ZOOM)
    }
  })
  test('fits everyone into the stage, with a margin', () => {
    const points = [
      { x: -900, y: -100 },
      { x: 700, y: 480 },
      { x: 0, y: 0 },
    ]
    const c = fitting(points, 800, 600, 80)!
    for (const p of points) {
      const s = toScreen(c, p)
      expect(s.x).toBeGreaterThanOrEqual(79)
      expect(s.x).toBeLessThanOrEqual(721)
      expect(s.y).toBeGreaterThanOrEqual(79)
      expect(s.y).toBeLessThanOrEqual(521)
    }
    expect(fitting([], 800, 600, 80)).toBeNull()
    expect(fitting(points, 0, 0, 80)).toBeNull()
  })
})

describe('curves', () => {
  const a = { x: 0, y: 0 }
  const b = { x: 400, y: 0 }
  test('parallel lines keep their distance, mirrored about the middle', () => {
    const middles = [-1.5, -0.5, 0.5, 1.5].map((slot) => along(curveOf(line('x', { slot, n: 4 }), a, b, 1), 0.5).y)
    expect(middles[0]).toBeCloseTo(-(middles[3] ?? 0))
    for (let i = 1; i < 4; i++) expect(middles[i]! - middles[i - 1]!).toBeGreaterThan(14)
  })
  test('distance follows the curve, also far from its sampled points', () => {
    const c = curveOf(line('x', { slot: 2, n: 5 }), a, { x: 3000, y: 0 }, 1)
    for (let t = 0.03; t < 1; t += 0.083) {
      const p = along(c, t)
      expect(distance(c, p.x, p.y)).toBeLessThan(2)
      expect(distance(c, p.x, p.y + 40)).toBeGreaterThan(20)
    }
  })
  test('a claim within one actor is a loop beside it', () => {
    const c = curveOf(line('x', { b: 'a', pair: 'a|a' }), a, a, 1)
    expect(c.loop).toBe(true)
    expect(along(c, 0.5).y).toBeLessThan(-30)
    expect(distance(c, along(c, 0.5).x, along(c, 0.5).y)).toBeLessThan(3)
  })
  test('labels of parallel lines are staggered', () => {
    const at = [-1, 0, 1].map((slot) => labelAt({ slot, n: 3 }))
    expect(new Set(at).size).toBe(3)
    for (const t of at) expect(t > 0.2 && t < 0.8).toBe(true)
  })
  test('what lies outside the stage is not drawn', () => {
    expect(outside(curveOf(line('x'), { x: -50, y: -50 }, { x: -10, y: 700 }, 1), 800, 600)).toBe(true)
    expect(outside(curveOf(line('x'), { x: -50, y: 300 }, { x: 900, y: 300 }, 1), 800, 600)).toBe(false)
  })
})

describe('what a pointer meets', () => {
  const nodes = new Map([node('a', 0, 0), node('b', 400, 0), node('c', 20, 6)].map((n) => [n.id, n]))
  const lines = [line('one', { slot: -0.5, n: 2 }), line('two', { slot: 0.5, n: 2 })]
  const at = (x: number, y: number) => hitTest(x, y, here, nodes, lines, [], 1)
  test('actors within 12 px at least, the nearest first', () => {
    expect(at(0, 11)).toEqual({ node: 'a' })
    expect(at(14, 4)).toEqual({ node: 'c' })
    expect(at(200, 300)).toBeNull()
  })
  test('each of two parallel lines, within 8 px', () => {
    const y = along(curveOf(lines[1]!, { x: 0, y: 0 }, { x: 400, y: 0 }, 1), 0.5).y
    expect(at(200, -y)).toEqual({ line: lines[0] })
    expect(at(200, y)).toEqual({ line: lines[1] })
    expect(at(200, y + 6)).toEqual({ line: lines[1] })
    expect(at(200, y + 9)).toBeNull()
  })
  test('a label is a target of its own', () => {
    const pill = { line: lines[0]!, x: 200, y: -80, w: 60, text: 'visits' }
    expect(hitTest(225, -76, here, nodes, lines, [pill], 1)).toEqual({ line: lines[0] })
  })
})

describe('labels', () => {
  const places = new Map([node('a', 0, 0), node('b', 500, 0), node('c', 40, 300)].map((n) => [n.id, n]))
  const measure = (t: string) => t.length * 6
  const wanted = Array.from({ length: 12 }, (_, i) => ({
    line: line(`l${String(i).padStart(2, '0')}`, { slot: i - 5.5, n: 12 }),
    lit: i === 3,
  }))
  test('never cover one another', () => {
    const pills = pillsOf(wanted, (id) => places.get(id), 1, new Boxes(), measure)
    expect(pills.length).toBeGreaterThan(3)
    for (const p of pills)
      for (const q of pills)
        if (p !== q) expect(Math.abs(p.x - q.x) * 2 >= p.w + q.w || Math.abs(p.y - q.y) >= PILL_HEIGHT).toBe(true)
  })
  test('the lit line is written out, with its date', () => {
    const pills = pillsOf(wanted, (id) => places.get(id), 1, new Boxes(), measure)
    expect(pills.find((p) => p.line.key === 'l03')?.text).toBe('visits · 10 Jan 2025')
  })
  test('denied and modality are words on a lit line, a sign on a short one', () => {
    const l = line('x', { denied: true, modality: 'planned' })
    const text = (lit: boolean, k: number) =>
      pillsOf([{ line: l, lit }], (id) => places.get(id), k, new Boxes(), measure)[0]?.text
    expect(text(true, 1)).toBe('denied: planned: visits · 10 Jan 2025')
    expect(text(false, 0.2)).toBe('CN…')
  })
  test('do not depend on the order of lines', () => {
    const want = pillsOf(wanted, (id) => places.get(id), 1, new Boxes(), measure)
    expect(pillsOf([...wanted].reverse(), (id) => places.get(id), 1, new Boxes(), measure)).toEqual(want)
  })
})
