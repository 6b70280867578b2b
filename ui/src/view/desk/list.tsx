import { useSignal } from '@preact/signals'
import { whenWords } from '../../core/edtf'
import { bulk, relationCounts } from '../../core/review'
import { EMPTY, format, SHOWS, type Show } from '../../core/state'
import { plural, safeLink } from '../../core/words'
import { Failure } from '../parts/states'
import { nameOf, ontology, sourceName } from '../store'
import * as A from './act'
import { Card } from './card'
import { Finished } from './finished'
import { focusOn } from './focus'
import { Form } from './form'
import { Mentions } from './mentions'
import * as D from './store'

/** The proposals of the text: what was found, what is decided, and what can be done about many at a time. */
export function Review() {
  const t = D.count.value
  return (
    <>
      <Head />
      {D.trouble.value && (
        <Failure
          error={D.trouble.value}
          retry={() => {
            D.trouble.value = null
            A.lay(D.desk.value.source)
          }}
        />
      )}
      {D.remark.value?.lines.map((r) => (
        <p key={r} class="note" dir="auto">
          {r}
        </p>
      ))}
      {D.finished.value && <Finished />}
      {t.all > 0 && <Tools />}
      {D.editing.value === D.NEW && (
        <section class="proposal here" aria-label="Claim by hand">
          <Form id={D.NEW} title="A claim by hand" />
        </section>
      )}
      {t.all === 0 && D.editing.value !== D.NEW && (
        <div class="note">
          <p>No proposals rest on this text.</p>
          {D.sheet.value?.text !== null && (
            <p>
              Select words in it and make a claim by hand, or{' '}
              <button type="button" class="link" onClick={() => A.edit(D.NEW, D.selection.value)}>
                type the words
              </button>
              .
            </p>
          )}
        </div>
      )}
      {t.all === 0 && !D.loading.value && D.sheet.value?.text && <Mentions source={D.sheet.value.source.id} />}
      {t.all > 0 && D.shown.value.length === 0 && (
        <p class="note">
          Nothing passes this filter.{' '}
          <button type="button" class="link" onClick={() => A.narrow({ show: 'all', relation: null, minScore: 0 })}>
            Show all {t.all}
          </button>
        </p>
      )}
      <ol class="proposals">
        {D.shown.value.map((p) => (
          <Card key={p.id} p={p} />
        ))}
      </ol>
      <Besides />
    </>
  )
}

function Head() {
  const s = D.sheet.value?.source
  const t = D.count.value
  if (!s) return null
  const url = safeLink(s.url)
  const decided = t.all - t.open
  return (
    <div class="desk-head">
      <h1 dir="auto">{s.title ?? s.publisher ?? s.id}</h1>
      <p class="meta">
        {s.publisher && s.title && <bdi>{s.publisher}</bdi>}
        {s.publisher && s.title && ' · '}
        {s.published ? whenWords(s.published) : 'publication date unknown'}
        {url && (
          <>
            {' · '}
            <a href={url} target="_blank" rel="noopener noreferrer external">
              {new URL(url).hostname}
            </a>
          </>
        )}
      </p>
      {s.relays && (
        <p class="fine">
          A copy or relay of <bdi>{sourceName(s.relays)}</bdi>: together they count as one witness.
        </p>
      )}
      {t.all > 0 && (
        <p class="progress-line">
          <progress max={t.all} value={decided} aria-label="Decided" />
          <span>
            {decided} of {t.all} decided
          </span>
        </p>
      )}
      <p class="fine">
        {D.by.value ? (
          <>
            Reviewing as <bdi>{D.by.value}</bdi>.{' '}
            <button type="button" class="link" onClick={() => A.askBy()}>
              Change the name
            </button>
          </>
        ) : (
          'You will be asked for your name with the first decision.'
        )}
      </p>
    </div>
  )
}

const SHOW_WORDS: Record<Show, string> = { all: 'All', open: 'Open', accepted: 'Accepted', rejected: 'Rejected' }

function Tools() {
  const many = useSignal(false)
  const t = D.count.value
  const n: Record<Show, number> = { all: t.all, open: t.open, accepted: t.accepted + t.edited, rejected: t.rejected }
  const d = D.desk.value
  const b = bulk(D.shown.value)
  return (
    <div class="desk-tools">
      <fieldset class="tabs">
        <legend class="visually-hidden">Show</legend>
        {SHOWS.map((s) => (
          <button key={s} type="button" aria-pressed={d.show === s} onClick={() => A.narrow({ show: s })}>
            {SHOW_WORDS[s]} <span class="count">{n[s]}</span>
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        class="link"
        aria-expanded={many.value}
        aria-controls="many"
        onClick={() => {
          many.value = !many.value
        }}
      >
        Filter and bulk
      </button>
      {D.sheet.value?.text !== null && (
        <button type="button" class="link" onClick={() => A.edit(D.NEW, D.selection.value)}>
          Claim by hand <kbd aria-hidden="true">n</kbd>
        </button>
      )}
      {(many.value || d.relation !== null || d.minScore > 0) && (
        <div id="many" class="many">
          <label class="field">
            <span>Relation</span>
            <select value={d.relation ?? ''} onChange={(e) => A.narrow({ relation: e.currentTarget.value || null })}>
              <option value="">all ({t.all})</option>
              {relationCounts(D.proposals.value).map((r) => (
                <option key={r.id} value={r.id}>
                  {ontology.value.label(r.id)} ({r.n})
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span>Scored at least {d.minScore}</span>
            <input
              type="range"
              min={0}
              max={100}
              step={5}
              value={d.minScore}
              onInput={(e) => A.narrow({ minScore: Number(e.currentTarget.value) })}
            />
          </label>
          <p class="acts">
            <button type="button" disabled={b.ready.length === 0} onClick={() => A.decideAll('accept', b.ready)}>
              Accept {plural(b.ready.length, 'open one')}
            </button>
            <button type="button" disabled={b.open.length === 0} onClick={() => A.decideAll('reject', b.open)}>
              Reject {plural(b.open.length, 'open one')}
            </button>
          </p>
          {b.waiting > 0 && (
            <p class="fine">
              {plural(b.waiting, 'open one')} can only be accepted by itself: it has to be said who is meant.
            </p>
          )}
        </div>
      )}
    </div>
  )
}

/** Claims on this text that no proposal led to. */
function Besides() {
  const list = D.byHand.value
  if (list.length === 0) return null
  return (
    <section class="besides">
      <h2>{plural(list.length, 'claim')} besides</h2>
      <p class="fine">Made by hand, or imported.</p>
      <ul class="plain">
        {list.slice(0, 100).map((c) => (
          <li key={c.id}>
            <a
              href={`?${format({ ...EMPTY, actors: [...new Set([c.subject, c.object])], select: `claim:${c.id}` })}`}
              onMouseOver={() => {
                D.hot.value = new Set([`claim:${c.id}`])
              }}
              onMouseOut={() => {
                D.hot.value = new Set()
              }}
              onFocus={() => {
                D.hot.value = new Set([`claim:${c.id}`])
              }}
              onBlur={() => {
                D.hot.value = new Set()
              }}
            >
              <bdi>{nameOf(c.subject)}</bdi> {A.label(c.relation)} <bdi>{nameOf(c.object)}</bdi>
            </a>
          </li>
        ))}
      </ul>
      {list.length > 100 && <p class="fine">The first 100 are listed.</p>}
    </section>
  )
}

const KEYS: Record<string, () => void> = {
  j: () => A.move(1),
  k: () => A.move(-1),
  ArrowDown: () => A.move(1),
  ArrowUp: () => A.move(-1),
}

/**
 * The keys of the desk. They act while the focus is among the proposals or in the text, never while something is typed, so
 * that no letter does anything by surprise. True where the key meant something.
 */
export function pressed(e: KeyboardEvent, side: 'list' | 'text'): boolean {
  const id = D.current.value
  const go = KEYS[e.key]
  if (go) {
    go()
    focusOn(side)
    return true
  }
  switch (e.key) {
    case 'a':
      A.decide('accept', id)
      break
    case 'x':
      A.decide('reject', id)
      break
    case 'u':
      A.decide('reopen', id)
      break
    case 'e':
      if (id) A.edit(id)
      return true
    case 'n':
      if (D.sheet.value?.text !== null) A.edit(D.NEW, D.selection.value)
      return true
    case 't':
      focusOn(side === 'text' ? 'list' : 'text')
      return true
    case 'Enter':
      if (side === 'list' && e.target instanceof HTMLElement && e.target.id.startsWith('proposal-')) focusOn('text')
      else return false
      return true
    default: {
      const p = D.proposals.value.find((x) => x.id === id)
      if (!p || !/^[1-9]$/.test(e.key)) return false
      const chosen = D.chosen.value.get(p.id) ?? {}
      const ends = (['subject', 'object'] as const).filter((x) => p[x] === null)
      const end = ends.find((x) => !chosen[x]) ?? ends[0]
      const who = end && p[`${end}_as`].candidates[Number(e.key) - 1]
      if (!end || !who) return false
      A.pickEnd(p, end, who)
      return true
    }
  }
  focusOn(side)
  return true
}
