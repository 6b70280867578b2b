import { whenWords } from '../../core/edtf'
import type { ActorDetail } from '../../core/model'
import { pairKey } from '../../core/model'
import { neighbours } from '../../core/navigate'
import { known } from '../../core/question'
import { count, kindWords, plural } from '../../core/words'
import * as A from '../actions'
import { api } from '../session'
import { learn, loaded, nameOf, ontology, pinned, pinnedSequence, state, view } from '../store'
import { useFetched } from './fetch'
import { Shape } from './shape'
import { Failure, Loading } from './states'

/** An actor: who it is, what can be done with it in the picture, to whom it is tied, and what is not shown. */
export function ActorPanel({ id }: { id: string }) {
  const k = known(state.value, pinnedSequence.value)
  const { data, error, again } = useFetched(`${id} ${JSON.stringify(k)}`, async (signal) => {
    const d = await api.actor(id, k, signal)
    learn([d.actor, ...d.peers.map((p) => ({ id: p.key, name: p.name }))])
    return d
  })
  return (
    <article>
      <h2 tabIndex={-1}>
        <bdi>{data?.actor.name ?? nameOf(id)}</bdi>
      </h2>
      {error && <Failure error={error} retry={again} />}
      {!data && !error && <Loading what="Looking it up…" />}
      {data && <About d={data} />}
      <InPicture id={id} />
      {data && <Missing d={data} id={id} />}
    </article>
  )
}

function About({ d }: { d: ActorDetail }) {
  const a = d.actor
  return (
    <>
      <p class="meta">
        <Shape kind={a.kind} /> {kindWords(a.kind)}
        {a.country && ` · ${a.country}`}
        {a.valid && ` · exists ${whenWords(a.valid.edtf)}`}
        {` · ${plural(d.totals.claims, 'claim')} in all`}
      </p>
      {a.description && (
        <p class="statement" dir="auto">
          {a.description}
        </p>
      )}
      {a.aliases.length > 0 && (
        <p class="aliases">
          <span class="fine">Also called </span>
          {a.aliases.map((x, i) => (
            <span key={x}>
              {i > 0 && ', '}
              <bdi>{x}</bdi>
            </span>
          ))}
        </p>
      )}
      {d.judgements.length > 0 && (
        <details>
          <summary>{plural(d.judgements.length, 'judgement')} about who this is</summary>
          <ul class="plain">
            {d.judgements.map((j) => (
              <li key={j.id}>
                <bdi>{nameOf(j.a)}</bdi> and <bdi>{nameOf(j.b)}</bdi>: <strong>{j.verdict}</strong>
                {!j.holds && ' (superseded)'}
                {j.reason && (
                  <span class="fine">
                    <bdi>{j.reason}</bdi>
                  </span>
                )}
                {j.by && <span class="fine">by {j.by}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function InPicture({ id }: { id: string }) {
  const v = view.value
  if (!v) return null
  const shown = v.cluster.get(id) ?? id
  const here = v.actors.has(shown)
  const around = neighbours(v, shown)
  const waiting = v.waiting.get(shown)
  const open = state.value.open.find((o) => (v.cluster.get(o.id) ?? o.id) === shown)
  const isSeed = v.seeds.includes(shown)
  return (
    <>
      <div class="acts">
        {here ? (
          <>
            <button type="button" onClick={() => A.expand(shown)} disabled={waiting === 0 && open?.steps !== 0}>
              Expand{waiting ? ` (${count(waiting)} waiting)` : ''}
            </button>
            <button type="button" onClick={() => A.collapse(shown)} disabled={isSeed ? open?.steps === 0 : !open}>
              Collapse
            </button>
            {pinned.value.has(shown) && (
              <button type="button" onClick={() => A.unpin(shown)}>
                Unpin
              </button>
            )}
          </>
        ) : (
          <button type="button" onClick={() => A.find(id, nameOf(id))}>
            Add to the picture
          </button>
        )}
        <button type="button" onClick={() => A.start([shown])}>
          Start from here
        </button>
      </div>
      {around.length > 0 && (
        <>
          <h3>Tied in the picture to</h3>
          <ul class="peers">
            {around.map((n) => (
              <li key={n.id}>
                <button type="button" class="peer" onClick={() => A.select(`tie:${pairKey(shown, n.id)}`)}>
                  <Shape kind={v.actors.get(n.id)?.kind ?? ''} size={14} />
                  <bdi>{nameOf(n.id)}</bdi>
                  <span class="n">{plural(n.claims, 'claim')}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {here && around.length === 0 && (
        <p class="note">No claim about {nameOf(id)} matches the filters. It keeps its place, faded.</p>
      )}
    </>
  )
}

/** "+N" in full: what is known of the actor and not in the picture, by relation and by peer. */
function Missing({ d, id }: { d: ActorDetail; id: string }) {
  const v = view.value
  if (!v || !loaded.value) return null
  const shown = v.cluster.get(id) ?? id
  const drawn = new Map<string, number>()
  for (const p of v.pairs)
    if (p.a === shown || p.b === shown)
      for (const r of p.tie.relations) drawn.set(r.key, (drawn.get(r.key) ?? 0) + r.claims)
  const rest = d.totals.by_relation
    .map((r) => ({ key: r.key, claims: r.claims - (drawn.get(r.key) ?? 0) }))
    .filter((r) => r.claims > 0)
  const peers = d.peers.filter((p) => !v.actors.has(p.key))
  if (rest.length === 0) return <p class="fine">Everything recorded about it is in the picture.</p>
  const sum = rest.reduce((n, r) => n + r.claims, 0)
  return (
    <section aria-label="Not in the picture">
      <h3>Not in the picture: {plural(sum, 'claim')}</h3>
      <p class="fine">
        {rest.slice(0, 8).map((r, i) => `${i ? ', ' : ''}${count(r.claims)} × ${ontology.value.label(r.key)}`)}
        {rest.length > 8 && `, and ${plural(rest.length - 8, 'more relation')}`}
      </p>
      {peers.length > 0 && (
        <ul class="peers">
          {peers.map((p) => (
            <li key={p.key}>
              <button
                type="button"
                class="peer"
                onClick={() => A.find(p.key, p.name)}
                title={`Add ${p.name} to the picture`}
              >
                <Shape kind={p.kind} size={14} />
                <bdi>{p.name}</bdi>
                <span class="n">+ {plural(p.claims, 'claim')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
