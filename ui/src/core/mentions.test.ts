import { expect, test } from 'vitest'
import { datesIn, namedIn } from './mentions'
import type { Mentions } from './model'

const actor = (id: string) => ({ id, name: id.toUpperCase(), kind: 'state' as const, country: null })
const name = (start: number, id: string | null, candidates: string[] = [], recorded = true) => ({
  quote: 'x',
  start,
  end: start + 1,
  via: 'name',
  actor: id ? actor(id) : null,
  recorded,
  candidates: candidates.map(actor),
})
const date = (start: number, edtf: string | null, quote = 'd') => ({
  quote,
  start,
  end: start + 1,
  when: { edtf, first: null, last: null, basis: 'stated' as const },
})
const m: Mentions = {
  source: 's',
  events: false,
  names: [
    name(0, 'russia'),
    name(5, null, ['georgia', 'georgia-usa']),
    name(9, 'russia'),
    name(20, 'syria', [], false),
  ],
  dates: [date(2, '2024-12'), date(8, null), date(21, '2024-12', 'later')],
}

test('everyone named is listed once, with all places', () => {
  const all = namedIn(m)
  expect(all.map((a) => [a.id, a.sure, a.recorded, a.places.length])).toEqual([
    ['russia', true, true, 2],
    ['georgia', false, true, 1],
    ['georgia-usa', false, true, 1],
    ['syria', true, false, 1],
  ])
  expect(namedIn(m, [{ start: 4, end: 12 }]).map((a) => a.id)).toEqual(['georgia', 'georgia-usa', 'russia'])
  expect(namedIn(m, [])).toEqual([])
})
test('dates are those that mean something', () => {
  expect(datesIn(m).map((d) => [d.when.edtf, d.quote, d.places.length])).toEqual([['2024-12', 'd', 2]])
  expect(datesIn(m, [{ start: 20, end: 30 }]).map((d) => d.quote)).toEqual(['later'])
})
