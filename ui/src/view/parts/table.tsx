import { whenShort, whenWords } from '../../core/edtf'
import { inkOf } from '../../core/palette'
import { rows } from '../../core/table'
import { count, statusWords } from '../../core/words'
import { select, sortBy } from '../actions'
import { dark, drawer, nameOf, ontology, selected, sourceName, state, view } from '../store'
import { Badges } from './states'

const COLUMNS = [
  ['when', 'When'],
  ['subject', 'Who'],
  ['relation', 'does what'],
  ['object', 'to whom'],
  ['status', 'Standing'],
  ['confidence', 'Confidence'],
  ['source', 'Source'],
] as const

/** The same picture as a table: every claim a row, every column sortable. */
export function Table() {
  const v = view.value
  if (!v) return null
  const sort = state.value.sort
  const column = sort.replace(/^-/, '')
  const down = sort.startsWith('-')
  const list = rows(v, ontology.value, nameOf, sort)
  const matching = v.pairs.reduce((n, p) => n + p.claims, 0)
  const chosen = selected.value
  return (
    <section class="table-wrap" aria-label="Claims as a table">
      <table>
        <caption>
          {count(list.length)}{' '}
          {matching > list.length ? `of the ${count(matching)} claims` : list.length === 1 ? 'claim' : 'claims'} between
          the actors of the picture
          {matching > list.length && '. Open a tie to read all of its claims.'}
        </caption>
        <thead>
          <tr>
            {COLUMNS.map(([id, label]) => (
              <th key={id} scope="col" aria-sort={column === id ? (down ? 'descending' : 'ascending') : 'none'}>
                <button type="button" class="sort" onClick={() => sortBy(column === id && !down ? `-${id}` : id)}>
                  {label} <span aria-hidden="true">{column === id ? (down ? '▼' : '▲') : ''}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map(({ claim: c, subject, object, relation }) => {
            const ink = inkOf(ontology.value.root(c.relation), ontology.value.quad(c.relation), dark.value)
            return (
              <tr key={c.id} class={chosen?.kind === 'claim' && chosen.id === c.id ? 'chosen' : ''}>
                <td title={c.when.edtf ? whenWords(c.when.edtf) : 'no date given'}>{whenShort(c.when.edtf ?? '')}</td>
                <td>
                  <button
                    type="button"
                    class="link"
                    onClick={() => select(`actor:${v.cluster.get(c.subject) ?? c.subject}`)}
                  >
                    <bdi>{subject}</bdi>
                  </button>
                </td>
                <td>
                  <button
                    type="button"
                    class="link verb"
                    style={{ color: ink.text }}
                    onClick={() => {
                      select(`claim:${c.id}`)
                      drawer.value = 'evidence'
                    }}
                  >
                    {relation}
                  </button>
                </td>
                <td>
                  <button
                    type="button"
                    class="link"
                    onClick={() => select(`actor:${v.cluster.get(c.object) ?? c.object}`)}
                  >
                    <bdi>{object}</bdi>
                  </button>
                </td>
                <td>
                  <Badges words={statusWords(c)} />
                </td>
                <td class="num">{c.confidence} %</td>
                <td>
                  <button type="button" class="link" onClick={() => select(`source:${c.source}`)}>
                    <bdi>{sourceName(c.source)}</bdi>
                  </button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
