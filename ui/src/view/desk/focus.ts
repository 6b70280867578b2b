import * as D from './store'

/** Moves the focus to the proposal at hand, on the side of the list or of the text. It waits until that is drawn. */
export function focusOn(side: 'list' | 'text', scroll = true): void {
  requestAnimationFrame(() => {
    const id = D.current.value
    const at =
      side === 'text'
        ? document.querySelector<HTMLElement>('.desk-text mark[tabindex="0"]')
        : id
          ? document.getElementById(`proposal-${id}`)
          : null
    ;(at ?? document.getElementById('review'))?.focus({ preventScroll: !scroll })
  })
}

/** On which side the focus is; null where it is on neither. */
export function sideOf(target: EventTarget | null): 'list' | 'text' | null {
  if (!(target instanceof Element)) return null
  if (target.closest('.desk-scroll')) return 'text'
  return target.closest('#review') ? 'list' : null
}
