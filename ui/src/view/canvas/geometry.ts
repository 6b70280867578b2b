import type { Line } from '../../core/lines'
import type { Point } from '../../core/place'

/** A drawn line in screen space: a quadratic curve from a to b, or for a claim within one actor a loop (cubic). */
export interface Curve {
  x0: number
  y0: number
  x1: number
  y1: number
  /** Control point; for loops the first of two. */
  cx: number
  cy: number
  /** Second control point of a loop. */
  dx: number
  dy: number
  loop: boolean
  length: number
}

/** Screen distance between parallel lines; a bundle that was unfolded leaves room for a label on each. */
const spacing = (n: number, k: number): number =>
  n > 6
    ? Math.max(9, Math.min(20, 280 / n)) * Math.min(1.25, Math.max(0.9, k))
    : Math.min(24, 84 / n) * Math.min(1.25, Math.max(0.35, k))

/** The curve of a line between two points on the screen, from a to b. */
export function curveOf(line: Pick<Line, 'slot' | 'n' | 'a' | 'b'>, a: Point, b: Point, k: number): Curve {
  if (line.a === line.b) {
    const size = (34 + 9 * (line.slot + line.n / 2)) * Math.min(1.25, Math.max(0.5, k))
    return {
      x0: a.x,
      y0: a.y,
      x1: a.x,
      y1: a.y,
      cx: a.x - size,
      cy: a.y - size * 1.9,
      dx: a.x + size,
      dy: a.y - size * 1.9,
      loop: true,
      length: size * 3,
    }
  }
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length = Math.hypot(dx, dy) || 1
  const off = line.slot * spacing(line.n, k) * 2
  return {
    x0: a.x,
    y0: a.y,
    x1: b.x,
    y1: b.y,
    cx: (a.x + b.x) / 2 - (dy / length) * off,
    cy: (a.y + b.y) / 2 + (dx / length) * off,
    dx: 0,
    dy: 0,
    loop: false,
    length,
  }
}

/** The point at parameter t in [0, 1]. */
export function along(c: Curve, t: number): Point {
  const u = 1 - t
  if (c.loop) {
    return {
      x: u * u * u * c.x0 + 3 * u * u * t * c.cx + 3 * u * t * t * c.dx + t * t * t * c.x1,
      y: u * u * u * c.y0 + 3 * u * u * t * c.cy + 3 * u * t * t * c.dy + t * t * t * c.y1,
    }
  }
  return { x: u * u * c.x0 + 2 * u * t * c.cx + t * t * c.x1, y: u * u * c.y0 + 2 * u * t * c.cy + t * t * c.y1 }
}

/** Unit direction of travel at t, from a to b. */
export function heading(c: Curve, t: number): Point {
  const p = along(c, Math.max(0, t - 0.01))
  const q = along(c, Math.min(1, t + 0.01))
  const d = Math.hypot(q.x - p.x, q.y - p.y) || 1
  return { x: (q.x - p.x) / d, y: (q.y - p.y) / d }
}

/** Where parallel lines carry their labels: staggered, so that they do not hide one another. */
export const labelAt = (line: Pick<Line, 'slot' | 'n'>): number => 0.5 + (line.n > 1 ? 0.34 * (line.slot / line.n) : 0)

/** Distance from a point to the curve, by segments (a sampled curve misses long ones). */
export function distance(c: Curve, x: number, y: number): number {
  const steps = c.loop ? 18 : Math.abs(c.cx - (c.x0 + c.x1) / 2) + Math.abs(c.cy - (c.y0 + c.y1) / 2) > 1 ? 14 : 1
  let best = Number.POSITIVE_INFINITY
  let p: Point = { x: c.x0, y: c.y0 }
  for (let i = 1; i <= steps; i++) {
    const q = along(c, i / steps)
    const vx = q.x - p.x
    const vy = q.y - p.y
    const w = Math.max(0, Math.min(1, ((x - p.x) * vx + (y - p.y) * vy) / (vx * vx + vy * vy || 1)))
    best = Math.min(best, Math.hypot(p.x + w * vx - x, p.y + w * vy - y))
    p = q
  }
  return best
}

/** Is the curve's box outside a stage of this size? */
export function outside(c: Curve, width: number, height: number): boolean {
  const ex = c.loop ? c.dx : c.cx
  return (
    Math.max(c.x0, c.x1, c.cx, ex) < 0 ||
    Math.min(c.x0, c.x1, c.cx, ex) > width ||
    Math.max(c.y0, c.y1, c.cy) < 0 ||
    Math.min(c.y0, c.y1, c.cy) > height
  )
}
