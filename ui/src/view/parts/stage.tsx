import { useEffect, useRef } from 'preact/hooks'
import { type Arrow, neighbours, towards } from '../../core/navigate'
import { claimWords, count, kindWords, plural } from '../../core/words'
import * as A from '../actions'
import * as C from '../controller'
import * as S from '../store'
import { activeFilters, FilterChips } from './filters'
import { Icon } from './icons'
import { moveWindow, play } from './timebar'

/** The picture, and over it one focusable element that does with the keyboard what the pointer does, and says what it finds. */
export function Stage() {
  const host = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (!host.current || !canvas.current) return
    return C.attach(canvas.current, host.current)
  }, [])
  return (
    <div class="stage-wrap">
      <div class="stage" ref={host}>
        <canvas ref={canvas} aria-hidden="true" />
        <Twin />
      </div>
      <FilterChips />
      <Nothing />
      <div class="tools" role="toolbar" aria-label="View">
        <button type="button" class="square" aria-label="Zoom in" onClick={() => C.zoom(1.3)}>
          <Icon name="plus" />
        </button>
        <button type="button" class="square" aria-label="Zoom out" onClick={() => C.zoom(1 / 1.3)}>
          <Icon name="minus" />
        </button>
        <button type="button" class="square" aria-label="Fit to screen" onClick={() => C.fit()}>
          <Icon name="fit" />
        </button>
      </div>
    </div>
  )
}

/** No claim matches: why, and what would bring some back. */
function Nothing() {
  const v = S.view.value
  const l = S.loaded.value
  if (!v || !l || v.pairs.length > 0) return null
  const active = activeFilters(S.state.value.filter)
  const names = v.seeds.map(S.nameOf).join(' and ')
  return (
    <div class="nothing">
      <h2>No claim matches</h2>
      {active.length > 0 ? (
        <>
          <p>
            {plural(l.unfiltered.totals.claims, 'claim')} {l.unfiltered.totals.claims === 1 ? 'is' : 'are'} recorded
            here without filters. Switch one off:
          </p>
          <ul class="chips">
            {active.map((a) => (
              <li key={a.label}>
                <button type="button" class="chip" onClick={() => A.filter(a.drop)}>
                  {a.label} <span aria-hidden="true">×</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>
          No claim about {names || 'these actors'} was recorded
          {S.state.value.sequence !== null || S.state.value.knownAt ? ' up to that known time' : ''}. Search for someone
          else, or import claims about them.
        </p>
      )}
    </div>
  )
}

/** The actor that the keyboard is at: the selected one, or one end of the selected claim, or where the question starts. */
function here(): string | null {
  const v = S.view.value
  const s = S.selected.value
  if (!v) return null
  if (s?.kind === 'actor') {
    const id = v.cluster.get(s.id) ?? s.id
    if (v.actors.has(id)) return id
  }
  return keeper ?? v.seeds[0] ?? null
}

/** Whose relations are being walked through. */
let keeper: string | null = null

const announce = (id: string, from: string | null) => {
  const v = S.view.value
  if (!v) return
  const around = neighbours(v, id)
  const between = from ? around.find((n) => n.id === from) : undefined
  const hidden = v.hidden.get(id) ?? 0
  S.say.value = `${S.nameOf(id)}, ${kindWords(v.actors.get(id)?.kind ?? '')}, ${between ? `${plural(between.claims, 'claim')} with ${S.nameOf(from!)}, ` : ''}${plural(around.length, 'neighbour')}${hidden ? `, ${count(hidden)} claims not shown` : ''}`
}

/** Takes the keyboard to the panel itself, which is there even while its contents are on their way. */
function toEvidence(): void {
  S.drawer.value = 'evidence'
  // a drawer can only be focused once it is drawn
  requestAnimationFrame(() => document.getElementById('evidence')?.focus())
}

/** Steps through the lines of an actor; false at either end, so that Tab then leaves the graph. */
function walk(step: 1 | -1): boolean {
  const s = S.selected.value
  const id = here()
  if (!s || !id) return false
  const lines = S.drawnLines.value.filter((l) => l.a === id || l.b === id)
  const at = lines.findIndex((l) => (s.kind === 'claim' ? l.claim?.id === s.id : s.kind === 'tie' && l.pair === s.id))
  const next = at < 0 ? (step > 0 ? 0 : -1) : at + step
  const line = lines[next]
  if (!line) {
    if (at >= 0) A.select(`actor:${id}`)
    return false
  }
  keeper = id
  A.select(line.claim ? `claim:${line.claim.id}` : `tie:${line.pair}`)
  S.say.value = `${line.claim ? claimWords(line.claim, S.ontology.value, S.nameOf) : `${line.label}, ${S.nameOf(line.a)} and ${S.nameOf(line.b)}`}; line ${next + 1} of ${lines.length}`
  return true
}

function onKey(e: KeyboardEvent): void {
  if (e.ctrlKey || e.metaKey || e.altKey) return
  const v = S.view.value
  const id = here()
  if (!v || !id) return
  const done = () => e.preventDefault()
  switch (e.key) {
    case 'ArrowLeft':
    case 'ArrowRight':
    case 'ArrowUp':
    case 'ArrowDown': {
      done()
      const to = S.selected.value ? towards(v, S.places.value, id, e.key as Arrow) : id
      keeper = null
      if (to) {
        A.select(`actor:${to}`)
        S.revealed.value = to
        announce(to, to === id ? null : id)
      } else S.say.value = 'Nobody in that direction.'
      return
    }
    case 'Tab':
      if (walk(e.shiftKey ? -1 : 1)) done()
      return
    case 'Enter':
      done()
      if (S.selected.value?.kind === 'claim' || S.selected.value?.kind === 'tie') {
        toEvidence()
      } else A.expand(id)
      return
    case 'Backspace':
      done()
      A.collapse(id)
      return
    case 'Escape':
      if (S.selected.value?.kind === 'claim' || S.selected.value?.kind === 'tie') A.select(`actor:${id}`)
      else A.select(null)
      return
    case 'e':
      toEvidence()
      done()
      return
    case 'f':
      C.fit()
      return
    case '+':
    case '=':
      C.zoom(1.25)
      return
    case '-':
      C.zoom(0.8)
      return
    case 'u':
      A.unpin(id)
      return
    case 'z':
      A.undo()
      return
    case 'Z':
      A.redo()
      return
    case '[':
    case ']':
    case '{':
    case '}':
      if (!moveWindow((e.key === '[' || e.key === '{' ? -1 : 1) * (e.shiftKey ? 12 : 1)))
        S.say.value = 'The window of time cannot move further; narrow it first.'
      return
    case ' ':
      done()
      play()
      return
    case 't':
      A.show('table')
      return
    case '?':
      S.helpOpen.value = true
      return
  }
}

function Twin() {
  const v = S.view.value
  const id = here()
  if (!v || !id) return null
  const around = neighbours(v, id)
  return (
    <div
      class="twin"
      id="graph"
      role="application"
      aria-roledescription="relationship graph"
      aria-label={`Graph of ${plural(v.actors.size, 'actor')}, at ${S.nameOf(id)}, ${plural(around.length, 'neighbour')}. Arrow keys go to a neighbour, Tab to its claims, Enter opens, Backspace puts away, question mark lists all keys.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is the graph for the keyboard
      tabIndex={0}
      onKeyDown={onKey}
      onFocus={() => {
        S.graphFocused.value = true
      }}
      onBlur={() => {
        S.graphFocused.value = false
      }}
    />
  )
}
