import { basisWords, whenShort, whenWords } from '../../core/edtf'
import type { Proposal } from '../../core/model'
import { inkOf } from '../../core/palette'
import { type End, isOpen, stands } from '../../core/review'
import { EMPTY, format } from '../../core/state'
import { confidenceWords, isolate, kindWords, standingWords, statusWords } from '../../core/words'
import { Shape } from '../parts/shape'
import { Badges } from '../parts/states'
import { dark, nameOf, ontology } from '../store'
import * as A from './act'
import { focusOn } from './focus'
import { Form } from './form'
import * as D from './store'

const STATE_WORDS: Record<Proposal['state'], string> = {
  open: 'open',
  accepted: 'accepted',
  edited: 'accepted as edited',
  rejected: 'rejected',
}

const BASIS: Record<Proposal['when']['basis'], string> = {
  stated: '',
  relative: 'worked out',
  publication: 'day of publication',
  unknown: 'basis unknown',
}

/** One proposal. The one at hand shows all that is known about it; the others, what they say. */
export function Card({ p }: { p: Proposal }) {
  const here = D.current.value === p.id
  const hot = D.hot.value.has(p.id)
  const told = D.refusals.value.get(p.id)
  if (D.editing.value === p.id)
    return (
      <li class="proposal here">
        <Form id={p.id} title="Edit the proposal" />
      </li>
    )
  return (
    <li class={`proposal ${p.state}${here ? ' here' : ''}${hot ? ' hot' : ''}`}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: j and k choose, and every act has a button and a key */}
      {/* biome-ignore lint/a11y/useKeyWithMouseEvents: focus does the same */}
      <article
        id={`proposal-${p.id}`}
        tabIndex={here ? 0 : -1}
        aria-labelledby={`says-${p.id}`}
        aria-current={here ? 'true' : undefined}
        onClick={() => A.choose(p.id)}
        onFocusIn={() => {
          D.hot.value = new Set([p.id])
        }}
        onFocusOut={() => {
          D.hot.value = new Set()
        }}
        onMouseOver={() => {
          if (!D.hot.value.has(p.id)) D.hot.value = new Set([p.id])
        }}
        onMouseLeave={() => {
          D.hot.value = new Set()
        }}
      >
        <Says p={p} />
        {isOpen(p) && <Open p={p} />}
        {here && <Facts p={p} />}
        {told && (
          <p class="note bad" role="alert">
            {told}
          </p>
        )}
        <Acts p={p} here={here} />
      </article>
    </li>
  )
}

/** The name of an end: of the actor, or the words where it is not decided who is meant. */
function Name({ p, end }: { p: Proposal; end: End }) {
  const id = p[end] ?? D.chosen.value.get(p.id)?.[end]
  const isNew = p.actors.some((a) => a.id === id)
  if (!id)
    return (
      <>
        <bdi>“{A.wordsOf(p, end)}”</bdi> <span class="badge asks">who?</span>
      </>
    )
  return (
    <>
      <bdi class="who">{nameOf(id)}</bdi>{' '}
      {isNew && isOpen(p) && A.unrecorded(id) && <span class="badge fresh">new</span>}
    </>
  )
}

function Says({ p }: { p: Proposal }) {
  const all = ontology.value
  const ink = inkOf(all.root(p.relation), all.quad(p.relation), dark.value)
  return (
    <>
      <p class="card-top">
        <span class="glyph" aria-hidden="true" style={{ color: ink.text, borderColor: ink.line }}>
          {all.glyph(p.relation)}
        </span>
        <span class="card-when" title={p.when.edtf ? whenWords(p.when.edtf) : 'no date given'}>
          {whenShort(p.when.edtf ?? '')}
          {p.when.edtf && p.when.basis !== 'stated' && <span class="basis"> {BASIS[p.when.basis]}</span>}
        </span>
        <Badges words={statusWords({ ...p, disputed: false })} />
        {!isOpen(p) && <span class={`badge state ${p.state}`}>{STATE_WORDS[p.state]}</span>}
        {!stands(p) && D.drafts.value.has(p.id) && <span class="badge draft">edit begun</span>}
        <span class="score" title="How likely it is that the text says so">
          {p.score} % <span class="likely">likely</span>
        </span>
      </p>
      <p class="says" id={`says-${p.id}`}>
        <Name p={p} end="subject" />{' '}
        <span class="verb" style={{ color: ink.text }}>
          {all.label(p.relation)}
        </span>{' '}
        <Name p={p} end="object" />
        {p.attribution && (
          <span class="fine">
            {' '}
            according to <bdi>{p.attribution}</bdi>
          </span>
        )}
      </p>
    </>
  )
}

/** What is known about it beyond the line. */
function Facts({ p }: { p: Proposal }) {
  const r = p.review
  return (
    <>
      {p.evidence.map((e) => (
        <blockquote key={`${e.start} ${e.quote}`} dir="auto">
          {e.quote}
        </blockquote>
      ))}
      {p.evidence.length === 0 && <p class="note">It comes without a quote: edit it, and mark the words.</p>}
      {standingWords(p).length > 0 && <p class="standing">{standingWords(p).join(' ')}</p>}
      <dl class="facts">
        <dt>When</dt>
        <dd>
          {p.when.edtf ? whenWords(p.when.edtf) : 'No date given'}
          <span class="fine">{basisWords(p.when.basis, p.when_text ? isolate(p.when_text) : null)}</span>
        </dd>
        <dt>Who says so</dt>
        <dd>{p.attribution ? <bdi>{p.attribution}</bdi> : 'The source itself'}</dd>
        <dt>How firmly</dt>
        <dd>
          {p.confidence} %, {confidenceWords(p.confidence)}
        </dd>
        {p.place && (
          <>
            <dt>Where</dt>
            <dd>
              <bdi>{nameOf(p.place)}</bdi>
            </dd>
          </>
        )}
        {p.third_parties.length > 0 && (
          <>
            <dt>Also involved</dt>
            <dd>
              {p.third_parties.map((id, i) => (
                <span key={id}>
                  {i > 0 && ', '}
                  <bdi>{nameOf(id)}</bdi>
                </span>
              ))}
            </dd>
          </>
        )}
        {p.actors.some((a) => A.unrecorded(a.id)) && isOpen(p) && (
          <>
            <dt>New here</dt>
            <dd>
              {p.actors
                .filter((a) => A.unrecorded(a.id))
                .map((a, i) => (
                  <span key={a.id}>
                    {i > 0 && ', '}
                    <bdi>{a.name}</bdi> ({kindWords(a.kind)})
                  </span>
                ))}
              <span class="fine">Recorded together with the claim.</span>
            </dd>
          </>
        )}
        {r && !isOpen(p) && (
          <>
            <dt>Decided</dt>
            <dd>
              {STATE_WORDS[p.state]} by <bdi>{r.by}</bdi>
              {r.reason && (
                <span class="fine" dir="auto">
                  {r.reason}
                </span>
              )}
              {r.claim && stands(p) && (
                <a class="fine-link" href={`?${format({ ...EMPTY, actors: actorsOf(p), select: `claim:${r.claim}` })}`}>
                  Open the claim
                </a>
              )}
            </dd>
          </>
        )}
      </dl>
      {p.rules.length > 0 && (
        <details>
          <summary>How it was found</summary>
          <p class="fine">
            {p.made_by?.name ?? 'A program'} {p.made_by?.version ?? ''}: {p.rules.join(', ')}
          </p>
        </details>
      )}
    </>
  )
}

const actorsOf = (p: Proposal): string[] => [
  ...new Set([p.subject, p.object].filter((id): id is string => id !== null)),
]

/** Asks who is meant, where the words fit several or nobody. */
function Open({ p }: { p: Proposal }) {
  const ends = (['subject', 'object'] as const).filter((e) => p[e] === null)
  return (
    <>
      {ends.map((end) => {
        const { candidates, quote } = p[`${end}_as`]
        return (
          <fieldset key={end} class="who-is">
            <legend>
              {quote ? (
                <>
                  Who is meant by <bdi>“{quote}”</bdi>?
                </>
              ) : (
                `The text does not name the ${end}. Who is it?`
              )}
            </legend>
            {candidates.map((id, i) => (
              <Candidate key={id} p={p} end={end} id={id} n={i + 1} />
            ))}
            <button type="button" class="candidate" onClick={() => A.edit(p.id)}>
              {candidates.length ? 'Somebody else…' : 'Say who…'}
            </button>
          </fieldset>
        )
      })}
    </>
  )
}

function Candidate({ p, end, id, n }: { p: Proposal; end: End; id: string; n: number }) {
  const who = D.people.value.get(id)
  const what = [who ? kindWords(who.kind) : null, who?.country].filter(Boolean).join(', ') || id
  return (
    <button
      type="button"
      class="candidate"
      aria-pressed={D.chosen.value.get(p.id)?.[end] === id}
      title={who?.description ?? undefined}
      onClick={() => A.pickEnd(p, end, id)}
    >
      {n <= 9 && <kbd aria-hidden="true">{n}</kbd>}
      <Shape kind={who?.kind ?? 'group'} />
      <span>
        <bdi>{who?.name ?? id}</bdi>
        <span class="fine">{what}</span>
      </span>
    </button>
  )
}

function Acts({ p, here }: { p: Proposal; here: boolean }) {
  const tab = here ? 0 : -1
  const what = A.inWords(p)
  // the button that was pressed goes with the decision: the focus goes to the proposal at hand, and the keys go on working
  const go = async (decision: 'accept' | 'reject' | 'reopen') => {
    A.choose(p.id)
    await A.decide(decision, p.id)
    focusOn('list')
  }
  // it decides where to go on: the card would come back to itself
  const button = (key: string, word: string, act: () => void, cls = '') => (
    <button
      type="button"
      class={cls}
      tabIndex={tab}
      aria-label={`${word}: ${what}`}
      onClick={(e) => {
        e.stopPropagation()
        act()
      }}
    >
      {word} <kbd aria-hidden="true">{key}</kbd>
    </button>
  )
  return (
    <p class="acts">
      {isOpen(p) && button('a', 'Accept', () => go('accept'), 'primary')}
      {!stands(p) && button('e', 'Edit', () => A.edit(p.id))}
      {p.state === 'rejected' && button('a', 'Accept', () => go('accept'))}
      {isOpen(p) && button('x', 'Reject', () => go('reject'))}
      {!isOpen(p) && button('u', 'Reopen', () => go('reopen'))}
    </p>
  )
}
