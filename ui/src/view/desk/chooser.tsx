import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { Relation } from '../../core/model'
import { inkOf } from '../../core/palette'
import { QUAD_NAMES } from '../../core/relations'
import { dark, ontology } from '../store'

const AT_ONCE = 40

/** Relations whose label, id, other names or meaning hold all of the words; those that begin with them first. */
export function matching(list: readonly Relation[], words: string): Relation[] {
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean)
  const rank = (r: Relation): number => {
    const label = r.label.toLowerCase()
    const names = [label, r.id.toLowerCase(), ...r.aliases.map((a) => a.toLowerCase())]
    const whole = words.trim().toLowerCase()
    if (names.some((n) => n === whole)) return 0
    if (names.some((n) => n.startsWith(whole))) return 1
    if (parts.every((p) => names.some((n) => n.includes(p)))) return 2
    if (parts.every((p) => [...names, (r.description ?? '').toLowerCase()].some((n) => n.includes(p)))) return 3
    return 4
  }
  return list
    .filter((r) => !r.deprecated)
    .map((r) => ({ r, at: rank(r) }))
    .filter((x) => x.at < 4)
    .sort((a, b) => a.at - b.at || (a.r.label < b.r.label ? -1 : a.r.label > b.r.label ? 1 : 0))
    .map((x) => x.r)
}

interface Props {
  id: string
  value: string
  fault: string | undefined
  onPick: (id: string) => void
}

/** What the subject does: one relation of the ontology, found by typing. A combobox after the WAI-ARIA practices. */
export function Chooser({ id, value, fault, onPick }: Props) {
  const text = useSignal<string | null>(null)
  const open = useSignal(false)
  const active = useSignal(0)
  const list = useRef<HTMLDivElement>(null)
  const all = ontology.value
  const hits = open.value ? matching(all.list, text.value ?? '').slice(0, AT_ONCE) : []
  const label = value ? all.label(value) : ''
  const pick = (r: Relation | undefined) => {
    if (!r) return
    text.value = null
    open.value = false
    onPick(r.id)
  }
  const go = (to: number) => {
    active.value = to
    requestAnimationFrame(() => list.current?.children[to]?.scrollIntoView({ block: 'nearest' }))
  }
  const key = (e: KeyboardEvent) => {
    const n = hits.length
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault()
      if (!open.value) {
        open.value = true
        active.value = 0
      } else if (n) go((active.value + (e.key === 'ArrowDown' ? 1 : n - 1)) % n)
    } else if (e.key === 'Enter' && open.value) {
      e.preventDefault()
      pick(hits[active.value])
    } else if (e.key === 'Escape' && open.value) {
      e.stopPropagation()
      text.value = null
      open.value = false
    }
  }
  const meaning = all.get(value)?.description
  return (
    <div class="field">
      <label for={id}>Relation</label>
      <div class="combo">
        <input
          id={id}
          type="text"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={hits.length ? `${id}-${active.value}` : undefined}
          aria-invalid={fault ? 'true' : undefined}
          aria-describedby={`${id}-note`}
          autocomplete="off"
          spellcheck={false}
          placeholder="what the subject does: meets, attacks, leads…"
          value={text.value ?? label}
          onInput={(e) => {
            text.value = e.currentTarget.value
            open.value = true
            active.value = 0
          }}
          onFocus={(e) => e.currentTarget.select()}
          onClick={() => {
            open.value = true
          }}
          onBlur={() => {
            open.value = false
            text.value = null
          }}
          onKeyDown={key}
        />
        <div class="popup" hidden={!open.value} onPointerDown={(e) => e.preventDefault()}>
          <div id={`${id}-list`} ref={list} role="listbox" aria-label="Relations" class="scroll">
            {hits.map((r, i) => {
              const quad = all.quad(r.id)
              const ink = inkOf(all.root(r.id), quad, dark.value)
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of a listbox are handled by its input
                <div
                  key={r.id}
                  id={`${id}-${i}`}
                  role="option"
                  aria-selected={i === active.value}
                  tabIndex={-1}
                  onClick={() => pick(r)}
                  onPointerEnter={() => {
                    active.value = i
                  }}
                >
                  <span class="glyph" aria-hidden="true" style={{ color: ink.text, borderColor: ink.line }}>
                    {all.glyph(r.id)}
                  </span>
                  <span class="hit">
                    <span class="hit-name">{r.label}</span>
                    <span class="hit-why">{r.description ?? QUAD_NAMES[quad]}</span>
                  </span>
                </div>
              )
            })}
          </div>
          {hits.length === 0 && (
            <p class="note">No relation is called so. Try a plainer word: meet, accuse, attack, aid.</p>
          )}
        </div>
      </div>
      <p id={`${id}-note`} class={fault ? 'fine bad' : 'fine'}>
        {fault ?? meaning ?? ''}
      </p>
    </div>
  )
}
