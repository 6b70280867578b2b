import { useEffect, useRef } from 'preact/hooks'
import { select } from '../actions'
import { drawer, failure, loaded, selected } from '../store'
import { ActorPanel } from './actorpanel'
import { ClaimPanel } from './claimpanel'
import { Icon } from './icons'
import { Overview } from './overview'
import { SourcePanel } from './sourcepanel'
import { TiePanel } from './tiepanel'

/** The panel at the right: what is selected, down to the sentence. */
export function EvidencePanel() {
  const s = selected.value
  const ref = useRef<HTMLElement>(null)
  const key = s ? `${s.kind}:${s.id}` : ''
  useEffect(() => {
    if (ref.current) ref.current.scrollTop = 0
  }, [key])
  if (!loaded.value && failure.value) return <aside class="evidence" />
  return (
    <aside
      ref={ref}
      class={drawer.value === 'evidence' ? 'evidence open' : 'evidence'}
      tabIndex={-1}
      aria-label="Evidence"
      id="evidence"
    >
      <div class="panel-head">
        <span class="eyebrow">
          {s ? { actor: 'Actor', tie: 'Tie', claim: 'Claim', source: 'Source' }[s.kind] : 'This picture'}
        </span>
        {s && (
          <button type="button" class="quiet" onClick={() => select(null)}>
            Overview
          </button>
        )}
        <button
          type="button"
          class="quiet drawer-close"
          aria-label="Close evidence"
          onClick={() => {
            drawer.value = null
          }}
        >
          <Icon name="close" />
        </button>
      </div>
      {s === null && <Overview />}
      {s?.kind === 'actor' && <ActorPanel id={s.id} key={key} />}
      {s?.kind === 'tie' && <TiePanel pair={s.id} key={key} />}
      {s?.kind === 'claim' && <ClaimPanel id={s.id} key={key} />}
      {s?.kind === 'source' && <SourcePanel id={s.id} key={key} />}
    </aside>
  )
}
