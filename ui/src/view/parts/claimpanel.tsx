import { dateWords } from '../../core/days'
import { basisWords, whenWords } from '../../core/edtf'
import type { ClaimDetail, ClaimDispute, Evidence, HistoryEvent, Source } from '../../core/model'
import { pairKey } from '../../core/model'
import { inkOf } from '../../core/palette'
import { known } from '../../core/question'
import { confidenceWords, plural, safeLink, standingWords, statusWords } from '../../core/words'
import { select } from '../actions'
import { api, ensureNames } from '../session'
import { dark, learn, ontology, pinnedSequence, sourceName, state, view } from '../store'
import { ClaimCard } from './claimcard'
import { useFetched } from './fetch'
import { Badges, Failure, Loading } from './states'

/** Everything behind one edge, from the sentence to who knew it when. */
export function ClaimPanel({ id }: { id: string }) {
  const k = known(state.value, pinnedSequence.value)
  const { data, error, again } = useFetched(`${id} ${JSON.stringify(k)}`, async (signal) => {
    const d = await api.claim(id, k, signal)
    learn([d.subject, d.object, ...d.third_parties, ...(d.place ? [d.place] : [])])
    ensureNames(d.disputes.flatMap((x) => [...x.own_side, ...x.other_side].flatMap((c) => [c.subject, c.object])))
    return d
  })
  if (error) return <Failure error={error} retry={again} />
  if (!data) return <Loading what="Opening the evidence…" />
  return <ClaimView d={data} />
}

function ClaimView({ d }: { d: ClaimDetail }) {
  const c = d.claim
  const all = ontology.value
  const ink = inkOf(all.root(c.relation), all.quad(c.relation), dark.value)
  return (
    <article class="claim-view">
      <h2 tabIndex={-1}>
        <button type="button" class="link" onClick={() => select(`actor:${d.subject.id}`)}>
          <bdi>{d.subject.name}</bdi>
        </button>{' '}
        <span class="verb" style={{ color: ink.text }}>
          {d.relation.label}
        </span>{' '}
        <button type="button" class="link" onClick={() => select(`actor:${d.object.id}`)}>
          <bdi>{d.object.name}</bdi>
        </button>
      </h2>
      <p class="badges">
        <Badges words={statusWords(c)} />
        {c.withdrawn && <span class="badge withdrawn">withdrawn</span>}
      </p>
      <Standing d={d} />
      {c.statement && (
        <p class="statement" dir="auto">
          {c.statement}
        </p>
      )}
      <Quotes evidence={d.evidence} source={d.source} />
      {d.disputes.map((x, i) => (
        <OtherSide key={x.id ?? `${x.rule} ${i}`} dispute={x} />
      ))}
      <dl class="facts">
        <dt>When</dt>
        <dd>
          <strong>{c.when.edtf ? whenWords(c.when.edtf) : 'No date given'}</strong>
          <span class="fine">{basisWords(c.when.basis, c.when_text)}</span>
        </dd>
        <dt>Who says so</dt>
        <dd>
          {c.attribution ? <bdi>{c.attribution}</bdi> : 'The source itself'}
          <SourceLine source={d.source} />
        </dd>
        <dt>How firmly</dt>
        <dd>
          <meter min={0} max={100} value={c.confidence} aria-label={`Confidence ${c.confidence} percent`} />{' '}
          {c.confidence} %, {confidenceWords(c.confidence)}
        </dd>
        <dt>Witnesses</dt>
        <dd>
          <Witnesses d={d} />
        </dd>
        {d.third_parties.length > 0 && (
          <>
            <dt>Also involved</dt>
            <dd>
              {d.third_parties.map((t, i) => (
                <span key={t.id}>
                  {i > 0 && ', '}
                  <button type="button" class="link" onClick={() => select(`actor:${t.id}`)}>
                    <bdi>{t.name}</bdi>
                  </button>
                </span>
              ))}
            </dd>
          </>
        )}
        {d.place && (
          <>
            <dt>Where</dt>
            <dd>
              <bdi>{d.place.name}</bdi>
            </dd>
          </>
        )}
        {d.relation.description && (
          <>
            <dt>Meaning</dt>
            <dd>
              {d.relation.description}
              <span class="fine">
                {d.relation.id}
                {d.relation.type ? ` · PLOVER ${d.relation.type}` : ''}
                {d.relation.cameo ? ` · CAMEO ${d.relation.cameo}` : ''}
              </span>
            </dd>
          </>
        )}
      </dl>
      <p>
        <button type="button" onClick={() => select(`tie:${tieKey(d)}`)}>
          All claims between the two
        </button>
      </p>
      <History d={d} />
    </article>
  )
}

const tieKey = (d: ClaimDetail) => {
  const shown = (id: string) => view.value?.cluster.get(id) ?? id
  return pairKey(shown(d.subject.id), shown(d.object.id))
}

/** What must be known before it is taken as a fact. */
function Standing({ d }: { d: ClaimDetail }) {
  const c = d.claim
  const lines = standingWords(c)
  if (c.withdrawn)
    lines.push(
      `It was withdrawn on ${dateWords(c.withdrawn.at.slice(0, 10))}${c.withdrawn.reason ? `: ${c.withdrawn.reason}` : ''}.`,
    )
  if (lines.length === 0) return null
  return <p class="standing">{lines.join(' ')}</p>
}

/** The sentence in its text, marked. A text that is not the publisher's says so. */
export function Quotes({ evidence, source }: { evidence: readonly Evidence[]; source: Source }) {
  if (evidence.length === 0)
    return <p class="note">No quote is recorded for this claim: it rests on the source as a whole.</p>
  return (
    <section aria-label="Evidence" class="quotes">
      {evidence.map((e) => (
        <blockquote key={`${e.start} ${e.quote}`} dir="auto" lang={source.language ?? undefined}>
          {e.before && (
            <span class="context">
              {(e.start ?? 0) > byteLength(e.before) ? '…' : ''}
              {e.before}
            </span>
          )}
          <mark>{e.quote}</mark>
          {e.after && (
            <span class="context">
              {e.after}
              {byteLength(e.after) > 228 ? '…' : ''}
            </span>
          )}
        </blockquote>
      ))}
      <SummaryNotice source={source} />
      {source.text_held ? (
        <button type="button" class="link" onClick={() => select(`source:${source.id}`)}>
          Read the whole text
        </button>
      ) : (
        <p class="fine">The text is not held here, so the quote could not be checked against it.</p>
      )}
    </section>
  )
}

const byteLength = (text: string) => new TextEncoder().encode(text).length

export function SummaryNotice({ source }: { source: Source }) {
  if (!source.summary) return null
  const url = safeLink(source.url)
  return (
    <p class="summary-notice">
      <strong>Summary in our own words.</strong> This is not the publisher’s text.{' '}
      {url ? (
        <a href={url} target="_blank" rel="noopener noreferrer external">
          Read the original at {new URL(url).hostname}
        </a>
      ) : (
        'No address of the original is recorded.'
      )}
    </p>
  )
}

function SourceLine({ source }: { source: Source }) {
  const url = safeLink(source.url)
  return (
    <span class="source-line">
      <button type="button" class="link" onClick={() => select(`source:${source.id}`)}>
        <bdi>{source.publisher ?? source.id}</bdi>
      </button>
      {source.title && (
        <>
          {', '}
          <bdi>“{source.title}”</bdi>
        </>
      )}
      , {source.published ? `published ${whenWords(source.published)}` : 'publication date unknown'}
      {source.relays && (
        <>
          ; relays{' '}
          <button type="button" class="link" onClick={() => select(`source:${source.origin}`)}>
            <bdi>{sourceName(source.origin)}</bdi>
          </button>
        </>
      )}
      {url ? (
        <>
          {' · '}
          <a href={url} target="_blank" rel="noopener noreferrer external">
            original
          </a>
        </>
      ) : (
        source.url && (
          <span class="fine">
            The recorded address is not a web address: <bdi>{source.url}</bdi>
          </span>
        )
      )}
    </span>
  )
}

function Witnesses({ d }: { d: ClaimDetail }) {
  const w = d.witnesses
  if (w.count === 0) return <>Nobody asserts it: what there is denies it.</>
  return (
    <>
      {plural(w.count, 'independent witness', 'independent witnesses')} in {plural(w.sources, 'source')}
      {w.sources > w.count && <span class="fine">Sources that copy or relay one another count once.</span>}
      <span class="fine">
        {w.origins.map((o, i) => (
          <span key={o.source}>
            {i > 0 && ', '}
            <bdi>{o.publisher ?? sourceName(o.source)}</bdi>
            {o.sources.length > 1 && ` (${o.sources.length} sources)`}
          </span>
        ))}
      </span>
    </>
  )
}

const RULES: Record<string, string> = {
  polarity: 'One side asserts what the other denies.',
  date: 'Both are about one event, but their days cannot agree.',
}

function OtherSide({ dispute: x }: { dispute: ClaimDispute }) {
  return (
    <section class="dispute" aria-label="Dispute">
      <h3>
        <span aria-hidden="true">≠ </span>Disputed
        {x.topic ? (
          <>
            : <bdi>{x.topic}</bdi>
          </>
        ) : null}
      </h3>
      <p class="fine">
        {x.rule ? RULES[x.rule] : `Recorded as a dispute about ${x.kind}${x.by ? ` by ${x.by}` : ''}.`}{' '}
        {x.reason && <bdi>{x.reason}</bdi>}
      </p>
      {x.other_side.length > 0 ? (
        <>
          <p class="side">
            {x.other_side.length === 1 ? 'The other side:' : `The other side, ${x.other_side.length} claims:`}
          </p>
          <ul class="cards">
            {x.other_side.map((c) => (
              <ClaimCard key={c.id} claim={c} />
            ))}
          </ul>
        </>
      ) : (
        <p class="side">Disputed by itself: no claim is recorded on the other side.</p>
      )}
      {x.own_side.length > 0 && (
        <details>
          <summary>On the same side: {plural(x.own_side.length, 'more claim')}</summary>
          <ul class="cards">
            {x.own_side.map((c) => (
              <ClaimCard key={c.id} claim={c} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const EVENTS: Record<HistoryEvent['event'], string> = {
  recorded: 'Recorded',
  evidence: 'Evidence added',
  corrected: 'Corrected by another claim',
  retracted: 'Retracted',
}

/** When this store learned what. */
function History({ d }: { d: ClaimDetail }) {
  const made = d.claim.made_by
  return (
    <details class="history">
      <summary>History: {plural(d.history.length, 'event')}</summary>
      <ol>
        {d.history.map((h) => (
          <li key={`${h.sequence} ${h.event} ${h.claim}`}>
            <strong>{EVENTS[h.event]}</strong> on {dateWords(h.recorded.slice(0, 10))}{' '}
            <span class="fine">
              record {h.sequence}
              {h.by ? `, by ${h.by}` : ''}
            </span>
            {h.reason && (
              <span class="fine">
                <bdi>{h.reason}</bdi>
              </span>
            )}
            {h.claim && (
              <button type="button" class="link" onClick={() => select(`claim:${h.claim}`)}>
                open that claim
              </button>
            )}
          </li>
        ))}
      </ol>
      <p class="fine">
        Claim <code>{d.claim.id}</code>
        {made &&
          ` · made by ${[made.kind, made.name, made.version].filter(Boolean).join(' ') || 'unknown'}${made.run ? `, run ${made.run}` : ''}`}
        {d.claim.event && (
          <>
            {' '}
            · event <bdi>{d.claim.event}</bdi>
          </>
        )}
      </p>
    </details>
  )
}
