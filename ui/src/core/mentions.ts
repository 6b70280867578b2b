import type { ActorName, Mentions, When } from './model'

/** Somebody whom a text names, and where. */
export interface NamedActor extends ActorName {
  /** Null: the words fit several, of whom this is one. */
  sure: boolean
  recorded: boolean
  places: readonly Place[]
}

/** A time that a text names, and where. */
export interface NamedDate {
  when: When
  quote: string
  places: readonly Place[]
}

/** Bytes of the text. */
export interface Place {
  start: number
  end: number
}

interface Somewhere {
  start: number | null
  end: number | null
}

const placeOf = (q: Somewhere): Place[] => (q.start === null || q.end === null ? [] : [{ start: q.start, end: q.end }])
const inside = (q: Somewhere, within: readonly Place[] | null) =>
  within === null || placeOf(q).some((p) => within.some((w) => w.start <= p.start && p.end <= w.end))

/** Everyone named, in the order of the text, each once; of words that fit several, all of those. */
export function namedIn(m: Mentions, within: readonly Place[] | null = null): NamedActor[] {
  const out = new Map<string, NamedActor>()
  for (const n of m.names) {
    if (!inside(n, within)) continue
    const add = (a: ActorName, sure: boolean, recorded: boolean) => {
      const had = out.get(a.id)
      out.set(a.id, {
        ...a,
        sure: sure || (had?.sure ?? false),
        recorded: recorded || (had?.recorded ?? false),
        places: [...(had?.places ?? []), ...placeOf(n)],
      })
    }
    if (n.actor) add(n.actor, true, n.recorded)
    else for (const a of n.candidates) add(a, false, true)
  }
  return [...out.values()]
}

/** Every time named, in the order of the text, each once by what it means; without one that means nothing by itself. */
export function datesIn(m: Mentions, within: readonly Place[] | null = null): NamedDate[] {
  const out = new Map<string, NamedDate>()
  for (const d of m.dates) {
    if (!d.when.edtf || !inside(d, within)) continue
    const had = out.get(d.when.edtf)
    out.set(d.when.edtf, {
      when: d.when,
      quote: had?.quote ?? d.quote,
      places: [...(had?.places ?? []), ...placeOf(d)],
    })
  }
  return [...out.values()]
}
