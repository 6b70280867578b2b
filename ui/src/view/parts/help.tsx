import { useEffect, useRef } from 'preact/hooks'
import { helpOpen, state } from '../store'

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

const DESK_KEYS = [
  ['j, k', 'Next, previous proposal; arrow keys do the same'],
  ['a', 'Accept: it becomes a claim'],
  ['e', 'Edit, then record'],
  ['x', 'Reject: it does not come back'],
  ['u', 'Reopen what was decided'],
  ['1 to 9', 'Say who is meant, where the words fit several'],
  ['n', 'Make a claim by hand, of the words that are selected'],
  ['t, Enter', 'From the proposal to its words in the text, and back'],
  ['Ctrl+Enter', 'Send a form'],
  ['Esc', 'Close a form; what was typed there is kept'],
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
  const desk = state.value.desk !== null
  return (
    <dialog ref={ref} aria-labelledby="help-title" onClose={close}>
      <h2 id="help-title">Keyboard and pointer</h2>
      <p>Single keys work while {desk ? 'the text or the proposals have' : 'the graph has'} the focus.</p>
      <table class="keys">
        <tbody>
          {(desk ? DESK_KEYS : KEYS).map(([key, what]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {desk ? (
        <p>
          Point at a quote to see its proposal, or at a proposal to see its words. Select words in the text with the
          pointer to make a claim of them.
        </p>
      ) : (
        <p>
          Click an actor, a line or its label to read what is behind it. Double-click an actor to see more around it;
          Alt-click puts that away again. Drag an actor to move and pin it, the ground to pan; the wheel or two fingers
          zoom. Nothing else ever moves.
        </p>
      )}
      <button type="button" class="primary" onClick={close}>
        Close
      </button>
    </dialog>
  )
}
