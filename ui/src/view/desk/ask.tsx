import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { focusOn, sideOf } from './focus'
import * as D from './store'

/** The question that must be answered before going on. The focus comes back to where it was. */
export function Ask() {
  const q = D.asked.value
  return q ? <Asked key={q.title} q={q} /> : null
}

function Asked({ q }: { q: D.Question }) {
  const ref = useRef<HTMLDialogElement>(null)
  const value = useSignal('')
  // before the page is drawn: a key that is pressed a moment later belongs to the question
  useLayoutEffect(() => {
    const before = document.activeElement
    const d = ref.current
    if (d && !d.open) d.showModal?.()
    return () => {
      const side = before instanceof HTMLElement && !before.closest('form') ? sideOf(before) : null
      if (side && !before?.matches('button')) focusOn(side)
      else if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog ref={ref} class="ask" aria-labelledby="ask-title" onClose={() => q.answer(null)}>
      <form
        onSubmit={(e) => {
          e.preventDefault()
          if (q.field === undefined || value.value.trim()) q.answer(value.value)
        }}
      >
        <h2 id="ask-title">{q.title}</h2>
        <p>{q.text}</p>
        {q.field && (
          <label class="field">
            <span>{q.field}</span>
            <input
              type="text"
              name="name"
              autocomplete="name"
              maxLength={200}
              value={value.value}
              onInput={(e) => {
                value.value = e.currentTarget.value
              }}
            />
          </label>
        )}
        <p class="acts">
          <button type="submit" class="primary" disabled={q.field !== undefined && !value.value.trim()}>
            {q.yes}
          </button>
          <button type="button" onClick={() => q.answer(null)}>
            Cancel
          </button>
        </p>
      </form>
    </dialog>
  )
}
