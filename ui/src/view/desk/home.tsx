import { DESK, EMPTY, format } from '../../core/state'
import { plural } from '../../core/words'
import { useFetched } from '../parts/fetch'
import { Failure, Loading } from '../parts/states'
import { api, prepared } from '../session'
import * as A from './act'
import { PasteForm } from './paste'

/** The empty desk: a text to be read, or one that waits. */
export function Home() {
  return (
    <main class="start desk-home" id="main" tabIndex={-1}>
      <div class="hero">
        <h1>From a text to claims</h1>
        <p class="lead">
          Paste a text, or open a file. What it says becomes proposals, each with the exact words behind it. You accept,
          change or reject them beside the text; what you accept becomes a line of the graph.
        </p>
        <PasteForm />
      </div>
      <Waiting />
    </main>
  )
}

/** How many texts are listed. */
const MOST = 200

/** Texts with proposals: those with open ones first. */
async function gather(signal: AbortSignal) {
  await prepared()
  const [waiting, all, open] = await Promise.all([
    api.desk(true, MOST, signal),
    api.desk(false, MOST, signal),
    api.proposals({ state: 'open', limit: 1 }, signal),
  ])
  const finished = all.sources.filter((s) => s.open === 0)
  return {
    texts: [...waiting.sources, ...finished].slice(0, MOST),
    more: waiting.cursor !== null || all.cursor !== null || waiting.sources.length + finished.length > MOST,
    open: open.totals.count,
  }
}

function Waiting() {
  const { data, error, again } = useFetched('texts', gather)
  if (error) return <Failure error={error} retry={again} />
  return (
    <section class="reading waiting">
      <h2>Texts on the desk</h2>
      {!data && <Loading what="Looking for texts…" />}
      {data?.texts.length === 0 && (
        <p class="fine">None yet. What is read here, or with “liaison extract”, waits here.</p>
      )}
      {data && data.texts.length > 0 && (
        <>
          <p class="fine">{plural(data.open, 'proposal')} open in all.</p>
          <ul class="plain piles">
            {data.texts.map((s) => (
              <li key={s.id}>
                <a
                  class="pile"
                  href={`?${format({ ...EMPTY, desk: { ...DESK, source: s.id } })}`}
                  onClick={(e) => {
                    if (e.ctrlKey || e.metaKey || e.shiftKey) return
                    e.preventDefault()
                    A.go(s.id)
                  }}
                >
                  <bdi class="pile-title">{s.title ?? s.publisher ?? s.id}</bdi>
                  <span class="fine">
                    {s.title && s.publisher ? <bdi>{s.publisher}</bdi> : null}
                    {s.title && s.publisher ? ' · ' : ''}
                    {s.open ? `${s.open} of ${s.proposals} open` : `finished, ${plural(s.proposals, 'proposal')}`}
                  </span>
                </a>
              </li>
            ))}
          </ul>
          {data.more && <p class="fine">There are more; these are the first of them. “liaison review” lists all.</p>}
        </>
      )}
    </section>
  )
}
