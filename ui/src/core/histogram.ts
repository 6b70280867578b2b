import { firstDay, lastDay, monthOf } from './days'
import type { Claim, Totals } from './model'
import type { Quad } from './relations'

/** One bar: claims whose first possible day lies in it. Conflict is drawn down, everything else up. */
export interface Bin {
  up: number
  down: number
}

export interface Histogram {
  /** The first month shown, and the months each bar covers (1, or 12 where only years are known). */
  start: number
  width: number
  bins: readonly Bin[]
  /** How many months there are. */
  months: number
  undated: number
  /** False when bars come from yearly totals, because the answer holds only part of the claims. */
  byMonth: boolean
}

const MAX_MONTHS = 12 * 400

const empty = (n: number): Bin[] => Array.from({ length: n }, () => ({ up: 0, down: 0 }))

export interface Span {
  start: number
  months: number
  /** Claims that lie before the scale begins. */
  before: number
}

/** A lone claim this many months before the rest would squeeze all others. */
const GAP = 18
/** At most this share of the dated claims may be left before the scale. */
const LONE = 0.05

/**
 * The months of a question: from the first claim to the last, by month where every claim is there, else whole years. Unless
 * `whole` is asked, a few early claims far from the rest lie before the scale and are counted; a window that is open to the left
 * holds them all the same. Null when nothing is dated.
 */
export function domain(totals: Totals, claims: readonly Claim[], whole: boolean): Span | null {
  const years = totals.by_year.filter((y) => y.key !== null && y.claims > 0).map((y) => y.key as number)
  if (years.length === 0) return null
  const end = Math.max(...years) * 12 + 11
  const first = Math.max(Math.min(...years) * 12, end - MAX_MONTHS + 1)
  if (claims.length < totals.claims) return { start: first, months: end - first + 1, before: 0 }
  const months = claims.flatMap((c) => (c.when.first ? [monthOf(c.when.first)] : [])).sort((a, b) => a - b)
  let before = 0
  if (!whole)
    for (let i = 1; i < months.length && i <= Math.max(1, months.length * LONE); i++)
      if (months[i]! - months[i - 1]! > GAP) before = i
  const start = Math.max(months[before] ?? first, first)
  const last = claims.reduce(
    (m, c) => (c.when.last ? Math.max(m, Math.min(monthOf(c.when.last), end)) : m),
    months[months.length - 1] ?? end,
  )
  const room = Math.max(6, last - start + 1)
  return { start: start - Math.max(0, room - (last - start + 1)), months: room, before }
}

const conflict = (q: Quad) => q === 'VX' || q === 'MX'

/** By month where every claim is there, else by year from the totals (which never lie, but do not tell cooperation from conflict). */
export function histogram(
  totals: Totals,
  claims: readonly Claim[],
  quad: (relation: string) => Quad,
  span: { start: number; months: number },
): Histogram {
  const undated = totals.by_year.find((y) => y.key === null)?.claims ?? 0
  if (claims.length >= totals.claims) {
    const bins = empty(span.months)
    for (const c of claims) {
      if (!c.when.first) continue
      const bin = bins[monthOf(c.when.first) - span.start]
      if (!bin) continue
      if (conflict(quad(c.relation))) bin.down++
      else bin.up++
    }
    return { start: span.start, months: span.months, width: 1, bins, undated, byMonth: true }
  }
  const bins = empty(Math.ceil(span.months / 12))
  for (const y of totals.by_year) {
    const bin = y.key === null ? undefined : bins[(y.key * 12 - span.start) / 12]
    if (bin) bin.up = y.claims
  }
  return { start: span.start, months: span.months, width: 12, bins, undated, byMonth: false }
}

/** The two handles: [first month shown, one past the last], counted from the start of the span. */
export function handles(
  from: string | null,
  to: string | null,
  span: { start: number; months: number },
): [number, number] {
  const clamp = (v: number, lo: number, hi: number) => Math.max(lo, Math.min(hi, v))
  const a = from ? clamp(monthOf(from) - span.start, 0, span.months - 1) : 0
  const b = to ? clamp(monthOf(to) - span.start + 1, a + 1, span.months) : span.months
  return [a, b]
}

/** The window of two handles. A handle at the end of the scale sets no bound, so that the whole scale asks for everything. */
export function windowOf(
  a: number,
  b: number,
  span: { start: number; months: number },
): { from: string | null; to: string | null } {
  return {
    from: a <= 0 ? null : firstDay(span.start + a),
    to: b >= span.months ? null : lastDay(span.start + b - 1),
  }
}

/** The window moved by whole months, kept inside the scale and as wide as it was. */
export function shift(a: number, b: number, by: number, months: number): [number, number] {
  const d = Math.max(-a, Math.min(months - b, by))
  return [a + d, b + d]
}
