import { ApiError, type Reading } from '../../api/client'
import { type Draft, draftOf, edited, NO_DRAFT, records } from '../../core/draft'
import type { ClaimItem, Decision, Proposal, Ruling } from '../../core/model'
import type { Passage } from '../../core/passage'
import { type Chosen, type End, isOpen, mentioned, onwards, stands, step, undecided } from '../../core/review'
import type { Desk } from '../../core/state'
import { plural } from '../../core/words'
import { toDesk, visit } from '../actions'
import { api, prepared } from '../session'
import { batch, learn, nameOf, ontology, say, sources, state } from '../store'
import * as D from './store'

const AT_ONCE = 1000
/** Proposals of one text that are listed at most: a text of 4 MiB may hold more. */
const MOST = 10_000

const wrong = (e: unknown): ApiError =>
  e instanceof ApiError ? e : new ApiError(String(e), 0, 'page', 'Load the page again.', null)

export { toDesk as go } from '../actions'

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
      D.found.value = found
      D.loading.value = false
      D.drafts.value = kept(source)
    })
    meet()
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

async function all(source: string, sequence: number, signal: AbortSignal): Promise<Proposal[]> {
  let page = await api.proposals({ source, limit: AT_ONCE, ...since(sequence) }, signal)
  const list = [...page.proposals]
  while (page.cursor && list.length < MOST) {
    page = await api.proposals({ source, limit: AT_ONCE, cursor: page.cursor }, signal)
    list.push(...page.proposals)
  }
  return list
}

/** What the server holds by now, without losing what is typed or where the reader is. */
async function refresh(sequence: number): Promise<void> {
  const source = D.sheet.value?.source.id
  if (!source) return
  const mine = new AbortController().signal
  const [sheet, found] = await Promise.all([sheetOf(source, sequence, mine), all(source, sequence, mine)])
  if (D.sheet.value?.source.id !== source) return
  batch(() => {
    D.sheet.value = sheet
    D.found.value = found
  })
  meet()
}

const met = new Set<string>()

/** Learns who everyone on the desk is. */
function meet(): void {
  const ids = new Set<string>()
  const fresh: D.Person[] = []
  const proposed = new Set<string>()
  for (const p of D.found.value) {
    for (const id of mentioned(p)) ids.add(id)
    for (const a of p.actors) {
      proposed.add(a.id)
      if (!D.people.value.has(a.id)) fresh.push({ ...a, description: null })
      if (stands(p) && !D.recorded.value.has(a.id)) met.delete(a.id) // recorded since it was asked for
    }
  }
  for (const c of D.sheet.value?.claims ?? []) ids.add(c.subject).add(c.object)
  introduce(fresh)
  const missing = [...ids].filter((id) => !met.has(id))
  for (const id of missing) met.add(id)
  // a few at a time: a long text mentions many
  const next = async (): Promise<void> => {
    const id = missing.pop()
    if (!id) return
    try {
      const known = await lookUp(id, proposed.has(id))
      if (known) {
        introduce([known])
        D.recorded.value = new Set([...D.recorded.value, id])
      }
    } catch {
      met.delete(id) // asked for again with the next answer; until then it goes by its id
    }
    return next()
  }
  for (let i = 0; i < 4; i++) next()
}

/** An actor by its id. One that was proposed may not be recorded yet: it is looked for, and null where it is not there. */
async function lookUp(id: string, proposed: boolean): Promise<D.Person | null> {
  const signal = new AbortController().signal
  if (!proposed) return (await api.actor(id, {}, signal)).actor
  return (await api.search(id, 5, signal)).hits.find((h) => h.actor.id === id)?.actor ?? null
}

export function introduce(list: readonly D.Person[]): void {
  if (list.length === 0) return
  D.people.value = new Map([
    ...D.people.peek(),
    ...list.map(({ id, name, kind, country, description }) => [id, { id, name, kind, country, description }] as const),
  ])
  learn(list)
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
  D.remark.value = told
  await toDesk(x.source)
}

/** The name under which decisions are recorded: asked once, and kept. */
export async function whoDecides(): Promise<string | null> {
  if (D.by.value) return D.by.value
  return askBy()
}

export async function askBy(): Promise<string | null> {
  const name = (
    await D.ask({
      title: 'Who is reviewing?',
      text: 'Every decision is recorded with a name. It is asked once, and kept in this browser.',
      field: 'Your name',
      yes: 'Go on',
    })
  )?.trim()
  if (!name) return null
  D.setBy(name)
  return name
}

export function move(by: 1 | -1): void {
  const p = step(D.shown.value, D.current.value, by)
  if (p) choose(p.id)
}

const get = (id: string | null): Proposal | undefined => D.proposals.value.find((p) => p.id === id)

const DONE: Record<Decision, string> = {
  accept: 'Accepted',
  edit: 'Recorded as edited',
  reject: 'Rejected',
  reopen: 'Reopened',
}

/** A decision about one proposal, and on to the next. */
export async function decide(decision: 'accept' | 'reject' | 'reopen', id: string | null): Promise<void> {
  const p = get(id)
  if (!p) return
  if (decision === 'accept') {
    if (stands(p)) return tell(p.id, 'It is accepted already.')
    const open = undecided(p, D.chosen.value.get(p.id))
    if (open.length)
      return tell(p.id, `Say first who the ${open.join(' and the ')} is: choose one of those offered, or edit it.`)
  }
  if (decision === 'reject' && p.state === 'rejected') return tell(p.id, 'It is rejected already.')
  if (decision === 'reopen' && isOpen(p)) return tell(p.id, 'It is open already.')
  if (stands(p)) {
    const yes = await D.ask({
      title: 'Withdraw the claim?',
      text: `A claim was recorded from this proposal. To ${decision === 'reopen' ? 'reopen' : 'reject'} the proposal withdraws that claim for good: it can be recorded again only in other words, by an edit.`,
      yes: 'Withdraw it',
    })
    if (yes === null) return
  }
  const by = await whoDecides()
  if (!by) return
  const picked = decision === 'accept' ? (D.chosen.value.get(p.id) ?? {}) : {}
  const next = decision === 'reopen' ? null : onwards(D.shown.value, p.id)
  send(decision, [p.id], { by, ...ends(p, picked) })
  if (next) choose(next.id)
}

const ends = (p: Proposal, c: Chosen): Pick<Ruling, 'subject' | 'object'> => ({
  ...(p.subject === null && c.subject ? { subject: c.subject } : {}),
  ...(p.object === null && c.object ? { object: c.object } : {}),
})

export const wordsOf = (p: Proposal, end: End): string => p[`${end}_as`].quote ?? 'somebody'

/** A decision about many. */
export async function decideAll(decision: 'accept' | 'reject', ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const verb = decision === 'accept' ? 'Accept' : 'Reject'
  const yes = await D.ask({
    title: `${verb} ${plural(ids.length, 'proposal')}?`,
    text:
      decision === 'accept'
        ? 'Each becomes a claim. A claim can be withdrawn later, but never taken back.'
        : 'They will not come back when the text is read again. They can be reopened.',
    yes: `${verb} ${ids.length}`,
  })
  if (yes === null) return
  const by = await whoDecides()
  if (by) await send(decision, ids, { by })
}

function tell(id: string, why: string): void {
  D.refusals.value = new Map([...D.refusals.value, [id, why]])
  say.value = why
}

let queue: Promise<unknown> = Promise.resolve()
let waiting = 0

/** Sends a decision, after those before it. The list shows it at once; where it fails, the list goes back and says why. */
export function send(decision: Decision, ids: readonly string[], more: Omit<Ruling, 'decision'>): Promise<boolean> {
  batch(() => {
    D.trouble.value = null
    D.pending.value = new Map([...D.pending.value, ...ids.map((id) => [id, decision] as const)])
    const told = new Map(D.refusals.value)
    for (const id of ids) told.delete(id)
    D.refusals.value = told
  })
  waiting++
  const sent = queue.then(() => sendNow(decision, ids, more))
  queue = sent
  return sent
}

async function sendNow(decision: Decision, ids: readonly string[], more: Omit<Ruling, 'decision'>): Promise<boolean> {
  let good = false
  try {
    const r = await api.review({ decision, proposals: [...ids], ...more })
    waiting--
    for (const x of r.refused) tell(x.proposal, sentence(x.message))
    good = r.decided > 0
    settle(decision, new Set(r.refused.map((x) => x.proposal)), ids)
    // the rest is asked for when the last of a row of decisions has arrived
    if (waiting === 0) await refresh(r.sequence)
    if (r.decided) {
      const t = D.count.value
      say.value = `${DONE[decision]}${r.decided > 1 ? `: ${r.decided}` : ''}. ${t.open ? `${t.open} open.` : 'Nothing is open: this text is finished.'}`
    }
    unsettle(ids)
    if (D.finished.value && decision !== 'reopen') done()
    return good && r.refused.length === 0
  } catch (e) {
    if (!good) waiting--
    const error = wrong(e)
    batch(() => {
      unsettle(ids)
      if (!good) {
        D.trouble.value = error
        for (const id of ids.slice(0, 1)) tell(id, `Not recorded. ${error.message}`)
        if (ids.length === 1) choose(ids[0]!)
      } else D.trouble.value = error
    })
    return good
  }
}

/** Shows the summary, now that nothing is open. */
function done(): void {
  requestAnimationFrame(() => {
    const summary = document.getElementById('finished')
    summary?.focus()
    summary?.scrollIntoView({ block: 'start' })
  })
}

/** What arrived stands, until the list is asked for anew. */
function settle(decision: Decision, refused: ReadonlySet<string>, ids: readonly string[]): void {
  const after = { accept: 'accepted', edit: 'edited', reject: 'rejected', reopen: 'open' } as const
  const sent = new Set(ids.filter((id) => !refused.has(id)))
  D.found.value = D.found.value.map((p) => (sent.has(p.id) ? { ...p, state: after[decision] } : p))
}

function unsettle(ids: readonly string[]): void {
  const left = new Map(D.pending.value)
  for (const id of ids) left.delete(id)
  D.pending.value = left
}

const sentence = (text: string): string => {
  const t = text.trim()
  return /[.!?]$/.test(t) ? t : `${t}.`
}

export function pickEnd(p: Proposal, end: End, id: string): void {
  D.chosen.value = new Map([...D.chosen.value, [p.id, { ...D.chosen.value.get(p.id), [end]: id }]])
  const told = new Map(D.refusals.value)
  told.delete(p.id)
  D.refusals.value = told
  say.value = `${nameOf(id)} is meant by “${wordsOf(p, end)}”.`
}

const DRAFTS = 'liaison.desk.drafts'

/** Drafts of a text that were typed before the page was loaded anew. */
function kept(source: string): ReadonlyMap<string, Draft> {
  try {
    const all = JSON.parse(sessionStorage.getItem(`${DRAFTS}.${source}`) ?? '[]') as [string, Draft][]
    return new Map(all.map(([id, d]) => [id, { ...NO_DRAFT, ...d }]))
  } catch {
    return new Map()
  }
}

function keep(): void {
  const source = D.sheet.value?.source.id
  try {
    if (source) sessionStorage.setItem(`${DRAFTS}.${source}`, JSON.stringify([...D.drafts.value]))
  } catch {
    // no room, or forbidden: the draft then lasts as long as the page
  }
}

/** Opens the form for a proposal, or for a claim by hand over some words. What was typed there before is still there. */
export function edit(id: string, words: Passage | null = null): void {
  const p = get(id)
  if (p && stands(p)) {
    tell(p.id, 'It is recorded as a claim already. Reopen it first; that withdraws the claim.')
    return
  }
  let d = D.drafts.value.get(id)
  if (!d) d = p ? draftOf(p, D.chosen.value.get(id) ?? {}, D.offsets.value) : NO_DRAFT
  if (words && !d.quotes.some((q) => q.start === words.start && q.end === words.end))
    d = { ...d, quotes: [...d.quotes, words] }
  batch(() => {
    D.drafts.value = new Map([...D.drafts.value, [id, d]])
    D.editing.value = id
    if (words) D.selection.value = null
  })
  if (p) choose(p.id)
}

export function change(id: string, patch: Partial<Draft>): void {
  const d = D.drafts.value.get(id)
  if (!d) return
  D.drafts.value = new Map([...D.drafts.value, [id, { ...d, ...patch }]])
  keep()
}

/** Puts the form away; what was typed stays unless it is dropped. */
export function close(drop: boolean): void {
  const id = D.editing.value
  batch(() => {
    D.editing.value = null
    if (drop && id) {
      const left = new Map(D.drafts.value)
      left.delete(id)
      D.drafts.value = left
    }
  })
  keep()
}

/** Sends the form. What the server refuses comes back as an error, and the form stays as it is. */
export async function submit(id: string): Promise<ApiError | null> {
  const d = D.drafts.value.get(id)
  const source = D.sheet.value?.source.id
  if (!d || !source) return null
  const by = await whoDecides()
  if (!by) return null
  try {
    if (id === D.NEW) {
      const sum = await api.record(records(d, source, by))
      const bad = sum.problems.find((p) => !p.kept)
      if (bad) return new ApiError(bad.message, 422, 'refused', 'Change it, and send it again.', null, bad.field)
      introduce(d.newcomers.map((n) => ({ ...n, description: null })))
      close(true)
      say.value = sum.accepted ? 'The claim is recorded.' : 'This claim was recorded before.'
      D.remark.value = [say.value]
      await refresh(sum.sequence).catch((e) => {
        D.trouble.value = wrong(e)
      })
      return null
    }
    const { reason } = d
    const r = await api.review({
      decision: 'edit',
      proposals: [id],
      ...edited(d),
      by,
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    })
    const bad = r.refused[0]
    if (bad) {
      refresh(0).catch(() => undefined) // somebody else may have decided it
      return new ApiError(sentence(bad.message), 409, bad.code, 'Nothing was recorded.', null, bad.field)
    }
    introduce(d.newcomers.map((n) => ({ ...n, description: null })))
    const next = onwards(D.shown.value, id)
    close(true)
    settle('edit', new Set(), [id])
    await refresh(r.sequence).catch((e) => {
      D.trouble.value = wrong(e)
    })
    say.value = `${DONE.edit}. ${D.count.value.open ? `${D.count.value.open} open.` : 'Nothing is open: this text is finished.'}`
    if (next) choose(next.id)
    if (D.finished.value) done()
    return null
  } catch (e) {
    return wrong(e)
  }
}

export const label = (relation: string): string => ontology.value.label(relation)

/** An actor that was proposed, and that the store does not hold yet. */
export const unrecorded = (id: string): boolean => !D.recorded.value.has(id)

/** A proposal in one line, for those who hear the page. */
export const inWords = (p: Proposal): string => {
  const name = (end: End) => {
    const id = p[end] ?? D.chosen.value.get(p.id)?.[end]
    return id ? nameOf(id) : wordsOf(p, end)
  }
  return `${name('subject')} ${label(p.relation)} ${name('object')}`
}
