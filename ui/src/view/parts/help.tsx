import { useEffect, useRef } from 'preact/hooks'
import { helpOpen } from '../store'

const KEYS = [
  ['/', 'Search'],
  ['Arrow keys', 'Go to the nearest neighbour in that direction'],
  ['Tab, Shift+Tab', 'Next, previous claim of this actor; after the last one, leave the graph'],
  ['Enter', 'Expand the actor; on a claim: read its evidence'],
  ['Backspace', 'Put away what the actor brought in'],
  ['e', 'Go to the evidence'],
  ['f, +, −', 'Fit to screen, zoom'],
  ['[ and ]', 'Move the window of time by a month; with Shift by a year'],
  ['Space', 'Play or pause time'],
  ['u', 'Unpin the actor'],
  ['z, Z', 'Undo, redo; anywhere: Ctrl+Z, Ctrl+Shift+Z'],
  ['t', 'Show the table'],
  ['Esc', 'Back to the actor, then to nothing selected'],
  ['?', 'This list'],
] as const

/** The keys, and the mouse. */
export function Help() {
  const ref = useRef<HTMLDialogElement>(null)
  const open = helpOpen.value
  useEffect(() => {
    const d = ref.current
    if (open && d && !d.open) d.showModal?.()
  }, [open])
  if (!open) return null
  const close = () => {
    helpOpen.value = false
  }
  return (
    <dialog ref={ref} aria-labelledby="help-title" onClose={close}>
      <h2 id="help-title">Keyboard and pointer</h2>
      <p>Single keys work while the graph has the focus.</p>
      <table class="keys">
        <tbody>
          {KEYS.map(([key, what]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        Click an actor, a line or its label to read what is behind it. Double-click an actor to see more around it;
        Alt-click puts that away again. Drag an actor to move and pin it, the ground to pan; the wheel or two fingers
        zoom. Nothing else ever moves.
      </p>
      <button type="button" class="primary" onClick={close}>
        Close
      </button>
    </dialog>
  )
}
