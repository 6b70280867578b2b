import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { ApiError } from '../../api/client'
import type { ActorHit } from '../../core/model'
import { count, kindWords, matchWords, plural } from '../../core/words'
import { api } from '../session'
import { learn, say } from '../store'
import { Shape } from './shape'

interface Props {
  id: string
  label: string
  placeholder: string
  large?: boolean
  onPick: (id: string, name: string) => void
}

const AT_ONCE = 8
/** Typing goes on for a moment before the server is asked, in ms. */
const PAUSE = 90

type Found = { q: string; hits: ActorHit[]; total: number; exact: boolean } | { q: string; error: string } | null

/** Search for actors by any of their names, after the combobox pattern of the WAI-ARIA practices: the list follows the typing, says why each was found, and is used with arrows and Enter. */
export function Search({ id, label, placeholder, large, onPick }: Props) {
  const text = useSignal('')
  const open = useSignal(false)
  const found = useSignal<Found>(null)
  const active = useSignal(0)
  const input = useRef<HTMLInputElement>(null)
  const asked = useRef<AbortController | null>(null)
  const timer = useRef(0)

  useEffect(
    () => () => {
      clearTimeout(timer.current)
      asked.current?.abort()
    },
    [],
  )

  const look = (value: string) => {
    text.value = value
    open.value = true
    clearTimeout(timer.current)
    asked.current?.abort()
    const q = value.trim()
    if (!q) {
      found.value = null
      return
    }
    timer.current = setTimeout(() => ask(q), PAUSE) as unknown as number
  }
  const ask = async (q: string) => {
    const mine = new AbortController()
    asked.current = mine
    try {
      const r = await api.search(q.slice(0, 200), AT_ONCE, mine.signal)
      if (mine.signal.aborted) return
      learn(r.hits.map((h) => h.actor))
      found.value = { q, ...r }
      active.value = 0
      say.value = r.hits.length ? `${plural(r.total, 'actor')} found` : `Nobody found for ${q}`
    } catch (e) {
      if (!mine.signal.aborted) found.value = { q, error: e instanceof ApiError ? e.message : String(e) }
    }
  }
  const hits = found.value && 'hits' in found.value ? found.value.hits : []
  const pick = (hit: ActorHit | undefined) => {
    if (!hit) return
    text.value = ''
    found.value = null
    open.value = false
    onPick(hit.actor.id, hit.actor.name)
  }
  const key = (e: KeyboardEvent) => {
    const n = hits.length
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      if (!n) return
      e.preventDefault()
      open.value = true
      active.value = (active.value + (e.key === 'ArrowDown' ? 1 : n - 1)) % n
    } else if (e.key === 'Home' && n && open.value && e.ctrlKey) active.value = 0
    else if (e.key === 'End' && n && open.value && e.ctrlKey) active.value = n - 1
    else if (e.key === 'Enter') {
      e.preventDefault()
      if (open.value) pick(hits[active.value])
    } else if (e.key === 'Escape') {
      e.stopPropagation()
      if (open.value && found.value) open.value = false
      else {
        text.value = ''
        found.value = null
        input.current?.blur()
      }
    }
  }
  const f = found.value
  const shown = open.value && f !== null
  return (
    <div class={large ? 'combo large' : 'combo'}>
      <label for={id} class="visually-hidden">
        {label}
      </label>
      <svg class="icon magnifier" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false">
        <path d="M8 3.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9zM11.500 11.500l3.500 3.500" />
      </svg>
      <input
        id={id}
        ref={input}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown && hits.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && hits.length ? `${id}-${active.value}` : undefined}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        maxLength={200}
        placeholder={placeholder}
        value={text.value}
        onInput={(e) => look(e.currentTarget.value)}
        onFocus={() => {
          open.value = true
        }}
        onBlur={() => {
          open.value = false
        }}
        onKeyDown={key}
      />
      <div class="popup" hidden={!shown} onPointerDown={(e) => e.preventDefault()}>
        <div id={`${id}-list`} role="listbox" aria-label={label}>
          {hits.map((h, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of a listbox are handled by its input
            <div
              key={h.actor.id}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === active.value}
              tabIndex={-1}
              onClick={() => pick(h)}
              onPointerEnter={() => {
                active.value = i
              }}
            >
              <Shape kind={h.actor.kind} />
              <span class="hit">
                <bdi class="hit-name">{h.actor.name}</bdi>
                <span class="hit-why">
                  {kindWords(h.actor.kind)}
                  {h.matched && <bdi> · {matchWords(h.matched, h.actor.name)}</bdi>}
                </span>
              </span>
              <span class="hit-n" title="claim ends recorded">
                {h.actor.degree}
              </span>
            </div>
          ))}
        </div>
        {f && 'error' in f && <p class="note bad">{f.error}</p>}
        {f && 'hits' in f && f.hits.length === 0 && (
          <p class="note">
            Nobody is called <bdi>“{f.q}”</bdi> here. Try another spelling, an older name, or the name in its own
            script.
          </p>
        )}
        {f && 'hits' in f && f.total > f.hits.length && (
          <p class="note">
            {count(f.total - f.hits.length)} more {f.total - f.hits.length === 1 ? 'matches' : 'match'}
            {f.exact ? '' : ' or more'}; type on to narrow.
          </p>
        )}
      </div>
    </div>
  )
}
