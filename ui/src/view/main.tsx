import { render } from 'preact'
import { enter, redo, undo } from './actions'
import { App } from './app'
import { probe } from './controller'
import { drawer, helpOpen, state } from './store'
import './tokens.css'
import './layout.css'
import './evidence.css'
import './controls.css'
import './pages.css'

const root = document.getElementById('app')
if (root) {
  root.textContent = ''
  render(<App />, root)
}
enter()

const inField = (t: EventTarget | null) =>
  t instanceof HTMLElement && t.matches('input, textarea, select, [contenteditable]')

document.addEventListener('keydown', (e) => {
  if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'z' && !inField(e.target) && !state.value.desk) {
    e.preventDefault()
    if (e.shiftKey) redo()
    else undo()
  } else if (e.key === '/' && !e.ctrlKey && !e.metaKey && !e.altKey && !inField(e.target)) {
    e.preventDefault()
    document.getElementById('search')?.focus()
  } else if (e.key === 'Escape' && !helpOpen.value) drawer.value = null
})

// Where things are drawn, for tests that use a pointer. It reads only.
Object.defineProperty(globalThis, 'liaisonProbe', { value: probe })
