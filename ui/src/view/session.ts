import { Api, ApiError, type Question } from '../api/client'
import type { LayoutRequest } from '../core/layout'
import type { Answer } from '../core/model'
import { type Answers, type Picture, picture } from '../core/picture'
import type { Point } from '../core/place'
import { decodePositions } from '../core/positions'
import { ask, centres, joined, unfiltered, WHOLE, withoutRelations, withoutWindow } from '../core/question'
import { Relations } from '../core/relations'
import { filters, type ViewState } from '../core/state'
import { Layouter } from './layouter'
import * as S from './store'

/** Answers kept, so that undo and a slider moved back are immediate. */
const KEPT = 80

const api = new Api(globalThis.location?.origin ?? '')
const layouter = new Layouter()
const answers = new Map<string, Answer>()
let running: AbortController | null = null
let ready: Promise<void> | null = null

export { api }

/** Places for the actors of a picture other than the big one. */
export const arrange = (request: LayoutRequest): Promise<Map<string, Point>> => layouter.arrange(request)

function keep(key: string, answer: Answer): void {
  answers.delete(key)
  answers.set(key, answer)
  const oldest = answers.keys().next()
  if (answers.size > KEPT && !oldest.done) answers.delete(oldest.value)
}

/** The ontology first: without it no line has a class, no filter a meaning. */
async function prepare(): Promise<void> {
  S.ontology.value = new Relations(await api.relations())
  api.sources().then(
    (list) => {
      S.sources.value = new Map(list.map((s) => [s.id, s]))
    },
    () => undefined, // sources then go by their id; the picture does not depend on it
  )
}

export function prepared(): Promise<void> {
  ready ??= prepare().catch((e: unknown) => {
    ready = null
    throw e
  })
  return ready
}

/** What an answer looks like when the filter leaves nothing to ask for. */
const nothing = (like: Answer): Answer => ({
  ...like,
  ties: [],
  claims: [],
  truncated: null,
  cursor: null,
  totals: {
    ...like.totals,
    exact: true,
    claims: 0,
    by_relation: [],
    by_year: [],
    by_peer: [],
    more: { peers: 0, claims: 0 },
  },
})

/** Gets everything a state needs and shows it all at once; what is on the screen stays until then. A later call calls an earlier one off. */
export async function load(s: ViewState, positions: string | null): Promise<void> {
  running?.abort()
  const mine = new AbortController()
  running = mine
  S.failure.value = null
  if (s.actors.length === 0) {
    S.batch(() => {
      S.loaded.value = null
      S.loading.value = false
    })
    return
  }
  S.loading.value = true
  try {
    await prepared()
    const l = await gather(s, mine.signal)
    const p = picture(s, l.base, l.now)
    const spots = await settle(p, l, positions)
    if (mine.signal.aborted) return
    S.batch(() => {
      S.loaded.value = l
      S.places.value = spots.places
      S.pinned.value = spots.pinned
      S.loading.value = false
    })
  } catch (e) {
    if (mine.signal.aborted) return
    S.batch(() => {
      S.loading.value = false
      S.failure.value = e instanceof ApiError ? e : new ApiError(String(e), 0, 'page', 'Load the page again.', null)
    })
  }
}

/** An answer with all of its pages, where that is not too much. */
async function whole(q: Question, signal: AbortSignal): Promise<Answer> {
  let a = await api.neighbourhood(q, signal)
  while (a.cursor && a.totals.claims <= WHOLE)
    a = joined(a, await api.neighbourhood({ ...q, cursor: a.cursor }, signal))
  return a
}

async function gather(s: ViewState, signal: AbortSignal): Promise<S.Loaded> {
  const flying = new Map<string, Promise<Answer>>()
  const get = (q: Question): Promise<Answer> => {
    const key = JSON.stringify(q)
    const had = answers.get(key)
    if (had) return Promise.resolve(had)
    const known = flying.get(key)
    if (known) return known
    const call = whole(q, signal).then((a) => {
      keep(key, a)
      return a
    })
    flying.set(key, call)
    return call
  }
  const all = S.ontology.value
  const plain = unfiltered(s.filter)
  const question = (actors: readonly string[], f: ViewState['filter']) => ask(actors, f, s, all, S.pinnedSequence.value)
  const fetched = async (actors: readonly string[], f: ViewState['filter']): Promise<Answer> => {
    const q = question(actors, f)
    if (q) return get(q)
    return nothing(await get(question(actors, plain)!))
  }
  // The first answer names the sequence; all others are asked at it, so that the picture is of one moment.
  if (s.sequence === null && S.pinnedSequence.value === null) {
    const first = await fetched(s.actors, plain)
    S.pinnedSequence.value = first.as_of.sequence
    const again = question(s.actors, plain)
    if (again) keep(JSON.stringify(again), first)
  }
  const opened = s.open.filter((o) => o.steps > 0).map((o) => o.id)
  const middle = centres(s)
  const set = async (f: ViewState['filter']): Promise<Answers> => {
    const [all, seeds, ...open] = await Promise.all([
      fetched(middle, f),
      fetched(s.actors, f),
      ...opened.map((id) => fetched([id], f)),
    ])
    return { all: all!, seeds: seeds!, open: new Map(opened.map((id, i) => [id, open[i]!])) }
  }
  const base = set(plain)
  const [b, n, anyTime, anyRelation] = await Promise.all([
    base,
    filters(s.filter) ? set(s.filter) : base,
    fetched(middle, withoutWindow(s.filter)),
    fetched(middle, withoutRelations(s.filter)),
  ])
  return { for: s, base: b, now: n, totals: n.all, anyTime, anyRelation, unfiltered: b.all }
}

/** Places for everyone in a picture: those of the link, else those already known, else new ones that move nobody. */
async function settle(
  p: Picture,
  l: S.Loaded,
  positions: string | null,
): Promise<{ places: ReadonlyMap<string, Point>; pinned: ReadonlySet<string> }> {
  const given = positions ? decodePositions(positions, p.actors.keys()) : null
  if (given) return given
  const known = S.places.value
  if ([...p.actors.keys()].every((id) => known.has(id))) return { places: known, pinned: S.pinned.value }
  const places = await layouter.arrange(layoutRequest(p, l, known))
  return { places: new Map([...known, ...places]), pinned: S.pinned.value }
}

function layoutRequest(p: Picture, l: S.Loaded, known: ReadonlyMap<string, Point>) {
  const links = new Map<string, [string, string]>()
  for (const a of [l.base.seeds, ...l.base.open.values(), l.base.all, l.now.seeds, ...l.now.open.values(), l.now.all])
    for (const t of a.ties) if (p.actors.has(t.a) && p.actors.has(t.b)) links.set(`${t.a}|${t.b}`, [t.a, t.b])
  return {
    seeds: p.seeds,
    batches: p.batches,
    degrees: new Map([...p.actors].map(([id, a]) => [id, a.degree])),
    links: [...links.keys()].sort().map((k) => links.get(k)!),
    known: new Map([...known].filter(([id]) => p.actors.has(id))),
  }
}

/** The picture laid out afresh; pinned actors stay. */
export async function relaid(): Promise<ReadonlyMap<string, Point> | null> {
  const p = S.view.value
  const l = S.loaded.value
  if (!p || !l) return null
  const keep = new Map([...S.places.value].filter(([id]) => S.pinned.value.has(id)))
  const places = await layouter.arrange(layoutRequest(p, l, keep))
  return new Map([...S.places.value, ...places])
}

const askedNames = new Set<string>()

/** Learns the names of actors that lists mention by id alone; they stand under their id until then. */
export async function ensureNames(ids: Iterable<string>): Promise<void> {
  const missing = [...new Set(ids)].filter((id) => !askedNames.has(id) && S.nameOf(id) === id)
  for (const id of missing) askedNames.add(id)
  const known = S.pinnedSequence.value === null ? {} : { sequence: S.pinnedSequence.value }
  const found = await Promise.allSettled(missing.map((id) => api.actor(id, known, new AbortController().signal)))
  S.learn(found.flatMap((f, i) => (f.status === 'fulfilled' ? [{ id: missing[i]!, name: f.value.actor.name }] : [])))
}
