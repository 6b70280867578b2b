import { byText } from './model'
import type { Picture } from './picture'
import type { Point } from './place'

export type Arrow = 'ArrowRight' | 'ArrowLeft' | 'ArrowUp' | 'ArrowDown'
const ANGLE: Record<Arrow, number> = {
  ArrowRight: 0,
  ArrowDown: Math.PI / 2,
  ArrowLeft: Math.PI,
  ArrowUp: -Math.PI / 2,
}

/** Whom an actor is tied to in the picture, most claims first. */
export function neighbours(p: Picture, id: string): { id: string; claims: number }[] {
  const out: { id: string; claims: number }[] = []
  for (const pair of p.pairs) {
    if (pair.a === pair.b) continue
    if (pair.a === id) out.push({ id: pair.b, claims: pair.claims })
    else if (pair.b === id) out.push({ id: pair.a, claims: pair.claims })
  }
  return out.sort((x, y) => y.claims - x.claims || byText(x.id, y.id))
}

/**
 * The actor one step away in a direction: a neighbour within 60 degrees of it if there is one (the straightest, then the nearest),
 * else anyone in that direction, so that no actor is out of reach.
 */
export function towards(p: Picture, places: ReadonlyMap<string, Point>, id: string, arrow: Arrow): string | null {
  const from = places.get(id)
  if (!from) return null
  const best = (ids: Iterable<string>, limit: number): string | null => {
    let found: string | null = null
    let least = Number.POSITIVE_INFINITY
    for (const other of ids) {
      const to = places.get(other)
      if (!to || other === id) continue
      const turn = Math.atan2(to.y - from.y, to.x - from.x) - ANGLE[arrow]
      const off = Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)))
      if (off > limit) continue
      const cost = Math.hypot(to.x - from.x, to.y - from.y) * (1 + 2 * off)
      if (cost < least) {
        least = cost
        found = other
      }
    }
    return found
  }
  return (
    best(
      neighbours(p, id).map((n) => n.id),
      Math.PI / 3,
    ) ?? best(p.actors.keys(), Math.PI / 3)
  )
}
