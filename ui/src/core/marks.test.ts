import { describe, expect, test } from 'vitest'
import { unit } from './hash'
import { type Mark, marksOf, paragraphs } from './marks'
import { Offsets } from './offsets'

const flat = (text: string, marks: Mark[]) =>
  paragraphs(text, marks).map((p) =>
    p.pieces.map((x) => `${x.text}[${x.ids.join('')}${x.first.length ? `|${x.first.join('')}` : ''}]`).join(''),
  )

describe('marks', () => {
  test('plain text is one piece a line; empty lines stay', () => {
    expect(flat('one\n\ntwo', [])).toEqual(['one[]', '', 'two[]'])
    expect(flat('', [])).toEqual([''])
    expect(flat('x\n', [])).toEqual(['x[]', ''])
  })
  test('overlapping, nested and equal marks all show', () => {
    expect(
      flat('abcdefgh', [
        { from: 1, to: 5, id: 'A' },
        { from: 3, to: 7, id: 'B' },
        { from: 3, to: 7, id: 'C' },
        { from: 4, to: 5, id: 'D' },
      ]),
    ).toEqual(['a[]bc[A|A]d[ABC|BC]e[ABCD|D]fg[BC]h[]'])
  })
  test('a mark over lines is in each of them, and a stop only once', () => {
    expect(flat('ab\ncd\nef', [{ from: 1, to: 7, id: 'A' }])).toEqual(['a[]b[A|A]', 'cd[A]', 'e[A]f[]'])
    expect(
      flat('ab\ncd', [
        { from: 0, to: 5, id: 'A' },
        { from: 3, to: 4, id: 'B' },
      ]),
    ).toEqual(['ab[A|A]', 'c[AB|B]d[A]'])
  })
  test('one id with several quotes is one stop', () => {
    expect(
      flat('abcd', [
        { from: 0, to: 1, id: 'A' },
        { from: 2, to: 3, id: 'A' },
      ]),
    ).toEqual(['a[A|A]b[]c[A]d[]'])
  })
  test('whatever the marks, the pieces are the text, and every unit has the marks that lie over it', () => {
    for (let i = 0; i < 200; i++) {
      const roll = (k: string, n: number) => Math.floor(unit(`${i}.${k}`) * n)
      const text = Array.from({ length: 40 }, (_, j) => 'ab😀\nذ '[roll(`t${j}`, 7)] ?? '\n').join('')
      const marks = Array.from({ length: roll('n', 9) }, (_, j) => {
        const from = roll(`f${j}`, text.length)
        return { from, to: Math.min(text.length, from + 1 + roll(`l${j}`, 20)), id: `m${j}` }
      })
      const lines = paragraphs(text, marks)
      expect(lines.map((p) => p.pieces.map((x) => x.text).join('')).join('\n')).toBe(text)
      for (const x of lines.flatMap((p) => p.pieces)) {
        expect(text.slice(x.from, x.to)).toBe(x.text)
        for (let u = x.from; u < x.to; u++)
          expect([...x.ids].sort()).toEqual(
            marks
              .filter((m) => m.from <= u && u < m.to)
              .map((m) => m.id)
              .sort(),
          )
      }
      const firsts = lines.flatMap((p) => p.pieces.flatMap((x) => x.first))
      expect(firsts.length).toBe(new Set(firsts).size)
    }
  })
  test('quotes of the API come in bytes; those that fit nowhere are left out', () => {
    const text = 'قال 😀 yes'
    const o = new Offsets(text)
    expect(
      marksOf(o, [
        { id: 'A', quote: '😀', start: 7, end: 11 },
        { id: 'B', quote: 'x', start: 8, end: 11 },
        { id: 'C', quote: 'x', start: null, end: null },
        { id: 'D', quote: 'x', start: 7, end: 7 },
        { id: 'E', quote: 'x', start: 12, end: 999 },
      ]),
    ).toEqual([{ from: 4, to: 6, id: 'A' }])
  })
})
