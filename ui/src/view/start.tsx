import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { ApiError } from '../api/client'
import type { ClaimItem, DisputeList, Stats } from '../core/model'
import { claimWords, plural } from '../core/words'
import * as A from './actions'
import { Search } from './parts/combobox'
import { Icon } from './parts/icons'
import { Sample } from './parts/sample'
import { Failure } from './parts/states'
import { api, ensureNames, prepared } from './session'
import * as S from './store'

/** The question of the demonstration data. */
const SEED = ['usa', 'syria-new-authorities'] as const

interface Offer {
  seed: boolean
  disputes: { topic: string; claim: ClaimItem }[]
  people: string[]
}

/** The first page: what this is, one click to a picture, and search. */
export function Start() {
  const offer = useSignal<Offer | null>(null)
  const error = useSignal<ApiError | null>(null)
  const turn = useSignal(0)
  useEffect(() => {
    error.value = null
    gather().then(
      (o) => {
        offer.value = o
      },
      (e: ApiError) => {
        error.value = e
      },
    )
  }, [turn.value])
  const stats = S.stats.value
  const empty = stats !== null && stats.totals.claims === 0
  return (
    <main class="start" id="main" tabIndex={-1}>
      <div class="hero">
        <h1>Who did what to whom, when, and who says so.</h1>
        <p class="lead">
          Liaison draws reporting as a graph. Every line is one claim by one source: it has a kind, a direction and a
          date, and opens to the sentence behind it. Sources that contradict each other stand side by side, and copies
          of one report count as one witness.
        </p>
        {error.value && (
          <Failure
            error={error.value}
            retry={() => {
              turn.value++
            }}
          />
        )}
        {empty ? (
          <Empty />
        ) : (
          <>
            {offer.value?.seed && (
              <button type="button" class="question" onClick={() => A.start(SEED)}>
                <span class="eyebrow">Begin here</span>
                <span class="question-words">What ties the United States to Syria’s new authorities?</span>
                <span class="question-go">
                  Draw the picture <span aria-hidden="true">→</span>
                </span>
              </button>
            )}
            <Search
              id="search"
              large
              label="Find an actor to start from"
              placeholder={
                offer.value?.seed ? '…or find a person, state, group, agency' : 'Find a person, state, group, agency'
              }
              onPick={(id, name) => A.find(id, name)}
            />
            <Others offer={offer.value} />
          </>
        )}
        <ToDesk />
        {stats && !empty && <Holds stats={stats} />}
      </div>
      <ReadALine />
    </main>
  )
}

async function gather(): Promise<Offer> {
  await prepared()
  const [stats, newest, disputes, seeds] = await Promise.all([
    api.stats(),
    api.newest(200),
    api.disputes(30),
    Promise.all(SEED.map((id) => api.search(id, 8, new AbortController().signal))),
  ])
  S.stats.value = stats
  const counts = new Map<string, number>()
  for (const c of newest.claims) for (const id of [c.subject, c.object]) counts.set(id, (counts.get(id) ?? 0) + 1)
  const people = [...counts.keys()]
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1))
    .slice(0, 7)
  const shown = pickDisputes(disputes)
  await ensureNames([...people, ...shown.flatMap((d) => [d.claim.subject, d.claim.object])])
  return { seed: seeds.every((r, i) => r.hits.some((h) => h.actor.id === SEED[i])), disputes: shown, people }
}

/** Three standing disputes that a person put into words. */
function pickDisputes(list: DisputeList): Offer['disputes'] {
  const claims = new Map(list.claims.map((c) => [c.id, c]))
  const out: Offer['disputes'] = []
  for (const d of list.disputes) {
    const claim = claims.get(d.side_a[0] ?? '')
    if (d.open && d.topic && d.kind !== 'compatible' && claim && d.side_b.length > 0 && out.length < 3)
      out.push({ topic: d.topic, claim })
  }
  return out
}

function Others({ offer }: { offer: Offer | null }) {
  if (!offer) return null
  return (
    <div class="others">
      {offer.people.length > 0 && (
        <section>
          <h2>Or begin with</h2>
          <ul class="chips">
            {offer.people.map((id) => (
              <li key={id}>
                <button type="button" class="chip" onClick={() => A.start([id])}>
                  <bdi>{S.nameOf(id)}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {offer.disputes.length > 0 && (
        <section>
          <h2>Where sources disagree</h2>
          <ul class="plain disputes">
            {offer.disputes.map(({ topic, claim }) => (
              <li key={claim.id}>
                <button
                  type="button"
                  class="link"
                  title={claimWords(claim, S.ontology.value, S.nameOf)}
                  onClick={() => openDispute(claim)}
                >
                  <span aria-hidden="true">≠ </span>
                  <bdi>{topic}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

async function openDispute(c: ClaimItem): Promise<void> {
  await A.start([...new Set([c.subject, c.object])])
  A.select(`claim:${c.id}`)
  S.drawer.value = 'evidence'
}

const ToDesk = () => (
  <p>
    Have a text?{' '}
    <a
      href="?desk="
      onClick={(e) => {
        if (e.ctrlKey || e.metaKey || e.shiftKey) return
        e.preventDefault()
        A.toDesk(null)
      }}
    >
      Put it on the desk
    </a>{' '}
    and review what was found in it.
  </p>
)

const Holds = ({ stats }: { stats: Stats }) => (
  <p class="fine holds">
    This store holds {plural(stats.totals.claims, 'claim')} from {plural(stats.totals.sources, 'source')} about{' '}
    {plural(stats.totals.actors, 'actor')}; {plural(stats.health.disputed, 'claim')}{' '}
    {stats.health.disputed === 1 ? 'is' : 'are'} disputed, {stats.health.undated} undated.
  </p>
)

function Empty() {
  return (
    <div class="note empty">
      <h2>This store is empty</h2>
      <p>Load the demonstration, 140 claims about Syria’s transition:</p>
      <pre>
        <code>liaison serve --seeds</code>
      </pre>
      <p>or your own data:</p>
      <pre>
        <code>liaison import FILE</code>
      </pre>
      <button type="button" onClick={() => location.reload()}>
        <Icon name="redo" /> Look again
      </button>
    </div>
  )
}

/** One line, explained. */
function ReadALine() {
  return (
    <section class="reading" aria-label="How to read a line">
      <h2>How to read a line</h2>
      <ul class="plain">
        <li>
          <Sample quad="VC" width={64} />{' '}
          <span>
            <b>Dashed</b> is said, <b>solid</b> is done; the arrow says by whom and to whom.
          </span>
        </li>
        <li>
          <Sample quad="MC" width={64} hollow sign="…" />{' '}
          <span>
            An <b>open head</b>: planned, alleged, threatened or refused.
          </span>
        </li>
        <li>
          <Sample quad="VX" width={64} hollow barred />{' '}
          <span>
            <b>Two bars</b>: denied.
          </span>
        </li>
        <li>
          <Sample quad="MX" width={64} disputed sign="≠" />{' '}
          <span>
            A <b>double rim</b>: disputed by another claim.
          </span>
        </li>
      </ul>
      <p class="fine">
        Dates keep their precision: “2024” is never shown as a day, and undated claims are never hidden by a window of
        time unless you ask for certainty.
      </p>
    </section>
  )
}
