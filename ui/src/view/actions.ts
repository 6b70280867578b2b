import { signal } from '@preact/signals'
import type { Point } from '../core/place'
import { snap } from '../core/place'
import { encodePositions } from '../core/positions'
import { closed, DESK, EMPTY, type Filter, format, NO_FILTER, opened, parse, type ViewState } from '../core/state'
import * as U from '../core/undo'
import { plural } from '../core/words'
import { load, relaid } from './session'
import * as S from './store'

/** What a step of undo brings back: the state without what is merely looked at, and where everyone stood. */
interface Step {
  state: ViewState
  places: ReadonlyMap<string, Point>
  pinned: ReadonlySet<string>
}

const here = (): Step => ({ state: S.state.value, places: S.places.value, pinned: S.pinned.value })
export const steps = signal<U.History<Step>>(U.begin(here()))

/** True when the picture is not what its address alone would lead to: the address then carries the positions. */
const moved = signal(false)
let sliding = false
let timer = 0

const positionsOf = (): string => {
  const v = S.view.value
  if (!v) return ''
  return encodePositions(new Map([...S.places.value].filter(([id]) => v.actors.has(id))), S.pinned.value)
}

/** The address of what is seen, exact: known time and positions included. */
export function shareLink(): string {
  const s = S.state.value
  const sequence = s.sequence ?? S.loaded.value?.now.seeds.as_of.sequence ?? null
  const query = format({ ...s, sequence, knownAt: null })
  const pos = positionsOf()
  const url = new URL(location.href)
  url.hash = ''
  url.search = pos ? `${query}&pos=${pos}` : query
  return url.href
}

/** The address bar, kept up to date. */
function address(push: boolean): void {
  const pos = moved.value ? positionsOf() : ''
  const query = format(S.state.value)
  const url = `${location.pathname}${query ? `?${query}${pos ? `&pos=${pos}` : ''}` : ''}`
  if (push && url !== location.pathname + location.search) history.pushState(null, '', url)
  else history.replaceState(null, '', url)
}

/** Does going from a to b need other answers? */
const asks = (a: ViewState, b: ViewState) =>
  format({ ...a, select: null, tab: 'graph', sort: 'when' }) !==
  format({ ...b, select: null, tab: 'graph', sort: 'when' })

interface Visit {
  /** A step of its own for undo and for the browser's back button; else it replaces the present. */
  step?: boolean
  positions?: string | null
}

/** Goes to a state: the one way in which what is seen changes. */
export async function visit(next: ViewState, { step = true, positions = null }: Visit = {}): Promise<void> {
  const before = S.state.value
  if (!asks(before, next) && S.loaded.value) {
    S.state.value = next
    steps.value = U.replace(steps.value, here())
    address(false)
    return
  }
  const past = here()
  S.state.value = next
  if (step) steps.value = U.push(U.replace(steps.value, past), here())
  address(step)
  await load({ ...next, select: null, tab: 'graph', sort: 'when' }, positions)
  if (S.state.value === next) {
    steps.value = U.replace(steps.value, here())
    address(false)
  }
}

/** The first state: that of the address. */
export async function enter(): Promise<void> {
  const query = location.search.slice(1)
  const { state, ignored } = parse(query)
  const positions = new URLSearchParams(query).get('pos')
  S.ignored.value = ignored
  S.state.value = state
  moved.value = positions !== null
  await load({ ...state, select: null, tab: 'graph', sort: 'when' }, positions)
  steps.value = U.begin(here())
  summary()
}

addEventListener('popstate', () => {
  const query = location.search.slice(1)
  const { state } = parse(query)
  const positions = new URLSearchParams(query).get('pos')
  const past = here()
  S.state.value = state
  steps.value = U.push(U.replace(steps.value, past), here())
  load({ ...state, select: null, tab: 'graph', sort: 'when' }, positions)
})

async function back(h: U.History<Step>, word: string): Promise<void> {
  if (h === steps.value) return
  steps.value = h
  moved.value = true
  const { state, places, pinned } = h.now
  S.batch(() => {
    S.places.value = places
    S.pinned.value = pinned
    S.state.value = state
  })
  await load({ ...state, select: null, tab: 'graph', sort: 'when' }, null)
  address(false)
  S.say.value = word
}

export const undo = () => back(U.undo(U.replace(steps.value, here())), 'Undone.')
export const redo = () => back(U.redo(U.replace(steps.value, here())), 'Done again.')

/** A new question. Nothing of the old picture is kept. */
export async function start(actors: readonly string[]): Promise<void> {
  S.batch(() => {
    S.places.value = new Map()
    S.pinned.value = new Set()
    S.pinnedSequence.value = null
    S.ignored.value = []
    S.drawer.value = null
  })
  moved.value = false
  await visit({ ...EMPTY, actors })
  summary()
}

/** Goes to the desk, with a text on it or without; what was explored is left. */
export async function toDesk(source: string | null, select: string | null = null): Promise<void> {
  S.batch(() => {
    S.pinnedSequence.value = null
    S.ignored.value = []
    S.drawer.value = null
  })
  moved.value = false
  await visit({ ...EMPTY, desk: { ...DESK, source }, select })
}

function summary(): void {
  const v = S.view.value
  const l = S.loaded.value
  if (!v || !l) return
  const drawn = v.pairs.reduce((n, p) => n + p.claims, 0)
  S.say.value = `${plural(v.actors.size, 'actor')}, ${plural(drawn, 'claim')} in the picture; ${plural(l.totals.totals.claims, 'claim')} match in all.`
}

export async function expand(id: string): Promise<void> {
  const before = S.view.value?.actors.size ?? 0
  await visit(opened(S.state.value, id))
  const v = S.view.value
  if (!v || S.failure.value) return
  const added = v.actors.size - before
  const rest = v.waiting.get(v.cluster.get(id) ?? id) ?? 0
  S.say.value = `${added === 0 ? 'No further actors' : `${plural(added, 'actor')} added`} around ${S.nameOf(id)}${rest ? `; ${rest} more wait for the next step` : '; all of them are shown'}.`
}

export async function collapse(id: string): Promise<void> {
  const before = S.view.value?.actors.size ?? 0
  moved.value = true
  await visit(closed(S.state.value, id))
  const gone = before - (S.view.value?.actors.size ?? 0)
  S.say.value =
    gone > 0
      ? `${plural(gone, 'actor')} put away.`
      : `Nothing to put away: ${S.nameOf(id)} brought nobody in by itself.`
}

/** Someone found by search: selected where already shown, else added to the picture. */
export async function find(id: string, name: string): Promise<void> {
  S.learn([{ id, name }])
  if (S.state.value.actors.length === 0) return start([id])
  const shown = S.view.value?.cluster.get(id) ?? id
  if (!S.view.value?.actors.has(shown)) await expand(id)
  select(`actor:${S.view.value?.cluster.get(id) ?? id}`)
  S.revealed.value = S.view.value?.cluster.get(id) ?? id
}

export function select(what: string | null): void {
  visit({ ...S.state.value, select: what }, { step: false })
}

export const show = (tab: ViewState['tab']): Promise<void> => visit({ ...S.state.value, tab }, { step: false })
export const sortBy = (sort: string): Promise<void> => visit({ ...S.state.value, sort }, { step: false })

/** Filters changed at once: one step. */
export async function filter(patch: Partial<Filter>): Promise<void> {
  const f = { ...S.state.value.filter, ...patch }
  if (!f.from && !f.to) f.certainty = 'possible'
  moved.value = true
  await visit({ ...S.state.value, filter: f })
  summary()
}

/** Filters on the move (a slider): the handles follow at once, the answer a moment later; all of it is one step. */
export function slide(patch: Partial<Filter>): void {
  if (!sliding) {
    sliding = true
    steps.value = U.push(U.replace(steps.value, here()), here())
  }
  const f = { ...S.state.value.filter, ...patch }
  if (!f.from && !f.to) f.certainty = 'possible'
  S.state.value = { ...S.state.value, filter: f }
  moved.value = true
  clearTimeout(timer)
  timer = setTimeout(settled, 160) as unknown as number
}

async function settled(): Promise<void> {
  sliding = false
  const next = S.state.value
  await load({ ...next, select: null, tab: 'graph', sort: 'when' }, null)
  if (S.state.value !== next) return
  steps.value = U.replace(steps.value, here())
  address(false)
  summary()
}

export const clearFilters = (): Promise<void> =>
  filter({ ...NO_FILTER, rank: S.state.value.filter.rank, among: S.state.value.filter.among })

/** Known time: a record's number, a moment or day, or null for now. */
export async function knownTime(k: { sequence?: number | null; knownAt?: string | null }): Promise<void> {
  S.pinnedSequence.value = null
  await visit({ ...S.state.value, sequence: k.sequence ?? null, knownAt: k.knownAt ?? null })
  summary()
}

/** An actor was dragged: it stands where it was put, and stays there. */
export function put(id: string, x: number, y: number): void {
  steps.value = U.push(U.replace(steps.value, here()), here())
  S.batch(() => {
    S.places.value = new Map([...S.places.value, [id, { x: snap(x), y: snap(y) }]])
    S.pinned.value = new Set([...S.pinned.value, id])
  })
  moved.value = true
  steps.value = U.replace(steps.value, here())
  address(false)
}

export function unpin(id: string): void {
  if (!S.pinned.value.has(id)) return
  steps.value = U.push(U.replace(steps.value, here()), here())
  S.pinned.value = new Set([...S.pinned.value].filter((p) => p !== id))
  steps.value = U.replace(steps.value, here())
  address(false)
  S.say.value = `${S.nameOf(id)} is no longer pinned.`
}

export async function relayout(): Promise<void> {
  const places = await relaid()
  if (!places) return
  steps.value = U.push(U.replace(steps.value, here()), here())
  S.places.value = places
  moved.value = true
  steps.value = U.replace(steps.value, here())
  address(false)
  S.say.value = 'Laid out afresh; pinned actors stayed. Undo brings the old picture back.'
}

export const retry = (): Promise<void> => load({ ...S.state.value, select: null, tab: 'graph', sort: 'when' }, null)
