import { batch, computed, effect, signal } from '@preact/signals'
import type { ApiError } from '../api/client'
import { monthOf } from '../core/days'
import { domain, type Histogram, handles, histogram } from '../core/histogram'
import { type Line, lines, ribbons } from '../core/lines'
import type { Answer, Source, Stats } from '../core/model'
import { DARK, LIGHT, type Theme } from '../core/palette'
import { type Answers, type Picture, picture } from '../core/picture'
import type { Point } from '../core/place'
import { Relations } from '../core/relations'
import { EMPTY, type ViewState } from '../core/state'
import { isolate } from '../core/words'

/** Everything on the screen follows from these. Only actions.ts and session.ts write them. */

export const state = signal<ViewState>(EMPTY)

/** Where actors stand: kept for the session, so that whoever comes back stands where it stood. */
export const places = signal<ReadonlyMap<string, Point>>(new Map())
export const pinned = signal<ReadonlySet<string>>(new Set())

export interface Loaded {
  /** The state that was asked for, without selection and tab. */
  for: ViewState
  base: Answers
  now: Answers
  /** Around everyone opened: all filters; without the window; without the relations; with none. */
  totals: Answer
  anyTime: Answer
  anyRelation: Answer
  unfiltered: Answer
}

export const loaded = signal<Loaded | null>(null)
export const loading = signal(false)
export const failure = signal<ApiError | null>(null)
/** Parameters of the address that were not understood. */
export const ignored = signal<readonly string[]>([])

export const ontology = signal<Relations>(new Relations([]))
export const stats = signal<Stats | null>(null)
export const sources = signal<ReadonlyMap<string, Source>>(new Map())

/** The sequence that every question of this visit is asked at, once the first answer has named it. */
export const pinnedSequence = signal<number | null>(null)

/** What a screen reader is told. */
export const say = signal('')
export const drawer = signal<'filters' | 'evidence' | null>(null)
export const helpOpen = signal(false)
export const graphFocused = signal(false)
/** Someone who was looked for: the camera goes there, unless it is in view. */
export const revealed = signal<string | null>(null)

export type ThemeChoice = 'system' | 'light' | 'dark'
const THEME_KEY = 'liaison.theme'

function storedTheme(): ThemeChoice {
  try {
    const v = localStorage.getItem(THEME_KEY)
    return v === 'light' || v === 'dark' ? v : 'system'
  } catch {
    return 'system' // storage may be forbidden; the choice then lasts for the visit
  }
}

export const themeChoice = signal<ThemeChoice>(storedTheme())
const systemDark = signal(typeof matchMedia === 'function' && matchMedia('(prefers-color-scheme: dark)').matches)
if (typeof matchMedia === 'function')
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (e) => {
    systemDark.value = e.matches
  })
export const dark = computed(() => (themeChoice.value === 'system' ? systemDark.value : themeChoice.value === 'dark'))
export const theme = computed<Theme>(() => (dark.value ? DARK : LIGHT))
effect(() => {
  document.documentElement.dataset.theme = dark.value ? 'dark' : 'light'
})

export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.value = choice
  try {
    if (choice === 'system') localStorage.removeItem(THEME_KEY)
    else localStorage.setItem(THEME_KEY, choice)
  } catch {
    // see storedTheme
  }
}

export const view = computed<Picture | null>(() => {
  const l = loaded.value
  return l ? picture(l.for, l.base, l.now) : null
})

/** The parts of the selection. */
export const selected = computed(() => {
  const s = state.value.select
  const at = s?.indexOf(':') ?? -1
  return s && at > 0 ? { kind: s.slice(0, at) as 'actor' | 'tie' | 'claim' | 'source', id: s.slice(at + 1) } : null
})

const claimIndex = computed(() => {
  const index = new Map<string, string>()
  for (const p of view.value?.pairs ?? []) for (const c of p.loaded) index.set(c.id, p.key)
  return index
})

/** The pair that is looked at: chosen itself, or by one of its claims. */
export const selectedPair = computed<string | null>(() => {
  const s = selected.value
  if (s?.kind === 'tie') return s.id
  if (s?.kind === 'claim') return claimIndex.value.get(s.id) ?? null
  return null
})

export const drawnLines = computed<Line[]>(() => {
  const v = view.value
  return v ? lines(v.pairs, ontology.value, v.cluster, selectedPair.value, v.centres) : []
})
export const farLines = computed<Line[]>(() => {
  const v = view.value
  return v ? v.pairs.flatMap((p) => ribbons(p, ontology.value, v.cluster, v.centres)) : []
})

/** Shows the time before the scale too, where a few early claims would squeeze the rest. */
export const wholeScale = signal(false)

/** The time scale: global bars, filtered bars in front of them, and the window. */
export const scale = computed<{ all: Histogram; shown: Histogram; window: [number, number]; before: number } | null>(
  () => {
    const l = loaded.value
    if (!l) return null
    const { totals, claims } = l.unfiltered
    let span = domain(totals, claims, wholeScale.value)
    const from = state.value.filter.from
    if (span && from && monthOf(from) < span.start) span = domain(totals, claims, true)
    if (!span) return null
    const quad = (r: string) => ontology.value.quad(r)
    const f = state.value.filter
    return {
      all: histogram(l.unfiltered.totals, l.unfiltered.claims, quad, span),
      shown: histogram(l.anyTime.totals, l.anyTime.claims, quad, span),
      window: handles(f.from, f.to, span),
      before: span.before,
    }
  },
)

/** The name of an actor by any id it was recorded under. */
export function nameOf(id: string): string {
  const v = view.value
  return (
    v?.actors.get(v.cluster.get(id) ?? id)?.name ??
    loaded.value?.now.seeds.actors.find((a) => a.id === id)?.name ??
    extraNames.value.get(id) ??
    id
  )
}

/** Names learned on the way (search results, evidence) of actors that the picture does not hold. */
export const extraNames = signal<ReadonlyMap<string, string>>(new Map())

export function learn(names: Iterable<{ id: string; name: string }>): void {
  const fresh = [...names].filter((n) => extraNames.peek().get(n.id) !== n.name)
  if (fresh.length) extraNames.value = new Map([...extraNames.peek(), ...fresh.map((n) => [n.id, n.name] as const)])
}

export const sourceName = (id: string): string => {
  const s = sources.value.get(id)
  return s?.publisher ?? s?.title ?? id
}

/** What the picture is about, in words. */
export const question = computed(() => {
  const names = (view.value?.seeds ?? state.value.actors).map(nameOf)
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}` : (names[0] ?? '')
})
effect(() => {
  const about = state.value.desk ? 'Desk' : isolate(question.value)
  document.title = state.value.desk || question.value ? `${about} · Liaison` : 'Liaison'
})

export { batch }
