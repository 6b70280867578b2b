import type { Question, TieQuestion } from '../api/client'
import { cover } from './choice'
import { type Answer, pairKey } from './model'
import type { Relations } from './relations'
import { type Filter, NO_FILTER, type ViewState } from './state'

/** Claims asked for at a time: the most that the API gives. */
export const LIMIT = 1000

/** Up to this many claims an answer is fetched whole, page by page: every claim can then be drawn, and bars are by month. */
export const WHOLE = 2000

/** The known time of a question: pinned by the first answer, so that one picture never mixes two states of the store. */
export function known(s: ViewState, pinned: number | null): { sequence?: number; known_at?: string } {
  const sequence = s.sequence ?? pinned
  if (sequence !== null) return { sequence }
  return s.knownAt ? { known_at: s.knownAt } : {}
}

/** Filters as the API takes them; null when they leave nothing to ask for (no relation is chosen). */
export function narrowing(f: Filter, all: Relations): Omit<TieQuestion, 'limit' | 'cursor'> | null {
  const relation = cover(f.relations, all)
  if (relation === null) return null
  return {
    ...(relation.length ? { relation } : {}),
    ...(f.direction !== 'both' ? { direction: f.direction } : {}),
    ...(f.from ? { from: f.from } : {}),
    ...(f.to ? { to: f.to } : {}),
    ...(f.certainty === 'certain' && (f.from || f.to) ? { certainty: 'certain' as const } : {}),
    ...(f.minConfidence ? { min_confidence: f.minConfidence } : {}),
    ...(f.sources.length ? { source: [...f.sources] } : {}),
    ...(f.polarity.length ? { polarity: [...f.polarity] } : {}),
    ...(f.modality.length ? { modality: [...f.modality] } : {}),
  }
}

/** One hop around some actors, under a filter; null when the filter leaves nothing to ask for. */
export function ask(
  actors: readonly string[],
  f: Filter,
  s: ViewState,
  all: Relations,
  pinned: number | null,
): Question | null {
  const narrow = narrowing(f, all)
  if (narrow === null) return null
  return {
    actor: [...actors],
    depth: 1,
    ...narrow,
    ...(f.kinds.length ? { kind: [...f.kinds] } : {}),
    ...(f.minWitnesses ? { min_witnesses: f.minWitnesses } : {}),
    rank: f.rank,
    ...(f.among ? { among: true } : {}),
    limit: LIMIT,
    ...known(s, pinned),
  }
}

/** The same arrangement with nothing hidden. */
export const unfiltered = (f: Filter): Filter => ({ ...NO_FILTER, rank: f.rank, among: f.among })
export const withoutWindow = (f: Filter): Filter => ({ ...f, from: null, to: null, certainty: 'possible' })
export const withoutRelations = (f: Filter): Filter => ({ ...f, relations: [] })

/** A page added to the pages before it. */
export function joined(a: Answer, next: Answer): Answer {
  const actors = new Set(a.actors.map((x) => x.id))
  const ties = new Set(a.ties.map((t) => pairKey(t.a, t.b)))
  return {
    ...a,
    actors: [...a.actors, ...next.actors.filter((x) => !actors.has(x.id))],
    ties: [...a.ties, ...next.ties.filter((t) => !ties.has(pairKey(t.a, t.b)))],
    claims: [...a.claims, ...next.claims],
    truncated: next.truncated,
    cursor: next.cursor,
  }
}

/** Actors whose neighbours are in the picture: where it starts, and those opened. */
export const centres = (s: ViewState): string[] =>
  [...new Set([...s.actors, ...s.open.filter((o) => o.steps > 0).map((o) => o.id)])].slice(0, 50)
