import { effect } from '@preact/signals'
import { radius } from '../core/place'
import { isolate } from '../core/words'
import * as A from './actions'
import { CanvasView } from './canvas/canvasview'
import type { GraphView, Hit, Scene } from './canvas/scene'
import * as S from './store'

/**
 * The one module that touches the renderer: it turns what is known into a scene, and what a pointer does into actions.
 * Everything else of the UI speaks of actors and claims only.
 */
let graph: GraphView | null = null

/** The scene that follows from the state. */
function sceneOf(): Scene | null {
  const v = S.view.value
  const places = S.places.value
  const lines = S.drawnLines.value
  const far = S.farLines.value
  const pinned = S.pinned.value
  if (!v) return null
  const seeds = new Set(v.seeds)
  const nodes = [...v.actors.values()].flatMap((a) => {
    const p = places.get(a.id)
    if (!p) return []
    return {
      id: a.id,
      name: isolate(a.name),
      kind: a.kind,
      x: p.x,
      y: p.y,
      r: radius(a.degree),
      hidden: v.hidden.get(a.id) ?? 0,
      pinned: pinned.has(a.id),
      seed: seeds.has(a.id),
      faded: !v.active.has(a.id),
      degree: a.degree,
    }
  })
  return { nodes, lines, far }
}

/** Puts a graph on a canvas and keeps it up to date until the returned function is called. */
export function attach(canvas: HTMLCanvasElement, host: HTMLElement): () => void {
  const view = new CanvasView(canvas, S.theme.peek(), () => graph?.fit())
  graph = view
  let question = ''
  const stops = [
    effect(() => view.setTheme(S.theme.value)),
    effect(() => {
      const scene = sceneOf()
      if (!scene) return
      view.setScene(scene)
      // a new question is shown whole; after that the camera is the reader's
      const asked = S.loaded.value?.for.actors.join() ?? ''
      if (asked !== question) {
        question = asked
        view.fit()
      }
    }),
    effect(() => {
      const s = S.selected.value
      view.setLit({
        actor: s?.kind === 'actor' ? (S.view.value?.cluster.get(s.id) ?? s.id) : null,
        pair: S.selectedPair.value,
        claim: s?.kind === 'claim' ? s.id : null,
        focus: S.graphFocused.value,
      })
    }),
    effect(() => {
      const id = S.revealed.value
      if (id) view.fit(new Set([id, ...(S.view.peek()?.seeds ?? [])]), true)
    }),
    listen(view, host),
  ]
  return () => {
    for (const stop of stops) stop()
    view.destroy()
    graph = null
  }
}

export const fit = (): void => graph?.fit()
export const zoom = (factor: number): void => graph?.zoom(factor)
export const picture = (footer: readonly string[]): Promise<Blob> | null => graph?.png(footer) ?? null

/** What is drawn, and where: for tests of the page, which have a pointer but no eyes. It reads only. */
export const probe = {
  busy: () => S.loading.value,
  places: () =>
    [...(S.view.value?.actors.keys() ?? [])].flatMap((id) =>
      S.places.value.has(id) ? [{ id, ...S.places.value.get(id)! }] : [],
    ),
  lines: () => S.drawnLines.value.map((l) => l.key),
  at: (id: string) => graph?.at(id) ?? null,
  lineAt: (key: string) => graph?.lineAt(key) ?? null,
  /** What a click at a point of the stage would meet: the id of an actor, or the key of a line. */
  under: (x: number, y: number) => {
    const hit = graph?.hit(x, y)
    return !hit ? null : 'node' in hit ? hit.node : hit.line.key
  },
}

interface Finger {
  x: number
  y: number
}

/** Pointer, wheel and touch: drag an actor, pan, pinch, click, double click. */
function listen(view: GraphView, host: HTMLElement): () => void {
  const done = new AbortController()
  const on = <K extends keyof HTMLElementEventMap>(
    type: K,
    f: (e: HTMLElementEventMap[K]) => void,
    more: AddEventListenerOptions = {},
  ) => host.addEventListener(type, f, { signal: done.signal, ...more })
  const fingers = new Map<number, Finger>()
  let grabbed: string | null = null
  let moved = false
  let from: Finger = { x: 0, y: 0 }
  let hover: Hit = null

  const spot = (e: MouseEvent): Finger => {
    const box = host.getBoundingClientRect()
    return { x: e.clientX - box.left, y: e.clientY - box.top }
  }
  const setHover = (hit: Hit) => {
    const key = (h: Hit) => (h === null ? '' : 'node' in h ? `n${h.node}` : `l${h.line.key}`)
    if (key(hit) === key(hover)) return
    hover = hit
    host.style.cursor = hit ? 'pointer' : ''
    view.setHover(hit)
  }

  on('pointerdown', (e) => {
    if (e.button !== 0) return
    const p = spot(e)
    fingers.set(e.pointerId, p)
    host.setPointerCapture(e.pointerId)
    if (fingers.size > 1) {
      grabbed = null
      moved = true
      return
    }
    from = p
    moved = false
    const hit = view.hit(p.x, p.y)
    grabbed = hit && 'node' in hit ? hit.node : null
  })
  on('pointermove', (e) => {
    const p = spot(e)
    const last = fingers.get(e.pointerId)
    if (!last) {
      if (e.pointerType !== 'touch') setHover(view.hit(p.x, p.y))
      return
    }
    if (fingers.size === 2) {
      pinch(view, [...fingers.entries()].find(([id]) => id !== e.pointerId)![1], last, p)
      fingers.set(e.pointerId, p)
      return
    }
    if (!moved && Math.hypot(p.x - from.x, p.y - from.y) < (e.pointerType === 'touch' ? 8 : 4)) return
    if (!moved) setHover(null)
    moved = true
    fingers.set(e.pointerId, p)
    const at = grabbed ? S.places.peek().get(grabbed) : undefined
    if (grabbed && at) view.move(grabbed, at.x + (p.x - from.x) / view.scale(), at.y + (p.y - from.y) / view.scale())
    else view.pan(p.x - last.x, p.y - last.y)
  })
  const up = (e: PointerEvent) => {
    if (!fingers.delete(e.pointerId)) return
    const p = spot(e)
    if (grabbed && moved) {
      const at = S.places.peek().get(grabbed)
      if (at) A.put(grabbed, at.x + (p.x - from.x) / view.scale(), at.y + (p.y - from.y) / view.scale())
    } else if (!moved && e.type === 'pointerup') click(view.hit(p.x, p.y), e)
    grabbed = null
  }
  on('pointerup', up)
  on('pointercancel', up)
  on('pointerleave', () => setHover(null))
  on('dblclick', (e) => {
    const p = spot(e)
    const hit = view.hit(p.x, p.y)
    if (hit && 'node' in hit) A.expand(hit.node)
  })
  on(
    'wheel',
    (e) => {
      e.preventDefault()
      const p = spot(e)
      const unit = e.deltaMode === 1 ? 16 : 1
      view.zoom(Math.exp(-Math.max(-240, Math.min(240, e.deltaY * unit)) * 0.0016), p.x, p.y)
    },
    { passive: false },
  )
  return () => done.abort()
}

function click(hit: Hit, e: PointerEvent): void {
  if (hit === null) {
    A.select(null)
    return
  }
  if ('node' in hit) {
    if (e.altKey) A.collapse(hit.node)
    else A.select(`actor:${hit.node}`)
  } else A.select(hit.line.claim ? `claim:${hit.line.claim.id}` : `tie:${hit.line.pair}`)
  if (e.pointerType === 'touch' || matchMedia('(max-width: 900px)').matches) S.drawer.value = 'evidence'
}

/** One finger stays, the other moved: zoom about the one that stays. */
function pinch(view: GraphView, fixed: Finger, was: Finger, is: Finger): void {
  const before = Math.hypot(was.x - fixed.x, was.y - fixed.y)
  const after = Math.hypot(is.x - fixed.x, is.y - fixed.y)
  if (before > 10) view.zoom(after / before, fixed.x, fixed.y)
}
