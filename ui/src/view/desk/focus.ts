import * as D from './store'

let turn = 0

const find = (side: 'list' | 'text'): HTMLElement | null => {
  const id = D.current.value
  if (!id) return null
  return side === 'text'
    ? document.querySelector<HTMLElement>(`.desk-text mark[role="button"][data-ids~="${id}"]`)
    : document.getElementById(`proposal-${id}`)
}

/**
 * Moves the focus to the proposal at hand, on the side of the list or of the text: at once where it is on the page already, so
 * that a key or a question that follows meets it there, and again when it is drawn as it will be. A later call, or a form that
 * opens, takes over.
 */
export function focusOn(side: 'list' | 'text', scroll = true): void {
  const mine = ++turn
  find(side)?.focus({ preventScroll: true })
  requestAnimationFrame(() => {
    if (mine !== turn) return
    const at = find(side)
    ;(at ?? document.getElementById('review'))?.focus({ preventScroll: true })
    if (scroll) at?.scrollIntoView?.({ block: 'nearest' })
  })
}

/** Something else takes the focus now. */
export function leaveFocus(): void {
  turn++
}

/** On which side the focus is; null where it is on neither. */
export function sideOf(target: EventTarget | null): 'list' | 'text' | null {
  if (!(target instanceof Element)) return null
  if (target.closest('.desk-scroll')) return 'text'
  return target.closest('#review') || target.id === 'main' ? 'list' : null
}
