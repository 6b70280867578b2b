import { describe, expect, test } from 'vitest'
import { Offsets } from './offsets'
import { passage, places, sentence } from './passage'

const TEXT = 'Dr. Smith (U.S.) said: “We left.” She met الشرع in دمشق 😀 today!\nНовая строка? Да. 我们走了。他们来了。'
const o = new Offsets(TEXT)
const bytes = new TextEncoder().encode(TEXT)
const at = (words: string) => ({ from: TEXT.indexOf(words), to: TEXT.indexOf(words) + words.length })
const true_ = (p: { quote: string; start: number; end: number }) =>
  new TextDecoder().decode(bytes.subarray(p.start, p.end)) === p.quote

describe('a passage', () => {
  test('is exact in bytes, whatever the script and whichever end was first', () => {
    for (const words of ['Dr. Smith', 'الشرع in دمشق', '😀', 'Новая строка?', '他们来了']) {
      const { from, to } = at(words)
      for (const p of [passage(o, from, to), passage(o, to, from)]) {
        expect(p?.quote).toBe(words)
        expect(p && true_(p)).toBe(true)
      }
    }
  })
  test('has no blanks at its ends, and is nothing if only blanks', () => {
    const { from, to } = at(' She met ')
    expect(passage(o, from, to)?.quote).toBe('She met')
    expect(passage(o, from, from + 1)).toBe(null)
    expect(passage(o, 5, 5)).toBe(null)
  })
  test('never splits a pair', () => {
    const { from } = at('😀')
    expect(passage(o, from + 1, from + 2)?.quote).toBe('😀')
    expect(passage(o, from - 1, from + 1)?.quote).toBe('😀')
  })
  test('every pair of places gives a true quote', () => {
    for (let a = 0; a <= TEXT.length; a++)
      for (let b = a; b <= TEXT.length; b += 3) {
        const p = passage(o, a, b)
        if (p) expect(true_(p)).toBe(true)
      }
  })
})

describe('words that are typed', () => {
  test('are found exactly, else with other capitals and blanks, and come back as the text has them', () => {
    expect(places(o, 'met الشرع').map((p) => p.quote)).toEqual(['met الشرع'])
    expect(places(o, 'dr.  smith').map((p) => p.quote)).toEqual(['Dr. Smith'])
    expect(places(o, 'today! Новая').map((p) => p.quote)).toEqual(['today!\nНовая'])
    expect(places(o, '.*')).toEqual([])
    expect(places(o, '   ')).toEqual([])
    expect(places(new Offsets('aa aa aa'), 'aa', 2)).toHaveLength(2)
  })
})

describe('a whole sentence', () => {
  const of = (words: string) => {
    const { from, to } = at(words)
    return sentence(o, passage(o, from, to)!).quote
  }
  test('in several scripts', () => {
    expect(of('الشرع')).toBe('She met الشرع in دمشق 😀 today!')
    expect(of('строка')).toBe('Новая строка?')
    expect(of('们来')).toBe('他们来了。')
    expect(of('We left')).toContain('“We left.”')
  })
  test('grows over all that it touches, and not again', () => {
    const { from } = at('today')
    const p = sentence(o, passage(o, from, at('строка').to)!)
    expect(p.quote).toBe('She met الشرع in دمشق 😀 today!\nНовая строка?')
    expect(sentence(o, p)).toEqual(p)
  })
})
