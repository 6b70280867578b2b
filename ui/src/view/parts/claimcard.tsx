import { whenShort, whenWords } from '../../core/edtf'
import type { Claim, ClaimItem } from '../../core/model'
import { inkOf } from '../../core/palette'
import { statusWords } from '../../core/words'
import { select } from '../actions'
import { dark, nameOf, ontology, sourceName } from '../store'
import { Badges } from './states'

interface Props {
  claim: Claim | ClaimItem
  /** In a window of time: is it certain that it overlaps? */
  certainty?: Claim['certainty']
  chosen?: boolean
}

/** One claim in a list: who, what, whom, when, who published it. Opens its evidence. */
export function ClaimCard({ claim: c, certainty, chosen }: Props) {
  const all = ontology.value
  const ink = inkOf(all.root(c.relation), all.quad(c.relation), dark.value)
  const statement = 'statement' in c ? c.statement : null
  const quote = 'evidence' in c ? c.evidence[0]?.quote : null
  return (
    <li class={chosen ? 'card chosen' : 'card'}>
      <button
        type="button"
        class="claim"
        aria-current={chosen ? 'true' : undefined}
        onClick={() => select(`claim:${c.id}`)}
      >
        <span class="card-top">
          <span class="glyph" style={{ color: ink.text, borderColor: ink.line }}>
            {all.glyph(c.relation)}
          </span>
          <span class="card-when" title={c.when.edtf ? whenWords(c.when.edtf) : 'no date given'}>
            {whenShort(c.when.edtf ?? '')}
          </span>
          <Badges words={statusWords(c)} />
          {certainty === 'possible' && <span class="badge maybe">possibly in the window</span>}
        </span>
        <span class="card-words">
          <bdi>{nameOf(c.subject)}</bdi>{' '}
          <span style={{ color: ink.text }} class="verb">
            {all.label(c.relation)}
          </span>{' '}
          <bdi>{nameOf(c.object)}</bdi>
        </span>
        {statement && (
          <span class="card-quote" dir="auto">
            {quote ? `“${quote}”` : statement}
          </span>
        )}
        <span class="card-source">
          <bdi>{sourceName(c.source)}</bdi> · {c.confidence} %
        </span>
      </button>
    </li>
  )
}
