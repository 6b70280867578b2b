import type { ClaimItem, Proposal } from './model'
import { byText } from './model'
import type { Relations } from './relations'
import type { Desk, Show } from './state'

/** An end of a proposal that fits several actors. */
export type End = 'subject' | 'object'

/** Who is meant at the ends that a proposal leaves open, as far as a reader has said so. */
export type Chosen = Partial<Record<End, string>>

export const isOpen = (p: Proposal): boolean => p.state === 'open'
/** Does a claim rest on it? */
export const stands = (p: Proposal): boolean => p.state === 'accepted' || p.state === 'edited'

/** The ends that somebody has to decide before it can be accepted. */
export function undecided(p: Proposal, chosen: Chosen = {}): End[] {
  const out: End[] = []
  if (p.subject === null && !chosen.subject) out.push('subject')
  if (p.object === null && !chosen.object) out.push('object')
  return out
}

const shown = (p: Proposal, show: Show): boolean =>
  show === 'all' || (show === 'open' ? isOpen(p) : show === 'accepted' ? stands(p) : p.state === 'rejected')

/** Proposals in the order of the text: by the first quote that has a place, then as they were found. */
export function inOrder(list: readonly Proposal[]): Proposal[] {
  const at = (p: Proposal) => Math.min(...p.evidence.map((e) => e.start ?? Number.POSITIVE_INFINITY))
  const anchor = (p: Proposal) => p.subject_as.start ?? p.object_as.start ?? Number.POSITIVE_INFINITY
  const less = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)
  return [...list].sort(
    (a, b) => less(at(a), at(b)) || less(anchor(a), anchor(b)) || a.sequence - b.sequence || byText(a.id, b.id),
  )
}

/** Those that a filter leaves. A relation stands for those below it. */
export function listed(list: readonly Proposal[], desk: Desk, all: Relations): Proposal[] {
  return list.filter(
    (p) =>
      shown(p, desk.show) &&
      p.score >= desk.minScore &&
      (desk.relation === null || p.relation === desk.relation || all.chain(p.relation).includes(desk.relation)),
  )
}

/** The relations that occur, most proposals first, with their numbers. */
export function relationCounts(list: readonly Proposal[]): { id: string; n: number }[] {
  const n = new Map<string, number>()
  for (const p of list) n.set(p.relation, (n.get(p.relation) ?? 0) + 1)
  return [...n].map(([id, count]) => ({ id, n: count })).sort((a, b) => b.n - a.n || byText(a.id, b.id))
}

export interface Tally {
  all: number
  open: number
  accepted: number
  edited: number
  rejected: number
}

export function tally(list: readonly Proposal[]): Tally {
  const t = { all: list.length, open: 0, accepted: 0, edited: 0, rejected: 0 }
  for (const p of list) t[p.state]++
  return t
}

/** The next one, or the one before; at an end it stays. Without a place it begins at the first. */
export function step(list: readonly Proposal[], id: string | null, by: 1 | -1): Proposal | null {
  const at = list.findIndex((p) => p.id === id)
  if (at < 0) return list[0] ?? null
  return list[Math.max(0, Math.min(list.length - 1, at + by))] ?? null
}

/** Where to go on after a decision: the next open one, else the first open one, else null. */
export function onwards(list: readonly Proposal[], id: string): Proposal | null {
  const at = list.findIndex((p) => p.id === id)
  return list.slice(at + 1).find(isOpen) ?? list.find((p) => isOpen(p) && p.id !== id) ?? null
}

/** What a decision about all that are listed would be about, and what of it has to be decided one by one. */
export function bulk(list: readonly Proposal[]): { open: string[]; ready: string[]; waiting: number } {
  const open = list.filter(isOpen)
  const ready = open.filter((p) => undecided(p).length === 0)
  return { open: open.map((p) => p.id), ready: ready.map((p) => p.id), waiting: open.length - ready.length }
}

/** Claims on the source that no proposal led to: made by hand, or imported. */
export function besides(claims: readonly ClaimItem[], list: readonly Proposal[]): ClaimItem[] {
  const made = new Set(list.map((p) => p.review?.claim).filter(Boolean))
  return claims.filter((c) => !made.has(c.id) && !c.withdrawn)
}
