import { unit } from './hash'
import { byText } from './model'

export interface Point {
  x: number
  y: number
}

/** Positions are whole multiples of this (in units of the picture), so that a link can carry them exactly. */
export const GRID = 4
export const snap = (v: number): number => Math.round(v / GRID) * GRID + 0

/** The radius at which an actor is drawn. */
export const radius = (degree: number): number => 8 + Math.min(9, 1.5 * Math.log2(1 + degree))

export interface Spot extends Point {
  id: string
  degree: number
}

const order = (p: Spot, q: Spot) => q.degree - p.degree || byText(p.id, q.id)

/** Rings of 14 around the origin for a cold start; several seeds stand on a line, far enough apart to see what is between them. */
export function rings(seeds: readonly string[], spots: readonly Spot[]): void {
  const rank = new Map(seeds.map((id, i) => [id, i]))
  for (const s of spots) {
    const i = rank.get(s.id)
    if (i === undefined) continue
    s.x = (i - (seeds.length - 1) / 2) * 620
    s.y = seeds.length > 2 ? (i % 2 ? 130 : -130) : 0
  }
  const rest = spots.filter((s) => !rank.has(s.id)).sort(order)
  rest.forEach((s, i) => {
    const ring = Math.floor(i / 14)
    const inRing = Math.min(14, rest.length - ring * 14)
    const angle = (2 * Math.PI * ((i % 14) + 0.5 * (ring % 2) + 0.15 * unit(s.id))) / inRing
    const radius = 300 + 110 * ring + (seeds.length > 1 ? 80 * (seeds.length - 1) : 0)
    s.x = radius * Math.cos(angle)
    s.y = radius * 0.72 * Math.sin(angle)
  })
}

/** Newcomers go into the widest free angular gap around what they attach to; nobody else moves. */
export function fan(fresh: readonly Spot[], anchor: Point, others: readonly Point[]): void {
  const busy = others
    .filter((p) => p !== anchor && Math.hypot(p.x - anchor.x, p.y - anchor.y) < 340)
    .map((p) => Math.atan2(p.y - anchor.y, p.x - anchor.x))
    .sort((a, b) => a - b)
  let start = 0
  let gap = 2 * Math.PI
  if (busy.length) {
    gap = 0
    busy.forEach((angle, i) => {
      const next = busy[i + 1] ?? busy[0]! + 2 * Math.PI
      if (next - angle > gap) {
        gap = next - angle
        start = angle
      }
    })
  }
  ;[...fresh].sort(order).forEach((s, i) => {
    const ring = Math.floor(i / 14)
    const angle = start + (gap * ((i % 14) + 0.5 + 0.3 * (ring % 2))) / Math.min(14, fresh.length)
    s.x = anchor.x + (180 + 100 * ring) * Math.cos(angle)
    s.y = anchor.y + (180 + 100 * ring) * Math.sin(angle)
  })
}
