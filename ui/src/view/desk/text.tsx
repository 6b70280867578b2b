import { useEffect, useRef } from 'preact/hooks'
import { directionOf } from '../../core/direction'
import type { Paragraph, Piece } from '../../core/marks'
import { passage } from '../../core/passage'
import { shorten } from '../../core/words'
import { say } from '../store'
import * as A from './act'
import { focusOn } from './focus'
import * as D from './store'

/** The held text with every quote marked. Pointing at a quote points at its proposal; selecting words offers a claim by hand. */
export function Text() {
  const root = useRef<HTMLDivElement>(null)
  const s = D.sheet.value
  const lines = D.lines.value
  useSelection(root)
  useNames(lines)
  useFollow(root)
  if (!s) return null
  if (s.text === null) return <p class="note">The text of this source is not held here, so there is nothing to mark.</p>
  const at = (t: EventTarget | null): string[] =>
    t instanceof Element ? (t.closest('[data-ids]')?.getAttribute('data-ids') ?? '').split(' ').filter(Boolean) : []
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the quotes in it are buttons; this only listens for all of them
    // biome-ignore lint/a11y/useKeyWithMouseEvents: focus does the same, below
    <div
      ref={root}
      class="desk-text"
      dir={directionOf(s.text) ?? undefined}
      lang={s.source.language ?? undefined}
      data-from={0}
      data-to={s.text.length}
      onMouseOver={(e) => point(at(e.target))}
      onMouseLeave={() => point([])}
      onFocusIn={(e) => point(at(e.target))}
      onFocusOut={() => point([])}
      onClick={(e) => {
        if (getSelection()?.isCollapsed === false) return // words are being selected
        meet(at(e.target))
      }}
      onKeyDown={(e) => {
        if (e.key !== 'Enter' && e.key !== ' ') return
        const ids = at(e.target)
        if (ids.length === 0) return
        e.preventDefault()
        meet(ids)
        focusOn('list')
      }}
    >
      {lines.map((p) => (
        <Line key={p.from} line={p} />
      ))}
    </div>
  )
}

const same = (a: ReadonlySet<string>, b: readonly string[]) => a.size === b.length && b.every((x) => a.has(x))

function point(ids: readonly string[]): void {
  if (!same(D.hot.value, ids)) D.hot.value = new Set(ids)
}

/** Chooses what the words belong to; where they belong to several, the next of them. */
function meet(ids: readonly string[]): void {
  const own = ids.filter((id) => D.proposals.value.some((p) => p.id === id))
  if (own.length === 0) return
  const next = own[(own.indexOf(D.current.value ?? '') + 1) % own.length]!
  if (!D.shown.value.some((p) => p.id === next)) A.narrow({ show: 'all', relation: null, minScore: 0 })
  A.choose(next)
}

function Line({ line }: { line: Paragraph }) {
  return (
    <p
      dir={directionOf(D.offsets.value.text.slice(line.from, line.to)) ?? undefined}
      data-from={line.from}
      data-to={line.to}
    >
      {line.pieces.map((piece) =>
        piece.ids.length ? (
          <Quoted key={piece.from} piece={piece} />
        ) : (
          <span key={piece.from} data-from={piece.from} data-to={piece.to}>
            {piece.text}
          </span>
        ),
      )}
    </p>
  )
}

/** Words that something rests on. One stop for the keyboard in the whole text: the quote of the proposal at hand. */
function Quoted({ piece }: { piece: Piece }) {
  const here = D.current.value !== null && piece.ids.includes(D.current.value)
  const hot = piece.ids.some((id) => D.hot.value.has(id))
  const states = piece.ids.map((id) => D.proposals.value.find((p) => p.id === id)?.state ?? 'accepted')
  const state = states.includes('open') ? 'open' : states.some((s) => s !== 'rejected') ? 'accepted' : 'rejected'
  const begins = piece.first.some((id) => !id.startsWith('claim:'))
  return (
    <mark
      class={`q ${state}${here ? ' here' : ''}${hot ? ' hot' : ''}${piece.ids.length > 1 ? ' shared' : ''}`}
      data-from={piece.from}
      data-to={piece.to}
      data-ids={piece.ids.join(' ')}
      role={begins ? 'button' : undefined}
      tabIndex={begins ? (here && piece.first.includes(D.current.value ?? '') ? 0 : -1) : undefined}
      aria-current={begins && here ? 'true' : undefined}
    >
      {piece.text}
    </mark>
  )
}

/** The unit of the text at a point of the page; null outside the text. */
export function unitAt(root: Element, node: Node, offset: number): number | null {
  if (!root.contains(node)) return null
  const number = (e: Element | null | undefined, name: 'data-from' | 'data-to') => {
    const v = e?.closest('[data-from]')?.getAttribute(name)
    return v ? Number(v) : null
  }
  if (node.nodeType === Node.TEXT_NODE) {
    const from = number(node.parentElement, 'data-from')
    return from === null ? null : from + offset
  }
  const child = node.childNodes[offset]
  if (child instanceof Element) return number(child, 'data-from')
  return number(node as Element, child ? 'data-from' : 'data-to')
}

/** Remembers the words that are selected in the text. A selection elsewhere leaves them, so that a form can use them. */
function useSelection(root: { current: HTMLDivElement | null }): void {
  useEffect(() => {
    const look = () => {
      const s = getSelection()
      const el = root.current
      if (!s || !el || s.rangeCount === 0 || s.isCollapsed) return
      const r = s.getRangeAt(0)
      const a = unitAt(el, r.startContainer, r.startOffset)
      const b = unitAt(el, r.endContainer, r.endOffset)
      if (a === null && b === null) return
      D.selection.value = passage(D.offsets.value, a ?? 0, b ?? D.offsets.value.text.length)
    }
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [])
}

/** Underlines how the text names the two ends of the proposal at hand. Where the browser cannot, nothing is lost but the line. */
function useNames(lines: readonly Paragraph[]): void {
  const p = D.proposals.value.find((x) => x.id === D.current.value)
  useEffect(() => {
    const unit = (byte: number | null) => (byte === null ? null : D.offsets.value.toUnit(byte))
    return mark(
      'desk-names',
      (p ? [p.subject_as, p.object_as] : []).map((end) => [unit(end.start), unit(end.end)]),
    )
  }, [p?.id, lines])
}

/** Highlights stretches of the text, given in units, under a name; gives what takes that back. */
export function mark(name: string, stretches: readonly (readonly (number | null)[])[]): (() => void) | undefined {
  const el = document.querySelector('.desk-text')
  if (typeof Highlight === 'undefined' || !CSS.highlights || !el) return undefined
  const ranges: Range[] = []
  for (const [from, to] of stretches) {
    if (from == null || to == null) continue
    const a = spot(el, from, false)
    const b = spot(el, to, true)
    if (!a || !b) continue
    const range = document.createRange()
    range.setStart(a.node, a.offset)
    range.setEnd(b.node, b.offset)
    ranges.push(range)
  }
  CSS.highlights.set(name, new Highlight(...ranges))
  return () => {
    CSS.highlights.delete(name)
  }
}

/** Brings a place of the text into view. */
export function reveal(unit: number): void {
  const el = document.querySelector('.desk-text')
  const at = el && spot(el, unit, false)
  at?.node.parentElement?.scrollIntoView({ block: 'center' })
}

/** The text node that holds a unit. */
function spot(root: Element, unit: number, end: boolean): { node: Node; offset: number } | null {
  for (const line of root.children) {
    if (Number(line.getAttribute('data-to')) < unit) continue
    for (const piece of line.children) {
      const from = Number(piece.getAttribute('data-from'))
      const to = Number(piece.getAttribute('data-to'))
      const node = piece.firstChild
      if (node && (end ? from < unit && unit <= to : from <= unit && unit < to)) return { node, offset: unit - from }
    }
    return null
  }
  return null
}

/** Brings the quote of the proposal at hand into view. */
function useFollow(root: { current: HTMLDivElement | null }): void {
  const id = D.current.value
  const held = D.sheet.value?.source.id
  useEffect(() => {
    if (!id) return
    root.current?.querySelector(`[data-ids~="${id}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [id, held])
}

/** What is selected, and what can be done with it. */
export function Selected() {
  const s = D.selection.value
  if (!s) return null
  const editing = D.editing.value
  return (
    <section class="desk-selected" aria-label="Selected words">
      <p>
        <bdi title={s.quote}>“{shorten(s.quote.replace(/\s+/g, ' '), 90)}”</bdi>
      </p>
      {editing ? (
        <button type="button" class="primary" onClick={() => A.edit(editing, s)}>
          Add to the words
        </button>
      ) : (
        <button type="button" class="primary" onClick={() => A.edit(D.NEW, s)}>
          Make a claim <kbd>n</kbd>
        </button>
      )}
      <button
        type="button"
        class="quiet"
        onClick={() => {
          D.selection.value = null
          getSelection()?.removeAllRanges()
          say.value = 'Nothing is selected.'
        }}
      >
        Clear
      </button>
    </section>
  )
}
