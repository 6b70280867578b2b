import type { Line } from '../../core/lines'
import type { Point } from '../../core/place'
import { along, curveOf, labelAt } from './geometry'

/** A label on a line, centred at a point of the picture scaled by k (offset by the camera only when drawn). */
export interface Pill {
  line: Line
  x: number
  y: number
  w: number
  text: string
}

export const PILL_HEIGHT = 16
const MODES = { alleged: 'alleged: ', planned: 'planned: ', threatened: 'threatened: ', refused: 'refused: ' } as const
const SIGNS = { alleged: '?', planned: '…', threatened: '!', refused: '×' } as const

export const longText = (l: Line, dated: boolean): string =>
  `${l.denied ? 'denied: ' : ''}${l.modality ? MODES[l.modality] : ''}${l.label}${dated && l.date ? ` · ${l.date}` : ''}`

export const shortText = (l: Line): string => `${l.glyph}${l.modality ? SIGNS[l.modality] : ''}`

interface Box {
  x: number
  y: number
  w: number
  h: number
}

/** Boxes that do not overlap, found through a coarse grid. */
export class Boxes {
  private readonly cells = new Map<string, Box[]>()

  private *around(b: Box): Generator<string> {
    for (let i = Math.floor((b.x - b.w / 2) / 64); i <= Math.floor((b.x + b.w / 2) / 64); i++)
      for (let j = Math.floor((b.y - b.h / 2) / 64); j <= Math.floor((b.y + b.h / 2) / 64); j++) yield `${i},${j}`
  }

  free(b: Box): boolean {
    for (const cell of this.around(b))
      for (const o of this.cells.get(cell) ?? [])
        if (Math.abs(o.x - b.x) * 2 < o.w + b.w && Math.abs(o.y - b.y) * 2 < o.h + b.h) return false
    return true
  }

  take(b: Box): void {
    for (const cell of this.around(b)) {
      const list = this.cells.get(cell)
      if (list) list.push(b)
      else this.cells.set(cell, [b])
    }
  }
}

export interface Words {
  line: Line
  /** Lit lines come first and are written out with their date. */
  lit: boolean
}

/**
 * Which labels are written, and how long: words where there is room, else two letters, else nothing. It depends on the zoom
 * but not on where the picture is moved to, so nothing flickers while panning.
 */
export function pillsOf(
  wanted: readonly Words[],
  place: (id: string) => Point | undefined,
  k: number,
  taken: Boxes,
  measure: (text: string) => number,
): Pill[] {
  const out: Pill[] = []
  const sorted = [...wanted].sort(
    (x, y) =>
      Number(y.lit) - Number(x.lit) ||
      Number(x.line.aside) - Number(y.line.aside) ||
      y.line.count - x.line.count ||
      (x.line.key < y.line.key ? -1 : 1),
  )
  for (const { line, lit } of sorted) {
    const a = place(line.a)
    const b = place(line.b)
    if (!a || !b) continue
    const c = curveOf(line, { x: a.x * k, y: a.y * k }, { x: b.x * k, y: b.y * k }, k)
    // what is in the background is written only when it is lit
    if (line.aside && !lit) continue
    const texts = lit
      ? [
          longText(line, true),
          longText(line, false),
          ...(line.date ? [`${shortText(line)} · ${line.date}`] : []),
          shortText(line),
        ]
      : [longText(line, false), shortText(line)]
    const p = along(c, labelAt(line))
    for (const text of texts) {
      const w = measure(text) + 12 + (line.disputed ? 12 : 0)
      const room = c.loop ? 400 : c.length - 40
      if (w > room && !(lit && text === texts[texts.length - 1])) continue
      const box = { x: p.x, y: p.y, w: w + 2, h: PILL_HEIGHT + 1 }
      if (!taken.free(box)) continue
      taken.take(box)
      out.push({ line, x: p.x, y: p.y, w, text })
      break
    }
  }
  return out
}
