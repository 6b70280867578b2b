import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ApiError } from '../../api/client'
import { dateWords } from '../../core/days'
import type { Claim } from '../../core/model'
import { known, narrowing } from '../../core/question'
import { filters } from '../../core/state'
import { count, plural } from '../../core/words'
import { select } from '../actions'
import { api } from '../session'
import { learn, nameOf, ontology, pinnedSequence, state } from '../store'
import { ClaimCard } from './claimcard'
import { useFetched } from './fetch'
import { Failure, Loading } from './states'

const PAGE = 100

const period = (first: string | null, last: string | null): string => {
  if (first && last) return first === last ? ` · ${dateWords(first)}` : ` · ${dateWords(first)} to ${dateWords(last)}`
  return last ? ` · until ${dateWords(last)}` : first ? ` · since ${dateWords(first)}` : ''
}

/** All claims between two actors, both directions, under the filters of the picture. */
export function TiePanel({ pair }: { pair: string }) {
  const [a = '', b = ''] = pair.split('|')
  const s = state.value
  const narrow = narrowing(s.filter, ontology.value)
  const k = known(s, pinnedSequence.value)
  const key = JSON.stringify([pair, narrow, k])
  const more = useSignal<{ key: string; claims: Claim[]; cursor: string | null; error: ApiError | null }>({
    key: '',
    claims: [],
    cursor: null,
    error: null,
  })
  const { data, error, again } = useFetched(key, async (signal) => {
    if (!narrow) return null
    const d = await api.tie(a, b, { ...narrow, ...k, limit: PAGE }, signal)
    learn(d.actors)
    return d
  })
  useEffect(() => {
    more.value = { key, claims: [], cursor: data?.cursor ?? null, error: null }
  }, [key, data, more])
  if (error) return <Failure error={error} retry={again} />
  if (!narrow) return <p class="note">No relation is chosen in the filters, so no claim matches.</p>
  if (!data) return <Loading what="Collecting their claims…" />
  const next = async () => {
    const m = more.value
    if (!m.cursor) return
    try {
      const d = await api.tie(a, b, { ...narrow, ...k, limit: PAGE, cursor: m.cursor }, new AbortController().signal)
      more.value = { key, claims: [...m.claims, ...d.claims], cursor: d.cursor, error: null }
    } catch (e) {
      more.value = { ...m, error: e instanceof ApiError ? e : new ApiError(String(e), 0, 'page', '', null) }
    }
  }
  const t = data.tie
  const claims = [...data.claims, ...(more.value.key === key ? more.value.claims : [])]
  return (
    <article>
      <h2 tabIndex={-1}>
        <button type="button" class="link" onClick={() => select(`actor:${a}`)}>
          <bdi>{nameOf(a)}</bdi>
        </button>
        {a !== b && (
          <>
            {' and '}
            <button type="button" class="link" onClick={() => select(`actor:${b}`)}>
              <bdi>{nameOf(b)}</bdi>
            </button>
          </>
        )}
      </h2>
      {t ? (
        <>
          <p class="meta">
            {plural(t.claims, 'claim')}
            {filters(s.filter) ? ' under the filters' : ''} · {plural(t.sources, 'source')} ·{' '}
            {plural(t.witnesses, 'independent witness', 'independent witnesses')}
            {period(t.first, t.last)}
          </p>
          {t.disputed && (
            <p class="standing">Some of these claims are disputed: open one marked so to see the other side.</p>
          )}
          <ul class="cards">
            {claims.map((c) => (
              <ClaimCard key={c.id} claim={c} certainty={c.certainty} />
            ))}
          </ul>
          {more.value.error && <Failure error={more.value.error} retry={next} />}
          {claims.length < t.claims && more.value.cursor && (
            <button type="button" onClick={next}>
              Show more: {count(claims.length)} of {count(t.claims)}
            </button>
          )}
        </>
      ) : (
        <p class="note">No claim between the two matches the filters.</p>
      )}
    </article>
  )
}
