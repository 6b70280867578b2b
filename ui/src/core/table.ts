import { byText, type Claim } from './model'
import type { Picture } from './picture'
import type { Relations } from './relations'
import { statusWords } from './words'

export interface Row {
  claim: Claim
  subject: string
  object: string
  relation: string
  status: string
}

/** The claims of the picture as rows, sorted by one column; "-when" is newest first, and so on; undated ones come last either way. Ties in a column keep the order of ids. */
export function rows(p: Picture, all: Relations, name: (id: string) => string, sort: string): Row[] {
  const list: Row[] = []
  for (const pair of p.pairs)
    for (const claim of pair.loaded)
      list.push({
        claim,
        subject: name(claim.subject),
        object: name(claim.object),
        relation: all.label(claim.relation),
        status: statusWords(claim).join(', '),
      })
  const down = sort.startsWith('-') ? -1 : 1
  const column = sort.replace(/^-/, '')
  const open = (r: Row) => column === 'when' && !r.claim.when.first && !r.claim.when.last
  return list.sort(
    (x, y) => Number(open(x)) - Number(open(y)) || down * compare(column, x, y) || byText(x.claim.id, y.claim.id),
  )
}

function compare(column: string, x: Row, y: Row): number {
  switch (column) {
    case 'when':
      return day(x.claim, y.claim)
    case 'confidence':
      return x.claim.confidence - y.claim.confidence
    case 'source':
      return byText(x.claim.source, y.claim.source)
    case 'subject':
    case 'object':
    case 'relation':
    case 'status':
      return x[column].localeCompare(y[column], 'en')
    default:
      return 0
  }
}

function day(x: Claim, y: Claim): number {
  const dx = x.when.first ?? x.when.last ?? ''
  const dy = y.when.first ?? y.when.last ?? ''
  return byText(dx, dy)
}

/** The rows as CSV, with a first line that says what they are. Cells that a spreadsheet would run as a formula are defused. */
export function csv(list: readonly Row[], note: string): string {
  const cell = (v: string | number | null) => {
    const s = String(v ?? '')
    const safe = /^[=+\-@\t\r]/.test(s) && typeof v !== 'number' ? `'${s}` : s
    return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
  }
  const head = [
    'claim',
    'when',
    'first',
    'last',
    'basis',
    'subject',
    'relation',
    'object',
    'polarity',
    'modality',
    'disputed',
    'confidence',
    'source',
  ]
  const body = list.map(({ claim: c, subject, relation, object }) =>
    [
      c.id,
      c.when.edtf,
      c.when.first,
      c.when.last,
      c.when.basis,
      subject,
      relation,
      object,
      c.polarity,
      c.modality,
      String(c.disputed),
      c.confidence,
      c.source,
    ]
      .map(cell)
      .join(','),
  )
  return `${[`# ${note.replace(/[\r\n]+/g, ' ')}`, head.join(','), ...body].join('\r\n')}\r\n`
}
