import { useRef } from 'preact/hooks'
import { whenWords } from '../../core/edtf'
import { datesIn, namedIn, nextPlace, type Place } from '../../core/mentions'
import { passage, sentence } from '../../core/passage'
import { kindWords } from '../../core/words'
import { Shape } from '../parts/shape'
import { say } from '../store'
import * as D from './store'

const LISTED = 60

/**
 * Who and when the text names, where events are not read in its language. Each leads to its sentences, one after another; the
 * sentence is then selected, and a claim can be made of it.
 */
export function Named() {
  const at = useRef(new Map<string, number>())
  const m = D.mentions.value
  if (!m || m.events) return null
  const names = namedIn(m)
  const dates = datesIn(m)
  if (names.length + dates.length === 0) return null
  const visit = (key: string, places: readonly Place[]) => {
    const to = nextPlace(places, at.current.get(key) ?? -1)
    const from = to && D.offsets.value.toUnit(to.start)
    const end = to && D.offsets.value.toUnit(to.end)
    if (!to || from === null || end === null) return
    at.current.set(key, to.start)
    const words = passage(D.offsets.value, from, end)
    if (!words) return
    D.selection.value = sentence(D.offsets.value, words)
    D.visited.value = D.selection.value
    say.value = `Selected: ${D.selection.value.quote}`
  }
  return (
    <section class="named" aria-label="Named in the text">
      <h2>Named in the text</h2>
      <p class="fine">
        What happens is not read in this language; names and dates are. Choose one to select a sentence with it, then
        make a claim with <kbd>n</kbd>.
      </p>
      <p class="chips">
        {names.slice(0, LISTED).map((a) => (
          <button key={a.id} type="button" class="chip" onClick={() => visit(a.id, a.places)}>
            <Shape kind={a.kind} />
            <bdi>{a.name}</bdi>
            <span class="count">{a.places.length}</span>
            <span class="visually-hidden">{kindWords(a.kind)}</span>
            {!a.sure && <span class="badge asks">perhaps</span>}
            {!a.recorded && <span class="badge fresh">new</span>}
          </button>
        ))}
        {dates.slice(0, LISTED).map((d) => (
          <button
            key={d.when.edtf}
            type="button"
            class="chip"
            title={d.quote}
            onClick={() => visit(`date ${d.when.edtf}`, d.places)}
          >
            {whenWords(d.when.edtf ?? '')} <span class="count">{d.places.length}</span>
          </button>
        ))}
      </p>
      {(names.length > LISTED || dates.length > LISTED) && (
        <p class="fine">The first {LISTED} names and dates are listed; all are underlined in the text.</p>
      )}
    </section>
  )
}
