import { dateWords } from '../../core/days'
import { KINDS, pairKey } from '../../core/model'
import { QUAD_NAMES, QUADS } from '../../core/relations'
import { filters } from '../../core/state'
import { count, kindWords, plural } from '../../core/words'
import { select } from '../actions'
import { ignored, loaded, nameOf, state, view } from '../store'
import { Sample } from './sample'
import { Shape } from './shape'

/** What the panel shows while nothing is selected: what this picture is, what it leaves out, and how to read it. */
export function Overview() {
  const v = view.value
  const l = loaded.value
  if (!v || !l) return null
  const t = l.totals.totals
  const drawn = v.pairs.reduce((n, p) => n + p.claims, 0)
  const disputed = v.pairs.reduce((n, p) => n + p.loaded.filter((c) => c.disputed).length, 0)
  const undated = t.by_year.find((y) => y.key === null)?.claims ?? 0
  const as = l.now.seeds.as_of
  const direct = v.seeds.length === 2 ? v.pairs.find((p) => p.key === pairKey(v.seeds[0]!, v.seeds[1]!)) : undefined
  return (
    <article>
      <h2 tabIndex={-1}>
        {v.seeds.map((id, i) => (
          <span key={id}>
            {i > 0 && (i === v.seeds.length - 1 ? ' and ' : ', ')}
            <bdi>{nameOf(id)}</bdi>
          </span>
        ))}
      </h2>
      <p>
        {plural(v.actors.size, 'actor')} and {plural(drawn, 'claim')} in the picture
        {t.claims > drawn ? `, of ${count(t.claims)} that match` : ''}
        {filters(state.value.filter) ? ' under the filters' : ''}.
        {disputed > 0 && ` ${plural(disputed, 'claim')} ${disputed === 1 ? 'is' : 'are'} disputed.`}
        {undated > 0 && ` ${plural(undated, 'claim')} ${undated === 1 ? 'has' : 'have'} no date.`}
      </p>
      {direct && (
        <p>
          <button type="button" class="primary" onClick={() => select(`tie:${direct.key}`)}>
            Read the {plural(direct.claims, 'claim')} between the two
          </button>
        </p>
      )}
      <p class="fine">
        Click an actor or a line to see the sentences behind it. Double-click an actor to see more around it.
      </p>
      <Truncation />
      {ignored.value.length > 0 && (
        <p class="note">
          This address held something that is not understood, and was left out: {ignored.value.join(', ')}.
        </p>
      )}
      <Legend />
      <p class="fine">
        As of record {count(as.sequence)}
        {as.known_at && `, ${dateWords(as.known_at.slice(0, 10))}`}
      </p>
    </article>
  )
}

const REASONS: Record<string, string> = {
  limit:
    'Only the first 1,000 claims of an answer are drawn one by one; the counts on the ribbons, the filters and the bars cover all of them. Narrow the time, the relations or the sources to see the rest.',
  frontier: 'Some actors were left out of a further step.',
  budget: 'The question is larger than one answer may be: more exists than was counted. Narrow it.',
  time: 'The server ran out of time and answered with what it had. Narrow the question, or try again.',
}

/** Why an answer stopped, in words; nothing is cut silently. */
function Truncation() {
  const l = loaded.value
  if (!l) return null
  const reasons = new Set([l.now.seeds, ...l.now.open.values()].flatMap((a) => a.truncated?.reasons ?? []))
  if (reasons.size === 0) return null
  return (
    <div class="note" role="note">
      {[...reasons].map((r) => (
        <p key={r}>{REASONS[r] ?? r}</p>
      ))}
    </div>
  )
}

export function Legend() {
  return (
    <details class="legend" open>
      <summary>How to read the picture</summary>
      <ul class="plain">
        {QUADS.map((q) => (
          <li key={q}>
            <Sample quad={q} /> {QUAD_NAMES[q]}
          </li>
        ))}
        <li>
          <Sample quad="MC" hollow sign="…" /> open head: planned …, alleged ?, threatened !, refused ×
        </li>
        <li>
          <Sample quad="VC" hollow barred /> two bars: denied
        </li>
        <li>
          <Sample quad="MX" disputed sign="≠" /> double rim and ≠: disputed
        </li>
        <li>
          <Sample quad="MC" count={7} /> ribbon: so many claims of one class
        </li>
      </ul>
      <ul class="kinds">
        {KINDS.map((k) => (
          <li key={k}>
            <Shape kind={k} size={15} /> {kindWords(k)}
          </li>
        ))}
      </ul>
      <p class="fine">
        +12 at an actor: twelve of its claims are not in the picture. A faded actor has no claim under the filters; it
        keeps its place.
      </p>
    </details>
  )
}
