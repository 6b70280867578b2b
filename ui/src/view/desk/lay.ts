import { ApiError, type Reading } from '../../api/client'
import type { ActorName, ClaimItem, Proposal } from '../../core/model'
import { isOpen } from '../../core/review'
import type { Desk } from '../../core/state'
import { plural } from '../../core/words'
import { toDesk, visit } from '../actions'
import { api, prepared } from '../session'
import { batch, learn, say, sources, state } from '../store'
import { kept } from './kept'
import * as D from './store'

const AT_ONCE = 1000
/** Proposals of one text that are listed at most: a text of 4 MiB may hold more. */
const MOST = 10_000

/** Any failure as one that can be shown. */
export const wrong = (e: unknown): ApiError =>
  e instanceof ApiError ? e : new ApiError(String(e), 0, 'page', 'Load the page again.', null)

export function narrow(patch: Partial<Desk>): void {
  visit({ ...state.value, desk: { ...D.desk.value, ...patch } }, { step: false })
}

export function choose(id: string | null): void {
  if (D.current.value !== id) visit({ ...state.value, select: id ? `proposal:${id}` : null }, { step: false })
}

let running: AbortController | null = null

/** Puts the text of the address on the desk. */
export async function lay(source: string | null): Promise<void> {
  running?.abort()
  const mine = new AbortController()
  running = mine
  batch(() => {
    D.failure.value = D.trouble.value = null
    if (D.sheet.value?.source.id !== source) {
      D.sheet.value = null
      D.found.value = []
      D.pending.value = new Map()
      D.refusals.value = new Map()
      D.chosen.value = new Map()
      D.hot.value = new Set()
      D.selection.value = null
      D.editing.value = null
      D.mentions.value = null
      if (D.remark.value?.source !== source) D.remark.value = null
    }
    D.loading.value = source !== null
  })
  if (source === null) return
  try {
    await prepared()
    const [sheet, found] = await Promise.all([sheetOf(source, 0, mine.signal), all(source, 0, mine.signal)])
    if (mine.signal.aborted) return
    batch(() => {
      D.sheet.value = sheet
      D.found.value = found.proposals
      D.loading.value = false
      const { drafts, chosen } = kept(source)
      D.drafts.value = drafts
      D.chosen.value = chosen
    })
    meet(found.actors)
    if (!D.proposals.value.some((p) => p.id === D.current.value))
      choose((D.shown.value.find(isOpen) ?? D.shown.value[0])?.id ?? null)
    const t = D.count.value
    say.value = t.all
      ? `${plural(t.all, 'proposal')}, ${t.open} open.`
      : 'Nothing was proposed for this text. Claims can be made by hand.'
  } catch (e) {
    if (mine.signal.aborted) return
    batch(() => {
      D.loading.value = false
      D.failure.value = wrong(e)
    })
  }
}

const since = (sequence: number) => (sequence > 0 ? { min_sequence: sequence } : {})

async function sheetOf(source: string, sequence: number, signal: AbortSignal): Promise<D.Sheet> {
  let d = await api.source(source, since(sequence), null, signal)
  const { text } = d
  const claims: ClaimItem[] = [...d.claims]
  while (d.cursor && claims.length < MOST) {
    d = await api.source(source, {}, d.cursor, signal)
    claims.push(...d.claims)
  }
  return { source: d.source, text, claims, claimCount: d.totals.count }
}

interface Found {
  proposals: readonly Proposal[]
  /** The recorded ones that they name. */
  actors: readonly ActorName[]
}

async function all(source: string, sequence: number, signal: AbortSignal): Promise<Found> {
  let page = await api.proposals({ source, limit: AT_ONCE, ...since(sequence) }, signal)
  const proposals = [...page.proposals]
  const actors = [...page.actors]
  while (page.cursor && proposals.length < MOST) {
    page = await api.proposals({ source, limit: AT_ONCE, cursor: page.cursor }, signal)
    proposals.push(...page.proposals)
    actors.push(...page.actors)
  }
  return { proposals, actors }
}

/** What the server holds by now, without losing what is typed or where the reader is. */
export async function refresh(sequence: number): Promise<void> {
  const source = D.sheet.value?.source.id
  if (!source) return
  const mine = new AbortController().signal
  const [sheet, found] = await Promise.all([sheetOf(source, sequence, mine), all(source, sequence, mine)])
  if (D.sheet.value?.source.id !== source) return
  batch(() => {
    D.sheet.value = sheet
    D.found.value = found.proposals
  })
  meet(found.actors)
}

const met = new Set<string>()

/** Learns who everyone on the desk is. */
function meet(recorded: readonly ActorName[]): void {
  const proposed = D.found.value.flatMap((p) => p.actors)
  introduce(
    [...proposed, ...recorded].filter((a) => !D.people.value.has(a.id)).map((a) => ({ ...a, description: null })),
  )
  D.recorded.value = new Set([...D.recorded.value, ...recorded.map((a) => a.id)])
  // Claims name their actors by id alone, and between candidates one chooses by what is said of them.
  const ids = new Set((D.sheet.value?.claims ?? []).flatMap((c) => [c.subject, c.object]))
  for (const p of D.found.value)
    for (const id of [...p.subject_as.candidates, ...p.object_as.candidates]) if (D.recorded.value.has(id)) ids.add(id)
  const missing = [...ids].filter((id) => !met.has(id))
  for (const id of missing) met.add(id)
  // a few at a time: a long text mentions many
  const next = async (): Promise<void> => {
    const id = missing.pop()
    if (!id) return
    try {
      introduce([(await api.actor(id, {}, new AbortController().signal)).actor])
      D.recorded.value = new Set([...D.recorded.value, id])
    } catch {
      met.delete(id) // asked for again with the next answer; until then it goes by its id
    }
    return next()
  }
  for (let i = 0; i < 4; i++) next()
}

export function introduce(list: readonly D.Person[]): void {
  if (list.length === 0) return
  D.people.value = new Map([
    ...D.people.peek(),
    ...list.map(({ id, name, kind, country, description }) => [id, { id, name, kind, country, description }] as const),
  ])
  learn(list)
}

/** Looks again where somebody else may have decided meanwhile: in another window, or in the command line. */
export async function again(): Promise<void> {
  if (D.sheet.value && !D.loading.value && D.pending.value.size === 0) await refresh(0).catch(() => undefined)
}

/** Finds who and when the text names: it is offered where a claim is made by hand. Where it cannot be had, nothing else is lost. */
export async function look(): Promise<void> {
  const source = D.sheet.value?.source.id
  if (!source || D.sheet.value?.text === null || D.mentions.value?.source === source) return
  try {
    const m = await api.mentions(source, new AbortController().signal)
    if (D.sheet.value?.source.id !== source) return
    const named = m.names.flatMap((n) => [...(n.actor ? [n.actor] : []), ...n.candidates])
    introduce(named.filter((a) => !D.people.value.has(a.id)).map((a) => ({ ...a, description: null })))
    D.mentions.value = m
  } catch {
    // a server that reads no texts
  }
}

/** On to a text that waits; where none does, to the list of texts. */
export async function next(): Promise<void> {
  const here = D.desk.value.source
  const waiting = await api.desk(true, 1000, new AbortController().signal).then(
    (d) => d.sources,
    () => [],
  )
  const to = waiting.find((r) => r.id !== here)?.id ?? null
  if (!to) say.value = 'No other text waits.'
  await toDesk(to)
}

/** Reads a text and puts it on the desk; what went wrong is thrown. */
export async function read(body: Reading, signal: AbortSignal): Promise<void> {
  const x = await api.extract(body, signal)
  if (signal.aborted) return
  sources.value = new Map() // names of sources are asked for anew
  api.sources().then(
    (list) => {
      sources.value = new Map(list.map((s) => [s.id, s]))
    },
    () => undefined,
  )
  const told: string[] = []
  if (x.found === 0) told.push('The rules found nothing in this text. Select words to make a claim by hand.')
  if (x.known > 0)
    told.push(`${plural(x.known, 'proposal')} of this text ${x.known === 1 ? 'was' : 'were'} there before.`)
  if (x.claimed > 0)
    told.push(`${plural(x.claimed, 'statement')} found ${x.claimed === 1 ? 'is' : 'are'} a claim already.`)
  told.push(...x.refused.map((r) => `Left out: ${r}`))
  D.remark.value = { source: x.source, lines: told }
  await toDesk(x.source)
}
