import { describe, expect, test } from 'vitest'
import { unit } from './hash'
import { Offsets } from './offsets'

const bytes = (text: string) => new TextEncoder().encode(text).length

/** Texts of all widths: one to four bytes, marks on top of letters, right to left, and halves of pairs. */
const PARTS = ['a', ' ', '\n', 'é', 'e\u0301', 'ж', 'ש', 'ل', '漢', '…', '😀', '👩‍👩‍👧', '\u202e', '\ufeff', '𐎠']
const TEXTS = [
  '',
  'plain',
  'قال وزير الخارجية',
  '😀',
  'x😀y',
  ...Array.from({ length: 60 }, (_, i) =>
    Array.from(
      { length: 1 + Math.floor(unit(`n${i}`) * 3000) },
      (_, j) => PARTS[Math.floor(unit(`${i}.${j}`) * PARTS.length)],
    ).join(''),
  ),
]

describe('offsets', () => {
  test('agree with the encoder at every character, both ways', () => {
    for (const text of TEXTS) {
      const o = new Offsets(text)
      expect(o.bytes).toBe(bytes(text))
      let at = 0
      let byte = 0
      const every = Math.max(1, Math.floor(text.length / 400))
      for (const c of text) {
        if (at % every === 0) {
          expect(o.toByte(at)).toBe(byte)
          expect(o.toUnit(byte)).toBe(at)
        }
        at += c.length
        byte += bytes(c)
      }
      expect(o.toByte(at)).toBe(byte)
      expect(o.toUnit(byte)).toBe(at)
    }
  })
  test('a byte inside a character, or outside the text, is no place', () => {
    const o = new Offsets('é😀x')
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, -1, 0.5].map((b) => o.toUnit(b))).toEqual([
      0,
      null,
      1,
      null,
      null,
      null,
      3,
      4,
      null,
      null,
      null,
    ])
  })
  test('a place inside a pair counts as the place before it', () => {
    const o = new Offsets('x😀y')
    expect([0, 1, 2, 3, 4, 99].map((u) => o.toByte(u))).toEqual([0, 1, 1, 5, 6, 6])
  })
  test('a pair across a mark of the map', () => {
    for (const pad of [1022, 1023, 1024, 2047]) {
      const text = `é${'a'.repeat(pad - 1)}😀b`
      const o = new Offsets(text)
      expect(o.toByte(pad + 2)).toBe(pad + 1 + 4)
      expect(o.toUnit(pad + 5)).toBe(pad + 2)
      expect(o.toUnit(pad + 1)).toBe(pad)
      expect(o.toUnit(pad + 2)).toBe(null)
    }
  })
  test('half a pair is three bytes, as the encoder writes it', () => {
    for (const text of ['\ud83d', 'a\ude00b', '\ud83d\ud83d\ude00']) expect(new Offsets(text).bytes).toBe(bytes(text))
  })
  test('4 MiB take no time to speak of', () => {
    const text = 'дом 😀 '.repeat(400_000)
    const begun = performance.now()
    const o = new Offsets(text)
    for (let i = 0; i < 2000; i++) o.toUnit(o.toByte(i * 1000))
    expect(performance.now() - begun).toBeLessThan(3000)
  })
})
