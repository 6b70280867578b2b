import { useSignal } from '@preact/signals'
import { csv, rows } from '../../core/table'
import { canRedo, canUndo } from '../../core/undo'
import * as A from '../actions'
import * as C from '../controller'
import * as S from '../store'
import { Search } from './combobox'
import { activeFilters } from './filters'
import { Icon } from './icons'

const save = (blob: Blob, name: string) => {
  const a = document.createElement('a')
  a.href = URL.createObjectURL(blob)
  a.download = name
  a.click()
  setTimeout(() => URL.revokeObjectURL(a.href), 10_000)
}

/** What a picture or table that leaves the page says about itself. */
function footer(): string[] {
  const as = S.loaded.value?.now.seeds.as_of
  const active = activeFilters(S.state.value.filter).map((a) => a.label)
  return [
    `Liaison: ${S.view.value?.seeds.map(S.nameOf).join(', ') ?? ''}; record ${as?.sequence ?? 0}${as?.known_at ? `, known ${as.known_at.slice(0, 10)}` : ''}${active.length ? `; filters: ${active.join('; ')}` : ''}`,
    A.shareLink(),
  ]
}

async function savePicture(): Promise<void> {
  const blob = await C.picture(footer())
  if (blob) save(blob, 'liaison.png')
}

function saveTable(): void {
  const v = S.view.value
  if (v)
    save(
      new Blob([csv(rows(v, S.ontology.value, S.nameOf, S.state.value.sort), footer().join(' '))], {
        type: 'text/csv;charset=utf-8',
      }),
      'liaison.csv',
    )
}

export function Header() {
  const exploring = S.state.value.actors.length > 0
  return (
    <header>
      {exploring && <h1 class="visually-hidden">Claims around {S.question.value}</h1>}
      <a
        class="brand"
        href="./"
        onClick={(e) => {
          if (e.ctrlKey || e.metaKey || e.shiftKey) return
          e.preventDefault()
          A.start([])
        }}
      >
        <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true" focusable="false">
          <path d="M7 22Q16 2 25 22" fill="none" stroke="var(--vc)" stroke-width="3" />
          <path d="M7 22H25" stroke="var(--mx)" stroke-width="3" />
          <circle cx="7" cy="22" r="5.5" fill="currentColor" />
          <rect x="20" y="17" width="10" height="10" rx="2" fill="currentColor" />
        </svg>
        <span>Liaison</span>
      </a>
      {exploring && (
        <Search
          id="search"
          label="Find an actor"
          placeholder="Find an actor ( / )"
          onPick={(id, name) => A.find(id, name)}
        />
      )}
      {exploring && <Actions />}
      <a
        class="desk-link"
        href="?desk="
        aria-current={S.state.value.desk ? 'page' : undefined}
        onClick={(e) => {
          if (e.ctrlKey || e.metaKey || e.shiftKey) return
          e.preventDefault()
          A.toDesk(null)
        }}
      >
        Desk
      </a>
      <ThemeSwitch />
      <button
        type="button"
        class="square quiet"
        aria-label="Keyboard and help"
        onClick={() => {
          S.helpOpen.value = true
        }}
      >
        <Icon name="help" />
      </button>
    </header>
  )
}

function Actions() {
  const table = S.state.value.tab === 'table'
  return (
    <div class="actions">
      <button
        type="button"
        class="square narrow-only"
        aria-label="Filters"
        aria-expanded={S.drawer.value === 'filters'}
        aria-controls="filters"
        onClick={() => {
          S.drawer.value = S.drawer.value === 'filters' ? null : 'filters'
        }}
      >
        <Icon name="filter" />
      </button>
      <button
        type="button"
        class="square narrow-only"
        aria-label="Evidence"
        aria-expanded={S.drawer.value === 'evidence'}
        aria-controls="evidence"
        onClick={() => {
          S.drawer.value = S.drawer.value === 'evidence' ? null : 'evidence'
        }}
      >
        <Icon name="evidence" />
      </button>
      <button
        type="button"
        class="square"
        aria-label="Undo"
        disabled={!canUndo(A.steps.value)}
        onClick={() => A.undo()}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="square"
        aria-label="Redo"
        disabled={!canRedo(A.steps.value)}
        onClick={() => A.redo()}
      >
        <Icon name="redo" />
      </button>
      <fieldset class="tabs">
        <legend class="visually-hidden">Show as</legend>
        <button type="button" aria-pressed={!table} onClick={() => A.show('graph')}>
          <Icon name="graph" /> <span>Graph</span>
        </button>
        <button type="button" aria-pressed={table} onClick={() => A.show('table')}>
          <Icon name="table" /> <span>Table</span>
        </button>
      </fieldset>
      <button
        type="button"
        class="square wide-only"
        aria-label={table ? 'Save as CSV' : 'Save as picture'}
        title={table ? 'Save as CSV' : 'Save as picture'}
        onClick={() => (table ? saveTable() : savePicture())}
      >
        <Icon name={table ? 'down' : 'image'} />
      </button>
      <Share />
    </div>
  )
}

function Share() {
  const link = useSignal('')
  const copied = useSignal(false)
  const share = async () => {
    link.value = A.shareLink()
    try {
      await navigator.clipboard.writeText(link.value)
      copied.value = true
      S.say.value = 'Link copied. It shows this picture as it is now, whatever is recorded later.'
    } catch {
      copied.value = false
      S.say.value = 'The link is shown; copy it from there.'
    }
  }
  return (
    <div class="share">
      <button type="button" class="primary" onClick={share}>
        <Icon name="share" /> <span>Share</span>
      </button>
      {link.value && (
        <div class="popup share-box">
          <p>
            {copied.value ? 'Link copied.' : 'Copy this link:'} It shows this picture as it is now, whatever is recorded
            later.
          </p>
          <input
            id="share-link"
            type="text"
            readOnly
            value={link.value}
            aria-label="Link to this picture"
            onFocus={(e) => e.currentTarget.select()}
            onKeyDown={(e) => {
              if (e.key === 'Escape') link.value = ''
            }}
          />
          <button
            type="button"
            onClick={() => {
              link.value = ''
            }}
          >
            Close
          </button>
        </div>
      )}
    </div>
  )
}

function ThemeSwitch() {
  const next = S.dark.value ? 'light' : 'dark'
  return (
    <button type="button" class="square quiet" aria-label={`Use ${next} colours`} onClick={() => S.chooseTheme(next)}>
      <Icon name={S.dark.value ? 'sun' : 'moon'} />
    </button>
  )
}
