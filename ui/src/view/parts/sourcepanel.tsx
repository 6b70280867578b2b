import { whenWords } from '../../core/edtf'
import type { SourceDetail } from '../../core/model'
import { known } from '../../core/question'
import { markBytes } from '../../core/quote'
import { DESK, EMPTY, format } from '../../core/state'
import { plural, safeLink } from '../../core/words'
import { select, toDesk } from '../actions'
import { api, ensureNames } from '../session'
import { pinnedSequence, sourceName, state } from '../store'
import { ClaimCard } from './claimcard'
import { SummaryNotice } from './claimpanel'
import { useFetched } from './fetch'
import { Failure, Loading } from './states'

/** A source: what it is, whom it relays, its text with every quoted sentence marked, and its claims. */
export function SourcePanel({ id }: { id: string }) {
  const k = known(state.value, pinnedSequence.value)
  const { data, error, again } = useFetched(`${id} ${JSON.stringify(k)}`, async (signal) => {
    const d = await api.source(id, k, null, signal)
    ensureNames(d.claims.flatMap((c) => [c.subject, c.object]))
    return d
  })
  if (error) return <Failure error={error} retry={again} />
  if (!data) return <Loading what="Opening the source…" />
  return <SourceView d={data} />
}

function SourceView({ d }: { d: SourceDetail }) {
  const s = d.source
  const url = safeLink(s.url)
  return (
    <article>
      <h2 tabIndex={-1}>
        <bdi>{s.publisher ?? s.id}</bdi>
      </h2>
      {s.title && (
        <p class="statement" dir="auto">
          {s.title}
        </p>
      )}
      <p class="meta">
        {[s.kind, s.language, s.published ? `published ${whenWords(s.published)}` : 'publication date unknown']
          .filter(Boolean)
          .join(' · ')}
      </p>
      {url && (
        <p>
          <a href={url} target="_blank" rel="noopener noreferrer external">
            Original at {new URL(url).hostname}
          </a>
        </p>
      )}
      {!url && s.url && (
        <p class="fine">
          The recorded address is not a web address: <bdi>{s.url}</bdi>
        </p>
      )}
      {d.chain.length > 0 && (
        <p>
          It relays{' '}
          {d.chain.map((id, i) => (
            <span key={id}>
              {i > 0 && ', which relays '}
              <button type="button" class="link" onClick={() => select(`source:${id}`)}>
                <bdi>{sourceName(id)}</bdi>
              </button>
            </span>
          ))}
          . Together they count as one witness.
        </p>
      )}
      {d.text !== null ? (
        <section class="quotes" aria-label="Held text">
          <h3>Text</h3>
          <a
            class="to-desk"
            href={`?${format({ ...EMPTY, desk: { ...DESK, source: s.id } })}`}
            onClick={(e) => {
              if (e.ctrlKey || e.metaKey || e.shiftKey) return
              e.preventDefault()
              toDesk(s.id)
            }}
          >
            Open on the desk
          </a>
          <SummaryNotice source={s} />
          <div class="held" dir="auto" lang={s.language ?? undefined}>
            {markBytes(
              d.text,
              d.claims.flatMap((c) => c.evidence.map((e) => ({ start: e.start, end: e.end, id: c.id }))),
            ).map((part) =>
              part.id ? (
                <a
                  key={part.at}
                  class="marked"
                  href={`?${format({ ...state.value, select: `claim:${part.id}` })}`}
                  onClick={(e) => {
                    if (e.ctrlKey || e.metaKey || e.shiftKey) return
                    e.preventDefault()
                    select(`claim:${part.id}`)
                  }}
                >
                  <mark>{part.text}</mark>
                </a>
              ) : (
                <span key={part.at}>{part.text}</span>
              ),
            )}
          </div>
        </section>
      ) : (
        <p class="note">The text of this source is not held here.</p>
      )}
      <h3>{plural(d.totals.count, 'claim')}</h3>
      {d.claims.length === 0 && <p class="fine">No claim rests on it; it is recorded because others relay it.</p>}
      <ul class="cards">
        {d.claims.map((c) => (
          <ClaimCard key={c.id} claim={c} />
        ))}
      </ul>
      {d.totals.count > d.claims.length && <p class="fine">The first {d.claims.length} are listed.</p>}
    </article>
  )
}
