import type { Relations } from './relations'

/**
 * Which relations are looked at. An empty choice means all. Otherwise the entries either name what is included
 * ("COOPERATE", with all below it), or, each with a leading minus, what is left out ("-THREATEN"): whichever is shorter,
 * so that links stay short and new kinds of relation appear in "all but" choices by themselves.
 */
export type Choice = readonly string[]

/** The relations left out by a choice, every descendant listed. A parent is out when any child is: the API's filter of a
 * parent covers its children, so a parent's own claims cannot be asked for without them. */
function leftOut(choice: Choice, all: Relations): Set<string> {
  const out = new Set<string>()
  if (choice.length === 0) return out
  const drop = (id: string) => {
    out.add(id)
    for (const k of all.children(id)) drop(k)
  }
  if (choice.every((c) => c.startsWith('-'))) {
    for (const c of choice) drop(c.slice(1))
  } else {
    const keep = new Set(choice)
    for (const r of all.list) if (!all.chain(r.id).some((id) => keep.has(id))) out.add(r.id)
  }
  return out
}

export type Mark = 'on' | 'off' | 'part'

/** How each relation's box stands. */
export function marks(choice: Choice, all: Relations): Map<string, Mark> {
  const out = leftOut(choice, all)
  const result = new Map<string, Mark>()
  const walk = (id: string): Mark => {
    const kids = all.children(id).map(walk)
    let mark: Mark = out.has(id) ? 'off' : 'on'
    if (kids.length && !kids.every((k) => k === mark)) mark = kids.every((k) => k === 'off') ? 'off' : 'part'
    if (kids.length && kids.every((k) => k === 'on') && !out.has(id)) mark = 'on'
    result.set(id, mark)
    return mark
  }
  for (const r of all.roots()) walk(r.id)
  return result
}

/** What to ask the API for: the fewest relations that cover the choice; empty for all; null when nothing is chosen. */
export function cover(choice: Choice, all: Relations): string[] | null {
  if (choice.length === 0) return []
  const how = marks(choice, all)
  const names: string[] = []
  const walk = (id: string) => {
    const mark = how.get(id)
    if (mark === 'on') names.push(id)
    else if (mark === 'part') for (const k of all.children(id)) walk(k)
  }
  for (const r of all.roots()) walk(r.id)
  if (names.length === 0) return null
  return names.length === all.roots().length && all.roots().every((r) => how.get(r.id) === 'on') ? [] : names
}

/** The choice after the boxes of ids are all switched on or off, in its shorter form. */
export function toggle(choice: Choice, all: Relations, ids: readonly string[], on: boolean): string[] {
  const out = leftOut(choice, all)
  const set = (id: string) => {
    if (on) out.delete(id)
    else out.add(id)
    for (const k of all.children(id)) set(k)
  }
  for (const id of ids) set(id)
  const kept: string[] = []
  const dropped: string[] = []
  const whole = (id: string, isOut: boolean): boolean =>
    (all.children(id).length > 0 || out.has(id) === isOut) && all.children(id).every((k) => whole(k, isOut))
  const walk = (id: string) => {
    if (whole(id, false)) kept.push(id)
    else if (whole(id, true)) dropped.push(`-${id}`)
    else for (const k of all.children(id)) walk(k)
  }
  for (const r of all.roots()) walk(r.id)
  if (dropped.length === 0) return []
  if (kept.length === 0) return all.roots().map((r) => `-${r.id}`)
  return dropped.length <= kept.length ? dropped : kept
}
