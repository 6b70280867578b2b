import type { ComponentChildren } from 'preact'
import { dateWords, firstDay, lastDay, monthOf, monthShort } from '../../core/days'
import { DIRECTIONS, KINDS, MODALITIES, POLARITIES, RANKS } from '../../core/model'
import { type Filter, filters } from '../../core/state'
import { count, kindWords, MODALITY_WORDS } from '../../core/words'
import * as A from '../actions'
import { drawer, loaded, sourceName, state } from '../store'
import { Icon } from './icons'
import { RelationTree } from './relationtree'
import { KnownTime, WindowInputs } from './timefilters'

/** Everything that narrows the picture. Each change is one step of undo and part of the address. */
export function Filters() {
  const f = state.value.filter
  const active = activeFilters(f)
  return (
    <nav class={drawer.value === 'filters' ? 'filters open' : 'filters'} aria-label="Filters" id="filters">
      <div class="panel-head">
        <span class="eyebrow">Filters</span>
        {active.length > 0 && (
          <button type="button" class="quiet" onClick={() => A.clearFilters()}>
            Clear all
          </button>
        )}
        <button
          type="button"
          class="quiet drawer-close"
          aria-label="Close filters"
          onClick={() => {
            drawer.value = null
          }}
        >
          <Icon name="close" />
        </button>
      </div>
      <Section title="Relations" open note={f.relations.length ? 'narrowed' : ''}>
        <RelationTree />
      </Section>
      <Section title="Time" note={windowNote(f)}>
        <WindowInputs />
      </Section>
      <Section
        title="Certainty of the claim"
        note={[f.polarity.length, f.modality.length, f.minConfidence, f.minWitnesses].some(Boolean) ? 'narrowed' : ''}
      >
        <Status f={f} />
      </Section>
      <Section title="Direction" note={f.direction === 'both' ? '' : f.direction}>
        <Choices
          name="direction"
          legend="Seen from the actors opened"
          values={DIRECTIONS}
          value={f.direction}
          words={{ both: 'Both ways', out: 'What they do', in: 'What is done to them' }}
          set={(direction) => A.filter({ direction })}
        />
      </Section>
      <Section title="Sources" note={f.sources.length ? `${f.sources.length} chosen` : ''}>
        <SourceFilter f={f} />
      </Section>
      <Section title="Kinds of neighbours" note={f.kinds.length ? `${f.kinds.length} chosen` : ''}>
        <Boxes
          legend="Only these kinds; none ticked means all"
          values={KINDS}
          chosen={f.kinds}
          words={kindWords}
          set={(kinds) => A.filter({ kinds })}
        />
      </Section>
      <Section
        title="Known time"
        note={state.value.sequence !== null ? `record ${count(state.value.sequence)}` : (state.value.knownAt ?? '')}
      >
        <KnownTime />
      </Section>
      <Section title="Arrangement" note="">
        <Choices
          name="rank"
          legend="Which ties come first"
          values={RANKS}
          value={f.rank}
          words={{ strong: 'Most claims', recent: 'Newest', corroborated: 'Most witnesses' }}
          set={(rank) => A.filter({ rank })}
        />
        <label class="check">
          <input type="checkbox" checked={f.among} onChange={(e) => A.filter({ among: e.currentTarget.checked })} />{' '}
          Ties among the neighbours too
        </label>
        <button type="button" onClick={() => A.relayout()}>
          Lay out afresh
        </button>
      </Section>
    </nav>
  )
}

function Section({
  title,
  note,
  open,
  children,
}: {
  title: string
  note: string
  open?: boolean
  children: ComponentChildren
}) {
  return (
    <details class="section" open={open || note !== ''}>
      <summary>
        {title}
        {note && <span class="active-note">{note}</span>}
      </summary>
      {children}
    </details>
  )
}

const windowNote = (f: Filter): string => {
  if (f.from && f.to) {
    const month = monthOf(f.from)
    if (f.from === firstDay(month) && f.to === lastDay(month)) return monthShort(month)
    return f.from === f.to ? dateWords(f.from) : `${dateWords(f.from)} to ${dateWords(f.to)}`
  }
  return f.from ? `from ${dateWords(f.from)}` : f.to ? `until ${dateWords(f.to)}` : ''
}

export interface Active {
  label: string
  drop: Partial<Filter>
}

/** The filters that hide something, each with what would switch it off. */
export function activeFilters(f: Filter): Active[] {
  const out: Active[] = []
  if (f.relations.length) out.push({ label: 'some relations', drop: { relations: [] } })
  if (f.from || f.to) out.push({ label: windowNote(f), drop: { from: null, to: null } })
  if (f.certainty === 'certain') out.push({ label: 'certain only', drop: { certainty: 'possible' } })
  if (f.direction !== 'both')
    out.push({ label: f.direction === 'out' ? 'what they do' : 'what is done to them', drop: { direction: 'both' } })
  if (f.minConfidence) out.push({ label: `confidence from ${f.minConfidence} %`, drop: { minConfidence: 0 } })
  if (f.minWitnesses) out.push({ label: `at least ${f.minWitnesses} witnesses`, drop: { minWitnesses: 0 } })
  if (f.polarity.length) out.push({ label: f.polarity.join(', '), drop: { polarity: [] } })
  if (f.modality.length)
    out.push({ label: f.modality.map((m) => MODALITY_WORDS[m]).join(', '), drop: { modality: [] } })
  if (f.sources.length)
    out.push({ label: `${f.sources.length} ${f.sources.length === 1 ? 'source' : 'sources'}`, drop: { sources: [] } })
  if (f.kinds.length) out.push({ label: f.kinds.map(kindWords).join(', '), drop: { kinds: [] } })
  return out
}

function Choices<T extends string>(p: {
  name: string
  legend: string
  values: readonly T[]
  value: T
  words: Record<T, string>
  set: (v: T) => void
  disabled?: boolean
}) {
  return (
    <fieldset class="choices" disabled={p.disabled}>
      <legend>{p.legend}</legend>
      {p.values.map((v) => (
        <label key={v} class="check">
          <input type="radio" name={p.name} checked={p.value === v} onChange={() => p.set(v)} /> {p.words[v]}
        </label>
      ))}
    </fieldset>
  )
}

export { Choices }

/** Boxes of which none ticked means all. */
function Boxes<T extends string>(p: {
  legend: string
  values: readonly T[]
  chosen: readonly T[]
  words: (v: T) => string
  count?: (v: T) => number | undefined
  set: (v: T[]) => void
}) {
  const change = (v: T, on: boolean) =>
    p.set(on ? p.values.filter((x) => x === v || p.chosen.includes(x)) : p.chosen.filter((x) => x !== v))
  return (
    <fieldset class="choices">
      <legend>{p.legend}</legend>
      {p.values.map((v) => (
        <label key={v} class="check">
          <input type="checkbox" checked={p.chosen.includes(v)} onChange={(e) => change(v, e.currentTarget.checked)} />{' '}
          <bdi>{p.words(v)}</bdi>
          {p.count && <span class="n">{p.count(v)}</span>}
        </label>
      ))}
    </fieldset>
  )
}

function Status({ f }: { f: Filter }) {
  return (
    <>
      <Boxes
        legend="Only these; none ticked means all"
        values={POLARITIES}
        chosen={f.polarity}
        words={(v) => v}
        set={(polarity) => A.filter({ polarity })}
      />
      <Boxes
        legend="How the source puts it"
        values={MODALITIES}
        chosen={f.modality}
        words={(v) => MODALITY_WORDS[v]}
        set={(modality) => A.filter({ modality })}
      />
      <label class="slider">
        <span>
          Stated with at least <strong>{f.minConfidence} %</strong> confidence
        </span>
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={f.minConfidence}
          aria-valuetext={`${f.minConfidence} percent`}
          onInput={(e) => A.slide({ minConfidence: Number(e.currentTarget.value) })}
        />
      </label>
      <label class="slider">
        <span>Ties with at least this many witnesses</span>
        <input
          type="number"
          min={0}
          max={99}
          value={f.minWitnesses}
          onChange={(e) =>
            A.filter({ minWitnesses: Math.max(0, Math.min(99, Math.round(Number(e.currentTarget.value)) || 0)) })
          }
        />
      </label>
    </>
  )
}

/** The sources of the claims that were loaded, most claims first. */
function SourceFilter({ f }: { f: Filter }) {
  const l = loaded.value
  if (!l) return null
  const counts = new Map<string, number>()
  const seen = new Set<string>()
  for (const a of [l.unfiltered, l.base.seeds, ...l.base.open.values()])
    for (const c of a.claims) {
      if (seen.has(c.id)) continue
      seen.add(c.id)
      counts.set(c.source, (counts.get(c.source) ?? 0) + 1)
    }
  for (const id of f.sources) if (!counts.has(id)) counts.set(id, 0)
  const ids = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1))
  const part = l.unfiltered.totals.claims > seen.size
  return (
    <>
      <div class="scroll">
        <Boxes
          legend="Only these; none ticked means all"
          values={ids.slice(0, 100)}
          chosen={f.sources}
          words={sourceName}
          count={(id) => counts.get(id)}
          set={(sources) => A.filter({ sources })}
        />
      </div>
      {part && (
        <p class="fine">
          Counted over the {count(seen.size)} claims that were loaded, of {count(l.unfiltered.totals.claims)}.
        </p>
      )}
    </>
  )
}

/** A line of what is filtered, each part with a button that drops it. */
export function FilterChips() {
  const active = activeFilters(state.value.filter)
  if (!filters(state.value.filter) && active.length === 0) return null
  return (
    <ul class="chips" aria-label="Active filters">
      {active.map((a) => (
        <li key={a.label}>
          <button type="button" class="chip" onClick={() => A.filter(a.drop)} aria-label={`Remove filter: ${a.label}`}>
            {a.label} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
