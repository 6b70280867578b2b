import { shorten } from '../../core/words'
import { toScreen } from './camera'
import type { Emphasis, Stage } from './drawlines'
import { Boxes } from './pills'
import type { SceneNode } from './scene'
import { outline } from './shapes'

export const NAME_FONT = '500 12px ui-sans-serif, system-ui, sans-serif'
export const SEED_FONT = '650 13.5px ui-sans-serif, system-ui, sans-serif'
const BADGE_FONT = '600 9.5px ui-sans-serif, system-ui, sans-serif'

/** Room taken by an actor's shape and badge, in the picture scaled by k: labels keep off it. */
export function reserve(n: SceneNode, k: number, size: number, taken: Boxes): void {
  taken.take({ x: n.x * k, y: n.y * k, w: 2 * n.r * size, h: 2 * n.r * size })
  if (n.hidden > 0) taken.take({ x: n.x * k + n.r * size * 0.6 + 10, y: n.y * k - n.r * size - 7, w: 22, h: 14 })
}

export interface Name {
  id: string
  text: string
  w: number
  /** The middle of the name, from the middle of the actor. */
  dx: number
  dy: number
}

/** Which names are written: the question's own first, then by importance, as far as they do not cover one another. */
export function namesOf(
  nodes: Iterable<SceneNode>,
  k: number,
  size: number,
  first: ReadonlySet<string>,
  taken: Boxes,
  measure: (text: string, seed: boolean) => number,
): Map<string, Name> {
  const out = new Map<string, Name>()
  const needed = new Boxes()
  const rank = (n: SceneNode) => (first.has(n.id) ? 4 : 0) + (n.seed ? 2 : 0) + (n.faded ? 0 : 1)
  const sorted = [...nodes].sort((a, b) => rank(b) - rank(a) || b.degree - a.degree || (a.id < b.id ? -1 : 1))
  for (const n of sorted) {
    if (out.size >= 160) break
    const r = n.r * size
    const spotsOf = (w: number) =>
      [
        [0, r + 12],
        [0, -r - 12],
        [r + 6 + w / 2, 0],
        [-r - 6 - w / 2, 0],
      ] as const
    const must = first.has(n.id) || n.seed
    for (const length of must ? [60] : [28, 15]) {
      const text = shorten(n.name, length)
      const w = measure(text, n.seed)
      const boxAt = ([dx, dy]: readonly [number, number]) => ({ x: n.x * k + dx, y: n.y * k + dy, w: w + 6, h: 16 })
      const spots = spotsOf(w)
      // the names that must be there give way to one another, but not to shapes
      const spot = spots.find((at) => (n.seed ? needed : taken).free(boxAt(at))) ?? (must ? spots[0] : null)
      if (!spot) continue
      taken.take(boxAt(spot))
      if (must) needed.take(boxAt(spot))
      out.set(n.id, { id: n.id, text, w, dx: spot[0], dy: spot[1] })
      break
    }
  }
  return out
}

export interface Rings {
  selected: string | null
  hover: string | null
  focus: string | null
}

export function drawNodes(
  s: Stage,
  nodes: ReadonlyMap<string, SceneNode>,
  names: ReadonlyMap<string, Name>,
  emphasis: (id: string) => Emphasis,
  rings: Rings,
): void {
  const { c, theme } = s
  const onStage: { n: SceneNode; x: number; y: number; alpha: number }[] = []
  for (const n of nodes.values()) {
    const { x, y } = toScreen(s.camera, n)
    if (x < -90 || y < -40 || x > s.width + 90 || y > s.height + 40) continue
    const e = emphasis(n.id)
    const alpha = e === 0 ? 0.28 : n.faded ? 0.25 : 1
    onStage.push({ n, x, y, alpha })
    const r = n.r * s.size
    c.globalAlpha = 1
    c.fillStyle = theme.ground
    c.beginPath()
    outline(c, n.kind, x, y, r + 2)
    c.fill()
    c.globalAlpha = alpha
    c.fillStyle = n.seed ? theme.seed : theme.node
    c.beginPath()
    outline(c, n.kind, x, y, r)
    c.fill()
    if (n.seed) ring(s, x, y, r + 4, theme.seed, 1.5)
    if (rings.selected === n.id || rings.focus === n.id) {
      c.globalAlpha = 1
      ring(s, x, y, r + 7, theme.accent, 3)
      if (rings.focus === n.id) ring(s, x, y, r + 11, theme.accent, 1)
    } else if (rings.hover === n.id) ring(s, x, y, r + 6, theme.muted, 2)
    if (n.pinned && !s.far) pin(s, x - r * 0.8, y - r * 0.8)
  }
  c.textAlign = 'center'
  c.textBaseline = 'middle'
  c.lineJoin = 'round'
  for (const { n, x, y, alpha } of onStage) {
    const name = names.get(n.id)
    c.globalAlpha = alpha < 1 ? Math.max(alpha, n.faded ? 0.5 : 0.28) : 1
    if (name) {
      c.font = n.seed ? SEED_FONT : NAME_FONT
      c.lineWidth = 4
      c.strokeStyle = theme.ground
      c.strokeText(name.text, x + name.dx, y + name.dy)
      c.fillStyle = theme.text
      c.fillText(name.text, x + name.dx, y + name.dy)
    }
    if (n.hidden > 0 && s.camera.k > 0.24) badge(s, n, x, y)
  }
  c.globalAlpha = 1
}

function ring(s: Stage, x: number, y: number, r: number, color: string, width: number): void {
  s.c.strokeStyle = color
  s.c.lineWidth = width
  s.c.beginPath()
  s.c.arc(x, y, r, 0, 2 * Math.PI)
  s.c.stroke()
}

function pin(s: Stage, x: number, y: number): void {
  s.c.fillStyle = s.theme.accent
  s.c.strokeStyle = s.theme.ground
  s.c.lineWidth = 1.5
  s.c.beginPath()
  s.c.arc(x, y, 3.5, 0, 2 * Math.PI)
  s.c.fill()
  s.c.stroke()
}

/** "+12": so many claims of this actor are not in the picture. */
function badge(s: Stage, n: SceneNode, x: number, y: number): void {
  const { c, theme } = s
  const text = `+${n.hidden > 9999 ? `${Math.floor(n.hidden / 1000)}k` : n.hidden}`
  c.font = BADGE_FONT
  const w = Math.max(16, c.measureText(text).width + 8)
  const bx = x + n.r * s.size * 0.6
  const by = y - n.r * s.size - 7
  c.fillStyle = theme.ground
  c.strokeStyle = theme.muted
  c.lineWidth = 1
  c.beginPath()
  c.roundRect(bx, by - 7, w, 14, 7)
  c.fill()
  c.stroke()
  c.fillStyle = theme.muted
  c.fillText(text, bx + w / 2, by + 0.5)
}
