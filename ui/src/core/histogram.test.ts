import { describe, expect, test } from 'vitest'
import { monthOf } from './days'
import { domain, handles, histogram, shift, windowOf } from './histogram'
import { answer, claim, on, relations } from './sample'

const quad = (r: string) => relations.quad(r)
const of = (days: (string | null)[], rel = 'visit') =>
  answer(
    ['a'],
    days.map((d) =>
      claim('a', rel, 'b', { when: d ? on(d) : { edtf: null, first: null, last: null, basis: 'unknown' as const } }),
    ),
  )

describe('the scale of time', () => {
  test('runs by month from the first claim to the last', () => {
    const a = of(['2024-12-08', '2025-03-01', '2025-12-19'])
    expect(domain(a.totals, a.claims, false)).toEqual({ start: monthOf('2024-12-01'), months: 13, before: 0 })
  })
  test('a lone early claim does not squeeze the rest: it is counted before the scale', () => {
    const days = Array.from({ length: 30 }, (_, i) => `2025-0${1 + (i % 9)}-10`)
    const a = of(['2016-02-01', ...days])
    expect(domain(a.totals, a.claims, false)).toEqual({ start: monthOf('2025-01-01'), months: 9, before: 1 })
    expect(domain(a.totals, a.claims, true)).toMatchObject({ start: monthOf('2016-02-01'), before: 0 })
  })
  test('is by year where only part was loaded', () => {
    const a = of(['2019-05-01', '2021-05-01'])
    const span = domain(a.totals, a.claims.slice(1), false)
    expect(span).toEqual({ start: 2019 * 12, months: 36, before: 0 })
    const h = histogram(a.totals, a.claims.slice(1), quad, span!)
    expect(h).toMatchObject({ width: 12, byMonth: false })
    expect(h.bins.map((b) => b.up)).toEqual([1, 0, 1])
  })
  test('nothing dated: no scale', () => {
    const a = of([null, null])
    expect(domain(a.totals, a.claims, false)).toBeNull()
  })
})

test('bars: cooperation up, conflict down, undated aside; every claim once', () => {
  const a = answer(
    ['a'],
    [...of(['2025-01-03', '2025-01-20', null]).claims, ...of(['2025-02-01', '2025-01-09'], 'ASSAULT').claims],
  )
  const span = domain(a.totals, a.claims, false)!
  const h = histogram(a.totals, a.claims, quad, span)
  expect(h.undated).toBe(1)
  const at = (day: string) => h.bins[monthOf(day) - span.start]
  expect([at('2025-01-01'), at('2025-02-01')]).toEqual([
    { up: 2, down: 1 },
    { up: 0, down: 1 },
  ])
  expect(h.bins.reduce((n, b) => n + b.up + b.down, 0) + h.undated).toBe(a.totals.claims)
})

describe('the window', () => {
  const span = { start: monthOf('2024-12-01'), months: 13 }
  test('handles at the ends set no bound', () => {
    expect(windowOf(0, 13, span)).toEqual({ from: null, to: null })
    expect(windowOf(0, 2, span)).toEqual({ from: null, to: '2025-01-31' })
    expect(windowOf(1, 2, span)).toEqual({ from: '2025-01-01', to: '2025-01-31' })
  })
  test('handles and window are inverse', () => {
    for (let a = 0; a < 13; a++)
      for (let b = a + 1; b <= 13; b++) {
        const w = windowOf(a, b, span)
        expect(handles(w.from, w.to, span)).toEqual([a, b])
      }
  })
  test('a window outside the scale is shown at its edge', () => {
    expect(handles('1990-01-01', '1990-02-01', span)).toEqual([0, 1])
    expect(handles('2090-01-01', null, span)).toEqual([12, 13])
  })
  test('moves inside the scale and keeps its width', () => {
    expect(shift(2, 4, -5, 13)).toEqual([0, 2])
    expect(shift(2, 4, 50, 13)).toEqual([11, 13])
    expect(shift(2, 4, 1, 13)).toEqual([3, 5])
  })
})
