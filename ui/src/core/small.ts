import type { LayoutRequest } from './layout'
import { byText, type ClaimItem } from './model'
import type { Point } from './place'

/** A small, still picture of the claims of one text. */
export interface Drawing {
  spots: readonly (Point & { id: string })[]
  lines: readonly { c: Said; path: string; head: string }[]
  /** What holds all of the spots, without their names. */
  bounds: { left: number; top: number; width: number; height: number }
}

type Said = Pick<ClaimItem, 'id' | 'subject' | 'relation' | 'object' | 'polarity' | 'modality' | 'disputed'>

/** More lines than these would be one blot. */
const MOST_LINES = 200

/** Everyone between whom claims run, busiest first. */
export function parties(claims: readonly Said[]): string[] {
  const n = new Map<string, number>()
  for (const c of claims) for (const id of [c.subject, c.object]) n.set(id, (n.get(id) ?? 0) + 1)
  return [...n.keys()].sort((a, b) => (n.get(b) ?? 0) - (n.get(a) ?? 0) || byText(a, b))
}

/** The claims that can be drawn between some actors. */
function between(claims: readonly Said[], people: readonly string[]): Said[] {
  const known = new Set(people)
  return claims
    .filter((c) => known.has(c.subject) && known.has(c.object) && c.subject !== c.object)
    .slice(0, MOST_LINES)
}

/** What to ask the layout for: the busiest in the middle. */
export function request(claims: readonly Said[], people: readonly string[]): LayoutRequest {
  const own = between(claims, people)
  return {
    seeds: people.slice(0, 1),
    batches: [{ anchor: null, ids: [...people] }],
    degrees: new Map(people.map((id) => [id, own.filter((c) => c.subject === id || c.object === id).length])),
    links: own.map((c) => [c.subject, c.object] as const),
    known: new Map(),
  }
}

const SCALE = 0.55
/** A line ends this far before the middle of an actor. */
const GAP = 12

/** Lines from actor to actor, with their heads. Claims between the same two bow apart. */
export function drawing(
  claims: readonly Said[],
  people: readonly string[],
  places: ReadonlyMap<string, Point>,
): Drawing {
  const spots = people.flatMap((id) => {
    const p = places.get(id)
    return p ? [{ id, x: p.x * SCALE, y: p.y * SCALE * 0.8 }] : []
  })
  const at = new Map(spots.map((s) => [s.id, s]))
  const met = new Map<string, number>()
  const lines = between(claims, people).flatMap((c) => {
    const a = at.get(c.subject)
    const b = at.get(c.object)
    if (!a || !b) return []
    const key = [c.subject, c.object].sort(byText).join('|')
    const n = met.get(key) ?? 0
    met.set(key, n + 1)
    // the sign is that of the pair, not of the direction: two claims there and back do not lie on each other
    const bow = (n % 2 ? -1 : 1) * Math.ceil(n / 2) * 26 * (c.subject < c.object ? 1 : -1)
    return [{ c, ...arrow(a, b, bow) }]
  })
  const xs = [0, ...spots.map((s) => s.x)]
  const ys = [0, ...spots.map((s) => s.y)]
  const left = Math.min(...xs)
  const top = Math.min(...ys)
  return { spots, lines, bounds: { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top } }
}

/** Room for half a name beside an actor, for a dot above and for a name below, in px. */
const BESIDE = 84
const ABOVE = 16
const BELOW = 34

/**
 * The viewBox for a frame of `width` px that may be `highest` px high, and how many of its units a px is: names and dots have the
 * same size on every screen, however much the drawing shrinks, and none is cut off.
 */
export function frame(b: Drawing['bounds'], width: number, highest: number): { box: string; unit: number } {
  const unit = Math.max(
    b.width / Math.max(40, width - 2 * BESIDE),
    b.height / Math.max(40, highest - ABOVE - BELOW),
    0.5,
  )
  const wide = Math.max(width, 2 * BESIDE + 40) * unit
  const left = b.left + b.width / 2 - wide / 2
  const box = [left, b.top - ABOVE * unit, wide, b.height + (ABOVE + BELOW) * unit].map((v) => v.toFixed(1)).join(' ')
  return { box, unit }
}

function arrow(a: Point, b: Point, bow: number): { path: string; head: string } {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1
  const mx = (a.x + b.x) / 2 - ((b.y - a.y) / length) * bow
  const my = (a.y + b.y) / 2 + ((b.x - a.x) / length) * bow
  const far = Math.hypot(b.x - mx, b.y - my) || 1
  const ux = (b.x - mx) / far
  const uy = (b.y - my) / far
  const tip = { x: b.x - ux * GAP, y: b.y - uy * GAP }
  const point = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`
  return {
    path: `M${point(a.x, a.y)}Q${point(mx, my)} ${point(tip.x - ux * 8, tip.y - uy * 8)}`,
    head: `M${point(tip.x, tip.y)}L${point(tip.x - ux * 10 + uy * 5, tip.y - uy * 10 - ux * 5)}L${point(tip.x - ux * 10 - uy * 5, tip.y - uy * 10 + ux * 5)}Z`,
  }
}
