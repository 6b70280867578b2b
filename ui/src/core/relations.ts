import { byText, type Count, type Relation } from './model'

/** The classes a picture tells apart by hue and dash. ST: structural relations, and the few without a class. */
export type Quad = 'VC' | 'MC' | 'VX' | 'MX' | 'ST'
export const QUADS: readonly Quad[] = ['VC', 'MC', 'VX', 'MX', 'ST']
export const QUAD_NAMES: Record<Quad, string> = {
  VC: 'Verbal cooperation',
  MC: 'Material cooperation',
  VX: 'Verbal conflict',
  MX: 'Material conflict',
  ST: 'Structure and other ties',
}
const QUAD_OF: readonly Quad[] = ['ST', 'VC', 'MC', 'VX', 'MX']

/** Two letters that tell the sixteen event types apart without colour. Other roots are abbreviated by rule. */
const GLYPHS: Record<string, string> = {
  AGREE: 'AG',
  CONSULT: 'CN',
  SUPPORT: 'SU',
  CONCEDE: 'CC',
  COOPERATE: 'CO',
  AID: 'AI',
  RETREAT: 'RT',
  REQUEST: 'RQ',
  ACCUSE: 'AC',
  REJECT: 'RJ',
  THREATEN: 'TH',
  PROTEST: 'PR',
  SANCTION: 'SA',
  MOBILIZE: 'MO',
  COERCE: 'CE',
  ASSAULT: 'AS',
}

export interface TreeRow {
  id: string
  label: string
  depth: number
  claims: number
  parent: string | null
  children: string[]
  quad: Quad
}

/** The ontology as the picture needs it: roots, classes, glyphs, and which relations a choice covers. */
export class Relations {
  readonly list: readonly Relation[]
  private readonly index: Map<string, Relation>
  private readonly below = new Map<string, string[]>()

  constructor(list: readonly Relation[]) {
    this.list = list
    this.index = new Map(list.map((r) => [r.id, r]))
    for (const r of [...list].sort((a, b) => byText(a.id, b.id))) {
      if (!r.parent) continue
      const kids = this.below.get(r.parent)
      if (kids) kids.push(r.id)
      else this.below.set(r.parent, [r.id])
    }
  }

  get(id: string): Relation | undefined {
    return this.index.get(id)
  }

  children(id: string): readonly string[] {
    return this.below.get(id) ?? []
  }

  roots(): Relation[] {
    return this.list.filter((r) => !r.parent).sort((a, b) => byText(a.id, b.id))
  }

  root(id: string): string {
    return this.index.get(id)?.root ?? id
  }

  quad(id: string): Quad {
    return QUAD_OF[this.index.get(id)?.quad ?? 0] ?? 'ST'
  }

  /** Reads between subject and object; an id the ontology does not know is shown as it stands. */
  label(id: string): string {
    return this.index.get(id)?.label ?? id.toLowerCase().replace(/[_-]/g, ' ')
  }

  symmetric(id: string): boolean {
    return this.index.get(id)?.symmetric ?? false
  }

  glyph(id: string): string {
    const root = this.root(id)
    const known = GLYPHS[root]
    if (known) return known
    const words = root.split(/[_-]/).filter(Boolean)
    return (words.length > 1 ? words.map((w) => w[0]).join('') : root).slice(0, 2).toUpperCase()
  }

  /** id itself, its parent, and so on up to the root. */
  chain(id: string): string[] {
    const out: string[] = []
    for (let at = this.index.get(id); at; at = at.parent ? this.index.get(at.parent) : undefined) out.push(at.id)
    return out
  }

  /**
   * Counts as a tree: every relation that has claims, with its ancestors; a parent's number includes its children's.
   * Groups follow QUADS, most claims first inside a group, then by id.
   */
  tree(counts: readonly Count[]): TreeRow[] {
    const sum = new Map<string, number>()
    for (const c of counts) {
      const chain = this.chain(c.key)
      for (const id of chain.length ? chain : [c.key]) sum.set(id, (sum.get(id) ?? 0) + c.claims)
    }
    const order = (a: string, b: string) => (sum.get(b) ?? 0) - (sum.get(a) ?? 0) || byText(a, b)
    const rows: TreeRow[] = []
    const walk = (id: string, depth: number, quad: Quad) => {
      const kids = this.children(id)
        .filter((k) => sum.has(k))
        .sort(order)
      rows.push({
        id,
        label: this.label(id),
        depth,
        claims: sum.get(id) ?? 0,
        parent: this.get(id)?.parent ?? null,
        children: kids,
        quad,
      })
      for (const k of kids) walk(k, depth + 1, quad)
    }
    const roots = [...sum.keys()].filter((id) => !this.get(id)?.parent).sort(order)
    for (const quad of QUADS) for (const id of roots) if (this.quad(id) === quad) walk(id, 0, quad)
    return rows
  }
}
