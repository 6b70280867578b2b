import { useEffect } from 'preact/hooks'
import { whenWords } from '../../core/edtf'
import type { Mentions as Found } from '../../core/model'
import { passage, sentence } from '../../core/passage'
import { plural } from '../../core/words'
import { useFetched } from '../parts/fetch'
import { api } from '../session'
import { say } from '../store'
import * as D from './store'
import { mark, reveal } from './text'

/** Somebody or some day that a text names, with all the places where it does. */
interface Named {
  key: string
  meaning: string
  words: string
  places: { words: string; start: number; end: number }[]
}

/** The names and dates of a text by what they mean, each where it is met first. */
export function grouped(found: Found): Named[] {
  const by = new Map<string, Named>()
  const add = (key: string, meaning: string, m: { quote: string; start: number | null; end: number | null }) => {
    if (m.start === null || m.end === null) return
    const n = by.get(key) ?? { key, meaning, words: m.quote, places: [] }
    n.places.push({ words: m.quote, start: m.start, end: m.end })
    by.set(key, n)
  }
  for (const n of found.names)
    if (n.actor) add(`actor:${n.actor.id}`, n.actor.name, n)
    else add(`words:${n.quote}`, `${n.candidates.map((c) => c.name).join(' or ')}?`, n)
  for (const d of found.dates)
    add(`when:${d.when.edtf ?? d.quote}`, d.when.edtf ? whenWords(d.when.edtf) : 'no date can be told', d)
  for (const n of by.values()) {
    n.places.sort((a, b) => a.start - b.start)
    n.words = n.places[0]!.words
  }
  return [...by.values()].sort((a, b) => a.places[0]!.start - b.places[0]!.start)
}

/** Whom and when a text names, where nothing else was found in it: the beginning of a claim by hand. */
export function Mentions({ source }: { source: string }) {
  const { data } = useFetched(`mentions ${source}`, (signal) => api.mentions(source, signal))
  const named = data ? grouped(data) : []
  useEffect(() => {
    const units = named
      .flatMap((n) => n.places)
      .map((p) => [D.offsets.value.toUnit(p.start), D.offsets.value.toUnit(p.end)])
    return mark('desk-mentions', units)
  }, [data])
  if (!data || named.length === 0) return null
  const take = (n: Named) => {
    const at = n.places[0]!
    const from = D.offsets.value.toUnit(at.start)
    const to = D.offsets.value.toUnit(at.end)
    const words = from === null || to === null ? null : passage(D.offsets.value, from, to)
    if (from === null || !words) return
    D.selection.value = sentence(D.offsets.value, words)
    reveal(from)
    say.value = 'Its sentence is selected. Make a claim of it, or go on.'
  }
  return (
    <section class="mentions" aria-label="Names and dates">
      <h2>Names and dates in it</h2>
      <p class="fine">
        {data.events ? '' : 'Events are not read in this language. '}Choose one to select its sentence, and make a claim
        of it.
      </p>
      <ul class="plain">
        {named.map((n) => (
          <li key={n.key}>
            <button type="button" class="mention" onClick={() => take(n)}>
              <bdi class="words">{n.words}</bdi>
              <bdi>{n.meaning}</bdi>
              {n.places.length > 1 && <span class="fine">{plural(n.places.length, 'place')}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
