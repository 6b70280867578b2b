import type { Decision, Proposal, Ruling } from '../../core/model'
import { type Chosen, type End, isOpen, onwards, stands, step, undecided } from '../../core/review'
import { plural } from '../../core/words'
import { api } from '../session'
import { batch, nameOf, say } from '../store'
import { keep } from './kept'
import { choose, refresh, wrong } from './lay'
import { wordsOf } from './names'
import * as D from './store'

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

export const get = (id: string | null): Proposal | undefined => D.proposals.value.find((p) => p.id === id)

export const DONE: Record<Decision, string> = {
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

export function tell(id: string, why: string): void {
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
    unsettle(decision, ids)
    if (D.finished.value && decision !== 'reopen') done()
    return good && r.refused.length === 0
  } catch (e) {
    if (!good) waiting--
    const error = wrong(e)
    batch(() => {
      unsettle(decision, ids)
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
export function done(): void {
  requestAnimationFrame(() => {
    const summary = document.getElementById('finished')
    summary?.focus()
    summary?.scrollIntoView({ block: 'start' })
  })
}

/** What arrived stands, until the list is asked for anew. */
export function settle(decision: Decision, refused: ReadonlySet<string>, ids: readonly string[]): void {
  const after = { accept: 'accepted', edit: 'edited', reject: 'rejected', reopen: 'open' } as const
  const sent = new Set(ids.filter((id) => !refused.has(id)))
  D.found.value = D.found.value.map((p) => (sent.has(p.id) ? { ...p, state: after[decision] } : p))
}

/** Takes decisions off the way, unless another one about the same proposal follows. */
function unsettle(decision: Decision, ids: readonly string[]): void {
  const left = new Map(D.pending.value)
  for (const id of ids) if (left.get(id) === decision) left.delete(id)
  D.pending.value = left
}

/** A message as a sentence. */
export const sentence = (text: string): string => {
  const t = text.trim()
  return /[.!?]$/.test(t) ? t : `${t}.`
}

/** Somebody says who is meant. */
export function pickEnd(p: Proposal, end: End, id: string): void {
  D.chosen.value = new Map([...D.chosen.value, [p.id, { ...D.chosen.value.get(p.id), [end]: id }]])
  const told = new Map(D.refusals.value)
  told.delete(p.id)
  D.refusals.value = told
  keep()
  say.value = `${nameOf(id)} is meant by “${wordsOf(p, end)}”.`
}
