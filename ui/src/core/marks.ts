import type { Offsets } from './offsets'

/** Some words of the text, in UTF-16 units, and what rests on them. */
export interface Mark {
  from: number
  to: number
  id: string
}

/** A stretch of text over which the same marks lie. */
export interface Piece {
  from: number
  to: number
  text: string
  /** Whose words it is, in the order given; empty between quotes. */
  ids: readonly string[]
  /** Those of the ids that are met here for the first time: where the keyboard stops. */
  first: readonly string[]
}

/** A line of the text with its end left out. Lines are set on their own, so that each runs in its own direction. */
export interface Paragraph {
  from: number
  to: number
  pieces: readonly Piece[]
}

/** Quotes of the API as marks; what does not fit the text is left out, as is a quote without a place. */
export function marksOf(
  offsets: Offsets,
  quotes: Iterable<{ id: string; quote: string; start: number | null; end: number | null }>,
): Mark[] {
  const out: Mark[] = []
  for (const q of quotes) {
    const from = q.start === null ? null : offsets.toUnit(q.start)
    const to = q.end === null ? null : offsets.toUnit(q.end)
    if (from !== null && to !== null && from < to) out.push({ from, to, id: q.id })
  }
  return out
}

/** The text as lines, each cut where a mark begins or ends. Marks may overlap, contain each other and run over lines. */
export function paragraphs(text: string, marks: readonly Mark[]): Paragraph[] {
  const sorted = marks.map((m, i) => ({ ...m, i })).sort((a, b) => a.from - b.from || a.i - b.i)
  const met = new Set<string>()
  const out: Paragraph[] = []
  let next = 0
  let over: typeof sorted = []
  for (let from = 0; from <= text.length; ) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end
    while (next < sorted.length && sorted[next]!.from < to) over.push(sorted[next++]!)
    const here = over.filter((m) => m.from < to && m.to > from)
    out.push({ from, to, pieces: pieces(text, from, to, here, met) })
    over = over.filter((m) => m.to > to)
    if (end < 0) break
    from = end + 1
  }
  return out
}

function pieces(
  text: string,
  from: number,
  to: number,
  marks: readonly (Mark & { i: number })[],
  met: Set<string>,
): Piece[] {
  const cuts = new Set([from, to])
  for (const m of marks) {
    if (m.from > from) cuts.add(m.from)
    if (m.to < to) cuts.add(m.to)
  }
  const at = [...cuts].sort((a, b) => a - b)
  const out: Piece[] = []
  for (let i = 0; i + 1 < at.length; i++) {
    const a = at[i]!
    const b = at[i + 1]!
    const over = marks.filter((m) => m.from <= a && m.to >= b).sort((x, y) => x.i - y.i)
    const ids = [...new Set(over.map((m) => m.id))]
    const first = ids.filter((id) => !met.has(id))
    for (const id of first) met.add(id)
    out.push({ from: a, to: b, text: text.slice(a, b), ids, first })
  }
  return out
}
