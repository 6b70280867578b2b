import type { Line } from '../../core/lines'
import type { Camera } from './camera'
import { toScreen } from './camera'
import { curveOf, distance } from './geometry'
import { PILL_HEIGHT, type Pill } from './pills'
import type { Hit, SceneNode } from './scene'

/** How near to a line the pointer must be, in px: a band of 16. */
const REACH = 8

/** What is at a point: an actor first (at least 24 px wide), then a label, then the nearest line. */
export function hitTest(
  x: number,
  y: number,
  camera: Camera,
  nodes: ReadonlyMap<string, SceneNode>,
  lines: readonly Line[],
  pills: readonly Pill[],
  size: number,
): Hit {
  let node: string | null = null
  let near = Number.POSITIVE_INFINITY
  for (const n of nodes.values()) {
    const p = toScreen(camera, n)
    const d = Math.hypot(p.x - x, p.y - y)
    if (d < Math.max(12, n.r * size + 4) && d < near) {
      near = d
      node = n.id
    }
  }
  if (node !== null) return { node }
  for (const p of pills)
    if (Math.abs(p.x + camera.tx - x) <= p.w / 2 && Math.abs(p.y + camera.ty - y) <= Math.max(12, PILL_HEIGHT) / 2)
      return { line: p.line }
  let line: Line | null = null
  let least = REACH
  for (const l of lines) {
    const a = nodes.get(l.a)
    const b = nodes.get(l.b)
    if (!a || !b) continue
    const c = curveOf(l, toScreen(camera, a), toScreen(camera, b), camera.k)
    const ex = c.loop ? c.dx : c.cx
    if (x < Math.min(c.x0, c.x1, c.cx, ex) - REACH || x > Math.max(c.x0, c.x1, c.cx, ex) + REACH) continue
    if (y < Math.min(c.y0, c.y1, c.cy) - REACH || y > Math.max(c.y0, c.y1, c.cy) + REACH) continue
    const d = distance(c, x, y)
    if (d < least) {
      least = d
      line = l
    }
  }
  return line ? { line } : null
}
