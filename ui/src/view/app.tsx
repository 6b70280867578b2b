import { retry } from './actions'
import { Desk } from './desk'
import { EvidencePanel } from './parts/evidence'
import { Filters } from './parts/filters'
import { Header } from './parts/header'
import { Help } from './parts/help'
import { Stage } from './parts/stage'
import { Failure, Loading } from './parts/states'
import { Table } from './parts/table'
import { TimeBar } from './parts/timebar'
import { Start } from './start'
import * as S from './store'

export function App() {
  const exploring = S.state.value.actors.length > 0
  return (
    <>
      <a class="skip" href="#main">
        {S.state.value.desk ? 'Skip to the desk' : 'Skip to the picture'}
      </a>
      <div class={exploring ? 'app exploring' : 'app'}>
        <Header />
        {S.state.value.desk ? <Desk /> : exploring ? <Explorer /> : <Start />}
      </div>
      <p class={S.state.value.tab === 'table' ? 'status visually-hidden' : 'status'} role="status">
        {S.say.value}
      </p>
      <Help />
    </>
  )
}

function Explorer() {
  const l = S.loaded.value
  const error = S.failure.value
  return (
    <>
      <Filters />
      <main id="main" tabIndex={-1} aria-busy={S.loading.value}>
        {S.loading.value && <div class="progress" />}
        {error && <Failure error={error} retry={() => retry()} />}
        {!l && !error && <Loading what="Asking for the neighbourhood…" />}
        {l && (S.state.value.tab === 'table' ? <Table /> : <Stage />)}
      </main>
      <EvidencePanel />
      <footer>
        <TimeBar />
      </footer>
      {S.drawer.value && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the drawer's own button and Escape do the same
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div
          class="shade"
          onClick={() => {
            S.drawer.value = null
          }}
        />
      )}
    </>
  )
}
