import { useEffect } from 'preact/hooks'
import { SummaryNotice } from '../parts/claimpanel'
import { Failure, Loading } from '../parts/states'
import { helpOpen } from '../store'
import * as A from './act'
import { Ask } from './ask'
import { focusOn, sideOf } from './focus'
import { Home } from './home'
import { pressed, Review } from './list'
import * as D from './store'
import { Selected, Text } from './text'
import './desk.css'
import './forms.css'

/** Where texts are reviewed: the text on one side, what was found in it on the other. */
export function DeskPage() {
  const source = D.desk.value.source
  useEffect(() => {
    A.lay(source).then(() => {
      if (source && D.sheet.value && document.activeElement === document.body) focusOn('list', false)
    })
  }, [source])
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') A.again()
    }
    addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return (
    <>
      {source === null ? <Home /> : <Sheet source={source} />}
      <Ask />
    </>
  )
}

function Sheet({ source }: { source: string }) {
  const s = D.sheet.value
  const error = D.failure.value
  if (error || !s)
    return (
      <main class="start" id="main" tabIndex={-1}>
        <div class="hero">
          {error ? <Failure error={error} retry={() => A.lay(source)} /> : <Loading what="Opening the text…" />}
        </div>
      </main>
    )
  return (
    // its keys are those of the desk; each has a button too
    <main
      id="main"
      class="desk"
      tabIndex={-1}
      aria-busy={D.loading.value || D.pending.value.size > 0}
      onKeyDown={(e) => {
        if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || D.asked.value) return
        if (e.target instanceof HTMLElement && e.target.matches('input, textarea, select')) return
        if (e.key === '?') {
          helpOpen.value = true
          return
        }
        const side = sideOf(e.target)
        if (side && !(e.target instanceof HTMLElement && e.target.closest('form')) && pressed(e, side))
          e.preventDefault()
      }}
    >
      <div class="desk-side text-side">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text without quotes must still scroll by keyboard */}
        <section class="desk-scroll" tabIndex={0} aria-label="The text, with quotes marked">
          <SummaryNotice source={s.source} />
          <Text />
        </section>
        <Selected />
      </div>
      <section class="desk-side list-side" id="review" tabIndex={-1} aria-label="Proposals">
        <Review />
      </section>
    </main>
  )
}
