import { useSignal } from '@preact/signals'
import { dateWords, isDay } from '../../core/days'
import { count } from '../../core/words'
import * as A from '../actions'
import { loaded, state, stats } from '../store'
import { Choices } from './filters'

/** The window by exact days, and what overlap with it must be. */
export function WindowInputs() {
  const f = state.value.filter
  const wrong = useSignal('')
  const set = (patch: { from?: string | null; to?: string | null }) => {
    const from = patch.from === undefined ? f.from : patch.from
    const to = patch.to === undefined ? f.to : patch.to
    wrong.value =
      from && to && from > to ? `The window would end (${dateWords(to)}) before it begins (${dateWords(from)}).` : ''
    if (!wrong.value) A.filter({ from, to })
  }
  const day = (v: string) => (isDay(v) ? v : null)
  return (
    <>
      <div class="pair">
        <label>
          First day
          <input type="date" value={f.from ?? ''} onChange={(e) => set({ from: day(e.currentTarget.value) })} />
        </label>
        <label>
          Last day
          <input type="date" value={f.to ?? ''} onChange={(e) => set({ to: day(e.currentTarget.value) })} />
        </label>
      </div>
      {wrong.value && (
        <p class="note bad" role="alert">
          {wrong.value}
        </p>
      )}
      <Choices
        name="certainty"
        legend={f.from || f.to ? 'Claims whose date' : 'Claims whose date (choose a window first)'}
        values={['possible', 'certain'] as const}
        value={f.certainty}
        disabled={!f.from && !f.to}
        words={{ possible: 'may lie in the window, undated ones included', certain: 'lies in it for certain' }}
        set={(certainty) => A.filter({ certainty })}
      />
    </>
  )
}

/** What the store knew at an earlier time: by day, by moment, or exactly by the number of a record. */
export function KnownTime() {
  const s = state.value
  const as = loaded.value?.now.seeds.as_of
  const head = stats.value?.as_of.sequence
  return (
    <>
      <p class="fine">
        Shows what this store knew {s.sequence === null && !s.knownAt ? 'now' : 'then'}
        {as ? `: up to record ${count(as.sequence)}` : ''}
        {as?.known_at ? `, ${dateWords(as.known_at.slice(0, 10))}` : ''}.
      </p>
      <label class="slider">
        <span>At the end of a day, or at a moment (UTC)</span>
        <input
          type="text"
          placeholder="2026-01-31 or 2026-01-31T12:00:00Z"
          value={s.knownAt ?? ''}
          onChange={(e) => {
            const v = e.currentTarget.value.trim()
            A.knownTime({ knownAt: v === '' ? null : v })
          }}
        />
      </label>
      <label class="slider">
        <span>At record number{head ? ` (newest: ${count(head)})` : ''}</span>
        <input
          type="number"
          min={0}
          value={s.sequence ?? ''}
          onChange={(e) => {
            const v = e.currentTarget.value
            A.knownTime({ sequence: v === '' ? null : Math.max(0, Math.round(Number(v)) || 0) })
          }}
        />
      </label>
      {(s.sequence !== null || s.knownAt) && (
        <button type="button" onClick={() => A.knownTime({})}>
          Back to now
        </button>
      )}
    </>
  )
}
