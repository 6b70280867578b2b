import { isDay } from './days'
import type { Certainty, Direction, Kind, Modality, Polarity, Rank } from './model'
import { DIRECTIONS, KINDS, MODALITIES, POLARITIES, RANKS } from './model'

/**
 * Everything that decides what is seen, and nothing else. It is the URL: parse(format(s)) equals s for every state,
 * and names are those of the API where the API has one.
 */
export interface ViewState {
  /** Where the question starts. Empty: the start screen. */
  actors: readonly string[]
  /** Actors opened (steps >= 1, each step shows more neighbours) or closed (0), in the order in which it was first done. */
  open: readonly Open[]
  filter: Filter
  /** What the evidence panel shows: "actor:usa", "tie:a|b", "claim:<id>", "source:<id>"; at the desk: "proposal:<id>". */
  select: string | null
  tab: 'graph' | 'table'
  sort: string
  /** Known time: exactly this record was the newest; null for now. */
  sequence: number | null
  /** Known time as a moment or a day; wins over nothing, excluded by sequence. */
  knownAt: string | null
  /** The desk, where texts are reviewed; null: the graph. At the desk nothing else counts but what is selected. */
  desk: Desk | null
}

export interface Desk {
  /** The text on the desk; null: none yet. */
  source: string | null
  /** Which of its proposals are listed. */
  show: Show
  /** Only those of this relation; null: all. */
  relation: string | null
  /** Only those scored at least so. */
  minScore: number
}

export type Show = 'all' | 'open' | 'accepted' | 'rejected'
export const SHOWS: readonly Show[] = ['all', 'open', 'accepted', 'rejected']
export const DESK: Desk = { source: null, show: 'all', relation: null, minScore: 0 }

export interface Open {
  id: string
  steps: number
}

export interface Filter {
  relations: readonly string[]
  direction: Direction
  from: string | null
  to: string | null
  certainty: Certainty
  minConfidence: number
  minWitnesses: number
  sources: readonly string[]
  polarity: readonly Polarity[]
  modality: readonly Modality[]
  kinds: readonly Kind[]
  rank: Rank
  among: boolean
}

export const NO_FILTER: Filter = {
  relations: [],
  direction: 'both',
  from: null,
  to: null,
  certainty: 'possible',
  minConfidence: 0,
  minWitnesses: 0,
  sources: [],
  polarity: [],
  modality: [],
  kinds: [],
  rank: 'strong',
  among: true,
}

export const EMPTY: ViewState = {
  actors: [],
  open: [],
  filter: NO_FILTER,
  select: null,
  tab: 'graph',
  sort: 'when',
  sequence: null,
  knownAt: null,
  desk: null,
}

/** Does the filter hide anything? Rank and among arrange and add; they hide nothing. */
export function filters(f: Filter): boolean {
  return (
    f.relations.length + f.sources.length + f.polarity.length + f.modality.length + f.kinds.length > 0 ||
    f.direction !== 'both' ||
    f.from !== null ||
    f.to !== null ||
    f.minConfidence > 0 ||
    f.minWitnesses > 0
  )
}

const ID = /^[a-z0-9][a-z0-9._-]{0,127}$/
const SELECT =
  /^(actor:[a-z0-9][a-z0-9._-]*|tie:[a-z0-9][a-z0-9._|-]*|claim:[0-9a-f]{32}|proposal:[0-9a-f]{32}|source:[a-z0-9][a-z0-9._-]*)$/
const RELATION = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/
export const SORTS = ['when', 'subject', 'relation', 'object', 'status', 'confidence', 'source'] as const

/** The query string of a state, without "?", parameters in a fixed order; only what differs from the defaults. */
export function format(s: ViewState): string {
  const out: string[] = []
  const put = (name: string, value: string) =>
    out.push(`${name}=${encodeURIComponent(value).replace(/%2C/g, ',').replace(/%3A/g, ':').replace(/%7C/g, '|')}`)
  if (s.desk) {
    put('desk', s.desk.source ?? '')
    if (s.desk.show !== DESK.show) put('show', s.desk.show)
    if (s.desk.relation) put('relation', s.desk.relation)
    if (s.desk.minScore) put('min_score', String(s.desk.minScore))
    if (s.select) put('select', s.select)
    return out.join('&')
  }
  const f = s.filter
  for (const a of s.actors) put('actor', a)
  if (s.open.length) put('open', s.open.map((o) => `${o.id}:${o.steps}`).join(','))
  if (f.relations.length) put('relation', f.relations.join(','))
  if (f.direction !== 'both') put('direction', f.direction)
  if (f.from) put('from', f.from)
  if (f.to) put('to', f.to)
  if (f.certainty !== 'possible') put('certainty', f.certainty)
  if (f.minConfidence) put('min_confidence', String(f.minConfidence))
  if (f.minWitnesses) put('min_witnesses', String(f.minWitnesses))
  if (f.sources.length) put('source', f.sources.join(','))
  if (f.polarity.length) put('polarity', f.polarity.join(','))
  if (f.modality.length) put('modality', f.modality.join(','))
  if (f.kinds.length) put('kind', f.kinds.join(','))
  if (f.rank !== NO_FILTER.rank) put('rank', f.rank)
  if (!f.among) put('among', 'false')
  if (s.sequence !== null) put('sequence', String(s.sequence))
  else if (s.knownAt) put('known_at', s.knownAt)
  if (s.tab !== 'graph') put('tab', s.tab)
  if (s.sort !== EMPTY.sort) put('sort', s.sort)
  if (s.select) put('select', s.select)
  return out.join('&')
}

/** The state of a query string. What cannot be understood is left at its default and named in `ignored`, so that it can be said. */
export function parse(query: string): { state: ViewState; ignored: string[] } {
  const p = new URLSearchParams(query)
  const ignored: string[] = []
  const bad = (name: string, value: string) => ignored.push(`${name}=${value}`)
  const list = (name: string, ok: (v: string) => boolean): string[] => {
    const good: string[] = []
    for (const v of p.getAll(name).flatMap((x) => x.split(','))) {
      if (v === '') continue
      if (!ok(v)) bad(name, v)
      else if (!good.includes(v)) good.push(v)
    }
    return good
  }
  const one = <T extends string>(name: string, allowed: readonly T[], other: T): T => {
    const v = p.get(name)
    if (v === null) return other
    if ((allowed as readonly string[]).includes(v)) return v as T
    bad(name, v)
    return other
  }
  const number = (name: string, max: number): number | null => {
    const v = p.get(name)
    if (v === null) return null
    if (/^\d{1,15}$/.test(v) && Number(v) <= max) return Number(v)
    bad(name, v)
    return null
  }
  const text = (name: string, ok: (v: string) => boolean): string | null => {
    const v = p.get(name)
    if (v === null || v === '') return null
    if (ok(v)) return v
    bad(name, v)
    return null
  }
  const isId = (v: string) => ID.test(v)
  const isRelation = (v: string) => RELATION.test(v)
  if (p.has('desk')) {
    const desk: Desk = {
      source: text('desk', isId),
      show: one('show', SHOWS, DESK.show),
      relation: text('relation', isRelation),
      minScore: number('min_score', 100) ?? 0,
    }
    return { state: { ...EMPTY, desk, select: text('select', (v) => SELECT.test(v)) }, ignored }
  }
  let from = text('from', isDay)
  let to = text('to', isDay)
  if (from && to && from > to) {
    bad('from', from)
    from = to = null
  }
  const sequence = number('sequence', Number.MAX_SAFE_INTEGER)
  const sort = text('sort', (v) => (SORTS as readonly string[]).includes(v.replace(/^-/, '')))
  const state: ViewState = {
    actors: list('actor', isId).slice(0, 50),
    open: opens(list('open', (v) => /^[a-z0-9][a-z0-9._-]{0,127}:\d{1,3}$/.test(v))),
    filter: {
      relations: list('relation', (v) => isRelation(v.replace(/^-/, ''))),
      direction: one('direction', DIRECTIONS, 'both'),
      from,
      to,
      certainty: from || to ? one('certainty', ['possible', 'certain'], 'possible') : 'possible',
      minConfidence: number('min_confidence', 100) ?? 0,
      minWitnesses: number('min_witnesses', 1000000) ?? 0,
      sources: list('source', isId).slice(0, 100),
      polarity: list('polarity', (v) => (POLARITIES as readonly string[]).includes(v)) as Polarity[],
      modality: list('modality', (v) => (MODALITIES as readonly string[]).includes(v)) as Modality[],
      kinds: list('kind', (v) => (KINDS as readonly string[]).includes(v)) as Kind[],
      rank: one('rank', RANKS, NO_FILTER.rank),
      among: one('among', ['true', 'false'], 'true') === 'true',
    },
    select: text('select', (v) => SELECT.test(v)),
    tab: one('tab', ['graph', 'table'], 'graph'),
    sort: sort ?? EMPTY.sort,
    sequence,
    knownAt:
      sequence === null
        ? text('known_at', (v) => isDay(v) || /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(v))
        : null,
    desk: null,
  }
  return { state, ignored }
}

function opens(texts: readonly string[]): Open[] {
  const seen = new Map<string, Open>()
  for (const t of texts) {
    const at = t.lastIndexOf(':')
    const id = t.slice(0, at)
    if (!seen.has(id)) seen.set(id, { id, steps: Number(t.slice(at + 1)) })
  }
  return [...seen.values()]
}

/** The state with one actor opened one step further (or opened again after it was closed). */
export function opened(s: ViewState, id: string): ViewState {
  const at = s.open.find((o) => o.id === id)
  if (at?.steps === 0 && s.actors.includes(id)) return { ...s, open: s.open.filter((o) => o !== at) }
  if (at) return { ...s, open: s.open.map((o) => (o === at ? { id, steps: o.steps + 1 } : o)) }
  return { ...s, open: [...s.open, { id, steps: 1 }] }
}

/** The state with one actor's own neighbours put away. */
export function closed(s: ViewState, id: string): ViewState {
  if (s.actors.includes(id)) return { ...s, open: [...s.open.filter((o) => o.id !== id), { id, steps: 0 }] }
  return { ...s, open: s.open.filter((o) => o.id !== id) }
}
