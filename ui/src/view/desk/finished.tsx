import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { ClaimItem } from '../../core/model'
import { inkOf } from '../../core/palette'
import { type Drawing, drawing, frame, parties, request } from '../../core/small'
import { EMPTY, format, NO_FILTER } from '../../core/state'
import { plural, shorten, statusWords } from '../../core/words'
import { arrange } from '../session'
import { dark, nameOf, ontology } from '../store'
import * as A from './act'
import * as D from './store'

/** Nothing is open: what became of the proposals, and what the text now says in the graph. */
export function Finished() {
  const t = D.count.value
  const claims = D.sheet.value?.claims.filter((c) => !c.withdrawn) ?? []
  const people = parties(claims)
  const source = D.sheet.value?.source.id ?? ''
  return (
    <section class="finished" id="finished" tabIndex={-1} aria-label="Summary">
      <h2>This text is finished</h2>
      <p>
        {[
          [t.accepted, 'accepted'],
          [t.edited, 'edited'],
          [t.rejected, 'rejected'],
        ]
          .filter(([n]) => n)
          .map(([n, word]) => `${n} ${word}`)
          .join(', ')}
        {D.byHand.value.length > 0 && `, ${plural(D.byHand.value.length, 'claim')} besides`}. It makes{' '}
        {plural(claims.length, 'claim')} between {plural(people.length, 'actor')}.
      </p>
      {claims.length > 0 && (
        <>
          <Small claims={claims} people={people} />
          <p class="acts">
            <a
              class="button primary"
              href={`?${format({ ...EMPTY, actors: people.slice(0, 12), filter: { ...NO_FILTER, sources: [source] } })}`}
            >
              See these claims in the picture
            </a>
            <a class="button" href={`?${format({ ...EMPTY, actors: people.slice(0, 12) })}`}>
              With all that others say
            </a>
          </p>
        </>
      )}
      <p class="acts">
        <button type="button" onClick={() => A.next()}>
          Next text
        </button>
        <button type="button" class="quiet" onClick={() => A.go(null)}>
          All texts
        </button>
      </p>
    </section>
  )
}

/** The most that it is high, in px: as its style says. */
const HIGHEST = 300

/** So many actors are drawn; a text about more is better looked at in the picture. */
const MOST = 24

/** The graph of one text, small: the same hues, dashes and heads as the picture. */
function Small({ claims, people }: { claims: readonly ClaimItem[]; people: readonly string[] }) {
  const shown = people.slice(0, MOST)
  const drawn = useSignal<Drawing | null>(null)
  const figure = useRef<HTMLElement>(null)
  const width = useSignal(520)
  useEffect(() => {
    const el = figure.current
    if (!el || typeof ResizeObserver === 'undefined') return
    const watch = new ResizeObserver(() => {
      width.value = Math.max(120, el.clientWidth)
    })
    watch.observe(el)
    return () => watch.disconnect()
  }, [])
  const key = claims.map((c) => c.id).join()
  useEffect(() => {
    let gone = false
    arrange(request(claims, shown)).then(
      (places) => {
        if (!gone) drawn.value = drawing(claims, shown, places)
      },
      () => undefined, // the words beside it say the same
    )
    return () => {
      gone = true
    }
  }, [key])
  const all = ontology.value
  if (!drawn.value) return <figure ref={figure} class="small-graph" />
  const { spots, lines, bounds } = drawn.value
  const { box, unit } = frame(bounds, width.value, HIGHEST)
  return (
    <figure ref={figure} class="small-graph">
      <svg
        viewBox={box}
        role="img"
        aria-label={`A graph of ${plural(claims.length, 'claim')}: ${claims
          .slice(0, 40)
          .map((c) => `${nameOf(c.subject)} ${all.label(c.relation)} ${nameOf(c.object)}`)
          .join('; ')}.`}
      >
        {lines.map(({ c, path, head }) => {
          const quad = all.quad(c.relation)
          const ink = inkOf(all.root(c.relation), quad, dark.value)
          const plain = c.polarity === 'asserted' && c.modality === 'actual'
          return (
            <g key={c.id} stroke={ink.line} fill="none">
              <title>{`${nameOf(c.subject)} ${all.label(c.relation)} ${nameOf(c.object)}${statusWords(c)
                .map((w) => ` (${w})`)
                .join('')}`}</title>
              <path
                d={path}
                stroke-width={quad === 'ST' ? 1.5 : 2.5}
                stroke-dasharray={quad === 'VC' || quad === 'VX' ? '7 5' : undefined}
              />
              {!all.symmetric(c.relation) && (
                <path d={head} stroke-width={1.5} fill={plain ? ink.line : 'var(--panel)'} />
              )}
            </g>
          )
        })}
        {spots.map((s) => (
          <g key={s.id}>
            <circle cx={s.x} cy={s.y} r={6.5 * unit} class="dot" />
            <text x={s.x} y={s.y + 20 * unit} text-anchor="middle" font-size={12 * unit}>
              {shorten(nameOf(s.id), 24)}
            </text>
          </g>
        ))}
      </svg>
      {people.length > shown.length && (
        <figcaption class="fine">
          The {MOST} busiest of {people.length} actors are drawn.
        </figcaption>
      )}
    </figure>
  )
}
