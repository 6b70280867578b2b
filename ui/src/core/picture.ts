import { type Actor, type Answer, byText, type Claim, pairKey, type Tie } from './model'
import type { ViewState } from './state'

/** How many neighbours the start shows, and how many each further step adds. */
export const START = 30
export const STEP = 12

/** The answers behind one picture: the question's own, and one for each opened actor. */
export interface Answers {
  seeds: Answer
  open: ReadonlyMap<string, Answer>
  /** Around all of them at once: the totals, and what ties the neighbours of one to those of another. */
  all: Answer
}

/** Actors that came together, around the actor (by id) that brought them; null for the start. */
export interface Batch {
  anchor: string | null
  ids: readonly string[]
}

export interface Pair {
  key: string
  a: string
  b: string
  /** Matching claims that exist. */
  claims: number
  /** Those that were loaded, in claim order. */
  loaded: readonly Claim[]
  tie: Tie
}

export interface Picture {
  /** In the order in which they came. */
  actors: ReadonlyMap<string, Actor>
  batches: readonly Batch[]
  /** Pairs whose two ends are both shown. */
  pairs: readonly Pair[]
  /** Actors with at least one matching claim in the picture; the others fade. */
  active: ReadonlySet<string>
  /** Where the question started: cluster ids, in the order asked. */
  seeds: readonly string[]
  /** Actors whose neighbours were asked for: the seeds, and those opened. */
  centres: ReadonlySet<string>
  /** Actor to the number of its claims that the picture does not show. */
  hidden: ReadonlyMap<string, number>
  /** Matching neighbours of opened actors that wait for a further step. */
  waiting: ReadonlyMap<string, number>
  /** Any recorded id to the id it is shown under. */
  cluster: ReadonlyMap<string, string>
}

/** Every id that was judged the same actor leads to the id under which that actor is shown. */
export function clusters(answers: readonly Answer[]): Map<string, string> {
  const map = new Map<string, string>()
  for (const answer of answers)
    for (const actor of answer.actors) for (const m of actor.members ?? [actor.id]) map.set(m, actor.id)
  return map
}

interface Membership {
  batches: Batch[]
  waiting: Map<string, number>
}

/** Who is in the picture: a pure function of the state and the answers, never of what was seen before. */
function membership(
  state: ViewState,
  all: Answers,
  seeds: readonly string[],
  cluster: ReadonlyMap<string, string>,
): Membership {
  const shown = new Set<string>(seeds)
  const waiting = new Map<string, number>()
  const closedIds = new Set(state.open.filter((o) => o.steps === 0).map((o) => cluster.get(o.id) ?? o.id))
  const isSeed = new Set(seeds)
  const first: string[] = []
  let left = 0
  for (const t of all.seeds.ties) {
    if (t.hop !== 1) continue
    for (const [centre, peer] of [
      [t.a, t.b],
      [t.b, t.a],
    ] as const) {
      if (!isSeed.has(centre) || shown.has(peer) || closedIds.has(centre)) continue
      if (first.length < START) {
        first.push(peer)
        shown.add(peer)
      } else left++
    }
  }
  if (left) for (const s of seeds) if (!closedIds.has(s)) waiting.set(s, left)
  const batches: Batch[] = [{ anchor: null, ids: [...seeds, ...first] }]
  for (const o of state.open) {
    const id = cluster.get(o.id) ?? o.id
    const answer = all.open.get(o.id)
    if (o.steps === 0 || !answer) continue
    const fresh: string[] = []
    if (!shown.has(id)) {
      shown.add(id)
      fresh.push(id)
    }
    let more = 0
    let room = o.steps * STEP
    for (const t of answer.ties) {
      if (t.hop !== 1 || t.a === t.b) continue
      const peer = t.a === id ? t.b : t.b === id ? t.a : null
      if (peer === null || shown.has(peer)) continue
      if (room > 0) {
        room--
        fresh.push(peer)
        shown.add(peer)
      } else more++
    }
    waiting.set(id, more)
    batches.push({ anchor: fresh[0] === id ? null : id, ids: fresh })
  }
  return { batches, waiting }
}

/**
 * The picture of a state: `base` are the answers without filters (they decide who keeps a place), `now` those under the
 * filters (they decide what is drawn). Without filters both are the same.
 */
export function picture(state: ViewState, base: Answers, now: Answers): Picture {
  const answers = [base.seeds, ...base.open.values(), now.seeds, ...now.open.values(), now.all]
  const cluster = clusters(answers)
  const known = new Map<string, Actor>()
  for (const answer of answers) for (const a of answer.actors) if (!known.has(a.id)) known.set(a.id, a)
  const seeds = [...new Set(state.actors.map((id) => cluster.get(id) ?? id))].filter((id) => known.has(id))

  const stable = membership(state, base, seeds, cluster)
  const filtered = base === now ? stable : membership(state, now, seeds, cluster)
  const actors = new Map<string, Actor>()
  const batches: Batch[] = []
  for (const batch of base === now ? stable.batches : [...stable.batches, ...filtered.batches]) {
    const ids = batch.ids.filter((id) => known.has(id) && !actors.has(id))
    for (const id of ids) actors.set(id, known.get(id)!)
    if (ids.length) batches.push({ anchor: batch.anchor, ids })
  }

  const pairs = merge([now.seeds, ...now.open.values(), now.all], cluster, actors)
  const active = new Set<string>(seeds)
  const drawn = new Map<string, number>()
  for (const p of pairs)
    for (const id of new Set([p.a, p.b])) {
      active.add(id)
      // a claim within one actor has both of its ends there
      drawn.set(id, (drawn.get(id) ?? 0) + p.claims * (p.a === p.b ? 2 : 1))
    }
  const hidden = new Map<string, number>()
  for (const [id, actor] of actors) hidden.set(id, Math.max(0, reach(id, actor, base) - (drawn.get(id) ?? 0)))
  const centres = new Set([...seeds, ...state.open.filter((o) => o.steps > 0).map((o) => cluster.get(o.id) ?? o.id)])
  return { actors, batches, pairs, active, seeds, centres, hidden, waiting: filtered.waiting, cluster }
}

/** How many claim ends an actor has: exactly where its neighbourhood is whole, else its degree, which counts withdrawn ones too. */
function reach(id: string, actor: Actor, base: Answers): number {
  for (const answer of [base.seeds, ...base.open.values()]) {
    if (answer.truncated !== null || !answer.actors.some((a) => a.id === id && a.hop === 0)) continue
    let n = 0
    for (const t of answer.ties) if (t.a === id || t.b === id) n += t.claims * (t.a === t.b ? 2 : 1)
    return n
  }
  return actor.degree
}

function merge(
  answers: readonly Answer[],
  cluster: ReadonlyMap<string, string>,
  actors: ReadonlyMap<string, Actor>,
): Pair[] {
  const ties = new Map<string, Tie>()
  const claims = new Map<string, Map<string, Claim>>()
  for (const answer of answers) {
    for (const t of answer.ties) {
      if (!actors.has(t.a) || !actors.has(t.b)) continue
      const key = pairKey(t.a, t.b)
      const had = ties.get(key)
      if (!had || t.claims > had.claims) ties.set(key, had ? { ...t, disputed: t.disputed || had.disputed } : t)
    }
    for (const c of answer.claims) {
      const key = pairKey(cluster.get(c.subject) ?? c.subject, cluster.get(c.object) ?? c.object)
      const m = claims.get(key)
      if (m) m.set(c.id, c)
      else claims.set(key, new Map([[c.id, c]]))
    }
  }
  return [...ties.entries()]
    .sort((x, y) => byText(x[0], y[0]))
    .map(([key, tie]) => {
      const loaded = [...(claims.get(key)?.values() ?? [])].sort(claimOrder)
      return { key, a: tie.a, b: tie.b, claims: Math.max(tie.claims, loaded.length), loaded, tie }
    })
}

/** Newest day first, undated last, then by id: the order of the API. */
export function claimOrder(x: Claim, y: Claim): number {
  const dx = x.when.first ?? x.when.last
  const dy = y.when.first ?? y.when.last
  if (dx !== dy) return dx === null ? 1 : dy === null ? -1 : byText(dy, dx)
  return byText(x.id, y.id)
}
