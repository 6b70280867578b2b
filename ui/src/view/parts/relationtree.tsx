import { useSignal } from '@preact/signals'
import { type Mark, marks, toggle } from '../../core/choice'
import { inkOf } from '../../core/palette'
import { QUAD_NAMES, QUADS, type TreeRow } from '../../core/relations'
import { count } from '../../core/words'
import { filter } from '../actions'
import { dark, loaded, ontology, state } from '../store'
import { Sample } from './sample'

/** The relations that occur, as a tree with counts: of all claims around those opened, under every filter but this one. */
export function RelationTree() {
  const open = useSignal<ReadonlySet<string>>(new Set())
  const l = loaded.value
  const all = ontology.value
  if (!l) return null
  const choice = state.value.filter.relations
  const how = marks(choice, all)
  const rows = all.tree(l.unfiltered.totals.by_relation)
  const now = new Map(all.tree(l.anyRelation.totals.by_relation).map((r) => [r.id, r.claims]))
  const set = (ids: readonly string[], on: boolean) => filter({ relations: toggle(choice, all, ids, on) })
  const expand = (id: string) => {
    const s = new Set(open.value)
    if (!s.delete(id)) s.add(id)
    open.value = s
  }
  const visible = (r: TreeRow): boolean =>
    r.parent === null ||
    (open.value.has(r.parent) && visible(rows.find((x) => x.id === r.parent) ?? { ...r, parent: null }))
  return (
    <div class="tree">
      {QUADS.map((q) => {
        const own = rows.filter((r) => r.quad === q && r.depth === 0)
        if (own.length === 0) return null
        const roots = own.map((r) => r.id)
        const states = own.map((r) => how.get(r.id) ?? 'on')
        const whole: Mark = states.every((m) => m === 'on') ? 'on' : states.every((m) => m === 'off') ? 'off' : 'part'
        return (
          <fieldset key={q}>
            <legend>
              <Box label={QUAD_NAMES[q]} mark={whole} onChange={(on) => set(roots, on)} />
              <Sample quad={q} width={28} /> {QUAD_NAMES[q]}
            </legend>
            {rows
              .filter((r) => r.quad === q && visible(r))
              .map((r) => {
                const mark = how.get(r.id) ?? 'on'
                const n = now.get(r.id) ?? 0
                const ink = inkOf(all.root(r.id), q, dark.value)
                return (
                  <div key={r.id} class={`row depth${Math.min(3, r.depth)}${mark === 'off' ? ' off' : ''}`}>
                    <label for={`rel-${r.id}`}>
                      <Box id={`rel-${r.id}`} mark={mark} onChange={(on) => set([r.id], on)} />
                      {r.depth === 0 && <b style={{ color: ink.text }}>{all.glyph(r.id)}</b>}
                      <span class="row-name">{r.label}</span>
                      <span class="n" title={`${count(n)} under the other filters, ${count(r.claims)} without`}>
                        {count(n)}
                      </span>
                    </label>
                    {r.children.length > 0 ? (
                      <button
                        type="button"
                        class="twist"
                        aria-expanded={open.value.has(r.id)}
                        aria-label={`Kinds of ${r.label}`}
                        onClick={() => expand(r.id)}
                      >
                        {open.value.has(r.id) ? '▾' : '▸'}
                      </button>
                    ) : (
                      <span class="twist" />
                    )}
                  </div>
                )
              })}
          </fieldset>
        )
      })}
      {rows.length === 0 && <p class="note">No claims here yet.</p>}
    </div>
  )
}

function Box({
  id,
  label,
  mark,
  onChange,
}: {
  id?: string
  label?: string
  mark: Mark
  onChange: (on: boolean) => void
}) {
  return (
    <input
      type="checkbox"
      id={id}
      aria-label={label}
      checked={mark === 'on'}
      ref={(el) => {
        if (el) el.indeterminate = mark === 'part'
      }}
      onChange={(e) => onChange(e.currentTarget.checked)}
    />
  )
}
