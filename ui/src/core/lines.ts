import { whenShort } from './edtf'
import { byText, type Claim, type Modality } from './model'
import type { Pair } from './picture'
import { QUAD_NAMES, QUADS, type Quad, type Relations } from './relations'

/** Above this many claims in a pair, one ribbon a class is drawn instead of a curve a claim. */
export const CURVES = 6
/** A selected pair unfolds its ribbons up to this many claims. */
export const UNFOLD = 24

/** One thing that is drawn between two actors: a claim, or a ribbon for several. a <= b; directions are those of a to b. */
export interface Line {
  key: string
  pair: string
  a: string
  b: string
  quad: Quad
  root: string
  /** Place among the parallel lines of the pair, symmetric about 0; seen from a to b. */
  slot: number
  /** How many parallel lines the pair has. */
  n: number
  /** Is there a claim from a to b, from b to a? A symmetric claim goes both ways. */
  forth: boolean
  back: boolean
  /** 1 for a claim. */
  count: number
  claim: Claim | null
  glyph: string
  label: string
  date: string
  denied: boolean
  /** Null for ribbons, and for what did happen. */
  modality: Exclude<Modality, 'actual'> | null
  disputed: boolean
  weak: boolean
  /** Between two neighbours, neither of whom was asked about: drawn in the background. */
  aside: boolean
}

/** Below this many percent a source is hardly committed: drawn fainter. */
export const WEAK = 40

const middle = (i: number, n: number) => i - (n - 1) / 2

/** What is drawn for the pairs of a picture, whatever order they and their claims came in. */
export function lines(
  pairs: readonly Pair[],
  all: Relations,
  cluster: ReadonlyMap<string, string>,
  unfolded: string | null,
  centres: ReadonlySet<string>,
): Line[] {
  const out: Line[] = []
  for (const p of pairs) {
    const whole = p.loaded.length >= p.claims
    if ((whole && p.claims <= CURVES) || (p.key === unfolded && whole && p.claims <= UNFOLD))
      out.push(...curves(p, all, cluster, centres))
    else out.push(...ribbons(p, all, cluster, centres))
  }
  return out
}

const isAside = (p: Pair, centres: ReadonlySet<string>) => !centres.has(p.a) && !centres.has(p.b)

function curves(p: Pair, all: Relations, cluster: ReadonlyMap<string, string>, centres: ReadonlySet<string>): Line[] {
  const key = (c: Claim) => QUADS.indexOf(all.quad(c.relation))
  const sorted = [...p.loaded].sort(
    (x, y) =>
      key(x) - key(y) ||
      byText(x.relation, y.relation) ||
      byText(x.when.first ?? x.when.last ?? '~', y.when.first ?? y.when.last ?? '~') ||
      byText(x.id, y.id),
  )
  return sorted.map((c, i) => {
    const both = all.symmetric(c.relation)
    const forth = (cluster.get(c.subject) ?? c.subject) === p.a
    return {
      key: c.id,
      pair: p.key,
      a: p.a,
      b: p.b,
      quad: all.quad(c.relation),
      root: all.root(c.relation),
      slot: middle(i, sorted.length),
      n: sorted.length,
      forth: both || forth,
      back: both || !forth,
      count: 1,
      claim: c,
      glyph: all.glyph(c.relation),
      label: all.label(c.relation),
      date: c.when.edtf ? whenShort(c.when.edtf) : 'undated',
      denied: c.polarity === 'denied',
      modality: c.modality === 'actual' ? null : c.modality,
      disputed: c.disputed,
      weak: c.confidence < WEAK,
      aside: isAside(p, centres),
    }
  })
}

/** One ribbon a class. Counts are the tie's, so they hold even where only some claims were loaded; directions are those of the loaded ones. */
export function ribbons(
  p: Pair,
  all: Relations,
  cluster: ReadonlyMap<string, string>,
  centres: ReadonlySet<string>,
): Line[] {
  const counts = new Map<Quad, number>()
  const roots = new Map<Quad, Set<string>>()
  for (const r of p.tie.relations) {
    const q = all.quad(r.key)
    counts.set(q, (counts.get(q) ?? 0) + r.claims)
    roots.set(q, (roots.get(q) ?? new Set()).add(all.root(r.key)))
  }
  const quads = QUADS.filter((q) => counts.has(q))
  return quads.map((q, i) => {
    const own = p.loaded.filter((c) => all.quad(c.relation) === q)
    const both = own.some((c) => all.symmetric(c.relation))
    const names = [...(roots.get(q) ?? [])]
    const single = names.length === 1 ? names[0] : undefined
    const count = counts.get(q) ?? 0
    return {
      key: `${p.key}|${q}`,
      pair: p.key,
      a: p.a,
      b: p.b,
      quad: q,
      root: single ?? q,
      slot: middle(i, quads.length),
      n: quads.length,
      forth: both || own.some((c) => (cluster.get(c.subject) ?? c.subject) === p.a),
      back: both || own.some((c) => (cluster.get(c.object) ?? c.object) === p.a),
      count,
      claim: null,
      glyph: String(count),
      label: `${count} × ${(single ? all.label(single) : QUAD_NAMES[q]).toLowerCase()}`,
      date: '',
      denied: own.length > 0 && own.every((c) => c.polarity === 'denied'),
      modality: null,
      disputed: own.some((c) => c.disputed),
      weak: false,
      aside: isAside(p, centres),
    }
  })
}
