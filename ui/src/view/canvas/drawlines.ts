import type { Line } from '../../core/lines'
import { dashed, inkOf, type Theme, thin } from '../../core/palette'
import { type Camera, toScreen } from './camera'
import { along, type Curve, curveOf, heading, outside } from './geometry'
import { PILL_HEIGHT, type Pill } from './pills'
import type { SceneNode } from './scene'

/** dim: something else is lit; plain; lit. */
export type Emphasis = 0 | 1 | 2

export interface Stage {
  c: CanvasRenderingContext2D
  camera: Camera
  width: number
  height: number
  theme: Theme
  /** Factor on the radius of actors. */
  size: number
  far: boolean
}

interface Head {
  x: number
  y: number
  ux: number
  uy: number
}

const widthOf = (l: Line, e: Emphasis, far: boolean): number => {
  const base = l.count > 1 ? Math.min(5.5, 2 + 0.6 * Math.log2(l.count)) : thin(l.quad) ? 1.4 : 1.8
  return (far ? Math.min(base, 2.5) : base) + (e === 2 ? 1.2 : 0)
}

/** Draws lines in groups of one style, so that a large picture needs few strokes. */
export function drawLines(
  s: Stage,
  lines: readonly Line[],
  nodes: ReadonlyMap<string, SceneNode>,
  emphasis: (l: Line) => Emphasis,
): void {
  const groups = new Map<string, { e: Emphasis; first: Line; items: Line[] }>()
  for (const l of lines) {
    const e = emphasis(l)
    const key = `${l.aside ? 0 : 1}${e}|${l.quad}|${l.root}|${l.weak ? 1 : 0}|${widthOf(l, e, s.far).toFixed(1)}|${s.far ? 0 : hollow(l) ? 1 : 0}`
    const g = groups.get(key)
    if (g) g.items.push(l)
    else groups.set(key, { e, first: l, items: [l] })
  }
  for (const key of [...groups.keys()].sort()) {
    const g = groups.get(key)!
    drawGroup(s, g.items, nodes, g.e, g.first)
  }
  s.c.globalAlpha = 1
  s.c.setLineDash([])
}

/** Not (or not yet, or not certainly) so: the head is drawn open. */
const hollow = (l: Line) => l.denied || l.modality !== null

function drawGroup(
  s: Stage,
  items: readonly Line[],
  nodes: ReadonlyMap<string, SceneNode>,
  e: Emphasis,
  like: Line,
): void {
  const { c, theme } = s
  const color = inkOf(like.root, like.quad, theme.dark).line
  c.strokeStyle = color
  c.fillStyle = color
  c.globalAlpha = e === 0 ? 0.13 : (like.weak ? 0.55 : 0.95) * (like.aside && e === 1 ? 0.45 : 1)
  c.lineWidth = widthOf(like, e, s.far) * (like.aside && e === 1 ? 0.8 : 1)
  c.lineCap = 'butt'
  c.setLineDash(!s.far && dashed(like.quad) ? [6, 4] : [])
  c.beginPath()
  const heads: Head[] = []
  const bars: Head[] = []
  for (const l of items) {
    const a = nodes.get(l.a)
    const b = nodes.get(l.b)
    if (!a || !b) continue
    const curve = curveOf(l, toScreen(s.camera, a), toScreen(s.camera, b), s.camera.k)
    if (outside(curve, s.width, s.height)) continue
    trace(c, curve, l, s.far)
    if (s.far) continue
    if (l.forth) heads.push(tip(curve, b.r * s.size + 2, false))
    if (l.back) heads.push(tip(curve, a.r * s.size + 2, true))
    if (l.denied) {
      const t = l.back && !l.forth ? 0.27 : 0.73
      bars.push({ ...along(curve, t), ux: heading(curve, t).x, uy: heading(curve, t).y })
    }
  }
  c.stroke()
  c.setLineDash([])
  if (heads.length) drawHeads(s, heads, hollow(like), e, c.lineWidth)
  if (bars.length) drawBars(s, bars)
}

function trace(c: CanvasRenderingContext2D, q: Curve, l: Line, far: boolean): void {
  c.moveTo(q.x0, q.y0)
  if (q.loop) c.bezierCurveTo(q.cx, q.cy, q.dx, q.dy, q.x1, q.y1)
  else if (l.slot !== 0 && !far) c.quadraticCurveTo(q.cx, q.cy, q.x1, q.y1)
  else c.lineTo(q.x1, q.y1)
}

/** Where a line ends at the edge of an actor, and which way it comes. */
function tip(q: Curve, radius: number, atStart: boolean): Head {
  const fromX = q.loop ? (atStart ? q.cx : q.dx) : q.cx
  const fromY = q.loop ? (atStart ? q.cy : q.dy) : q.cy
  const endX = atStart ? q.x0 : q.x1
  const endY = atStart ? q.y0 : q.y1
  const d = Math.hypot(endX - fromX, endY - fromY) || 1
  const ux = (endX - fromX) / d
  const uy = (endY - fromY) / d
  return { x: endX - ux * radius, y: endY - uy * radius, ux, uy }
}

function drawHeads(s: Stage, heads: readonly Head[], open: boolean, e: Emphasis, width: number): void {
  const { c, theme } = s
  const size = (e === 2 ? 10 : 8.5) + Math.max(0, width - 2)
  c.beginPath()
  for (const h of heads) {
    c.moveTo(h.x, h.y)
    c.lineTo(h.x - size * h.ux + size * 0.48 * h.uy, h.y - size * h.uy - size * 0.48 * h.ux)
    c.lineTo(h.x - size * h.ux - size * 0.48 * h.uy, h.y - size * h.uy + size * 0.48 * h.ux)
    c.closePath()
  }
  if (!open) {
    c.fill()
    return
  }
  const alpha = c.globalAlpha
  const color = c.fillStyle
  c.globalAlpha = 1
  c.fillStyle = theme.ground
  c.fill()
  c.globalAlpha = alpha
  c.fillStyle = color
  c.lineWidth = 1.5
  c.stroke()
}

/** Two strokes across the line: what it says is denied. */
function drawBars(s: Stage, bars: readonly Head[]): void {
  const { c } = s
  c.lineWidth = 2
  c.beginPath()
  for (const b of bars)
    for (const d of [-2.5, 2.5]) {
      const x = b.x + d * b.ux
      const y = b.y + d * b.uy
      c.moveTo(x - 7 * b.uy, y + 7 * b.ux)
      c.lineTo(x + 7 * b.uy, y - 7 * b.ux)
    }
  c.stroke()
}

/** The labels: rounded; a double rim and the sign ≠ where the claim is disputed; struck through where it is denied. */
export function drawPills(s: Stage, pills: readonly Pill[], emphasis: (l: Line) => Emphasis): void {
  const { c, camera, theme } = s
  c.textAlign = 'center'
  c.textBaseline = 'middle'
  c.font = PILL_FONT
  for (const p of pills) {
    const e = emphasis(p.line)
    if (e === 0) continue
    const x = p.x + camera.tx
    const y = p.y + camera.ty
    if (x < -p.w || y < -20 || x > s.width + p.w || y > s.height + 20) continue
    const color = inkOf(p.line.root, p.line.quad, theme.dark).text
    c.fillStyle = theme.ground
    c.strokeStyle = color
    c.lineWidth = e === 2 ? 1.6 : 1
    rim(c, x, y, p.w, PILL_HEIGHT)
    c.fill()
    c.stroke()
    if (p.line.disputed) {
      c.lineWidth = 1
      rim(c, x, y, p.w + 5, PILL_HEIGHT + 5)
      c.stroke()
    }
    c.fillStyle = color
    const shift = p.line.disputed ? -6 : 0
    c.fillText(p.text, x + shift, y + 0.5)
    if (p.line.disputed) c.fillText('≠', x + p.w / 2 - 8, y + 0.5)
    if (p.line.denied && p.text.length <= 4) {
      c.beginPath()
      c.moveTo(x - p.w / 2 + 4, y + 0.5)
      c.lineTo(x + p.w / 2 - 4 + 2 * shift, y + 0.5)
      c.stroke()
    }
  }
}

export const PILL_FONT = '600 10.5px ui-sans-serif, system-ui, sans-serif'

function rim(c: CanvasRenderingContext2D, x: number, y: number, w: number, h: number): void {
  c.beginPath()
  c.roundRect(x - w / 2, y - h / 2, w, h, h / 2)
}
