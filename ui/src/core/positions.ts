import { byText } from './model'
import { GRID, type Point } from './place'

/**
 * Positions in a link: for the actors sorted by id, two characters for x and two for y, in units of the grid, so that a shared
 * picture is exactly the one that was seen (dragged actors, filters moved in between). "*" ends an actor that was pinned.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const HALF = 2048

export function encodePositions(places: ReadonlyMap<string, Point>, pinned: ReadonlySet<string>): string {
  const number = (v: number) => {
    const n = Math.max(0, Math.min(2 * HALF - 1, Math.round(v / GRID) + HALF))
    return `${ALPHABET[n >> 6]}${ALPHABET[n & 63]}`
  }
  return [...places.keys()]
    .sort(byText)
    .map((id) => {
      const p = places.get(id)!
      return number(p.x) + number(p.y) + (pinned.has(id) ? '*' : '')
    })
    .join('')
}

/** Null when the text is not a list of positions for exactly these actors: the picture is then laid out afresh. */
export function decodePositions(
  text: string,
  ids: Iterable<string>,
): { places: Map<string, Point>; pinned: Set<string> } | null {
  const sorted = [...ids].sort(byText)
  const parts = text.match(/[A-Za-z0-9_-]{4}\*?/g) ?? []
  if (parts.join('') !== text || parts.length !== sorted.length) return null
  const places = new Map<string, Point>()
  const pinned = new Set<string>()
  const number = (s: string) => (ALPHABET.indexOf(s[0]!) * 64 + ALPHABET.indexOf(s[1]!) - HALF) * GRID
  parts.forEach((part, i) => {
    const id = sorted[i]!
    places.set(id, { x: number(part.slice(0, 2)), y: number(part.slice(2, 4)) })
    if (part.endsWith('*')) pinned.add(id)
  })
  return { places, pinned }
}
