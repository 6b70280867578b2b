import type { Offsets } from './offsets'

/** Words of a text as evidence: exact, with their place in bytes. */
export interface Passage {
  quote: string
  start: number
  end: number
}

/** The most bytes of a quote that the API takes. */
export const MOST_QUOTE = 10_000

/** The passage between two places, given in UTF-16 units in any order; blanks at its ends are left out. Null where nothing is left. */
export function passage(offsets: Offsets, a: number, b: number): Passage | null {
  const text = offsets.text
  let from = whole(text, Math.max(0, Math.min(a, b)), -1)
  let to = whole(text, Math.min(text.length, Math.max(a, b)), 1)
  while (from < to && /\s/.test(text[from]!)) from++
  while (to > from && /\s/.test(text[to - 1]!)) to--
  if (from === to) return null
  return { quote: text.slice(from, to), start: offsets.toByte(from), end: offsets.toByte(to) }
}

/** A place that splits no surrogate pair. */
function whole(text: string, at: number, step: -1 | 1): number {
  const c = text.charCodeAt(at)
  const before = text.charCodeAt(at - 1)
  return at > 0 && c >= 0xdc00 && c <= 0xdfff && before >= 0xd800 && before <= 0xdbff ? at + step : at
}

/** Where words stand in a text: exactly so, or, if nowhere, with other capitals and blanks. At most `most` places. */
export function places(offsets: Offsets, words: string, most = 20): Passage[] {
  const wanted = words.trim()
  if (!wanted) return []
  const found = (pattern: RegExp): Passage[] => {
    const out: Passage[] = []
    for (const m of offsets.text.matchAll(pattern)) {
      const p = passage(offsets, m.index, m.index + m[0].length)
      if (p) out.push(p)
      if (out.length === most) break
    }
    return out
  }
  const parts = wanted.split(/\s+/).map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const exact = found(new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gu'))
  return exact.length ? exact : found(new RegExp(parts.join('\\s+'), 'giu'))
}

/** The passage made as long as the sentences (in any script) that it touches. */
export function sentence(offsets: Offsets, p: Passage): Passage {
  const text = offsets.text
  const from = offsets.toUnit(p.start)
  const to = offsets.toUnit(p.end)
  if (from === null || to === null) return p
  let a = from
  while (a > 0 && !ends(text, a - 1)) a--
  let b = Math.max(from + 1, to)
  while (b < text.length && !ends(text, b - 1)) b++
  return passage(offsets, a, b) ?? p
}

const END = /[.!?\u061f\u06d4\u0964\u3002\uff01\uff1f\u2026]/
const CLOSE = /["'\u2019\u201d\u00bb)\]]/

/** Does a sentence end with unit i? A point counts before a blank; a line end always. */
function ends(text: string, i: number): boolean {
  const c = text[i]!
  if (c === '\n') return true
  const next = text[i + 1] ?? '\n'
  if (/[\u3002\uff01\uff1f]/.test(c)) return !CLOSE.test(next)
  if (!/\s/.test(next)) return false
  let at = i
  while (at > 0 && CLOSE.test(text[at]!)) at--
  return END.test(text[at]!)
}

/** The first line of a text where it reads like a headline: short, without a full stop, and with more text below it. */
export function headline(text: string): string | null {
  const lines = text.split('\n').map((l) => l.trim())
  const at = lines.findIndex((l) => l !== '')
  const first = lines[at] ?? ''
  const more = lines.slice(at + 1).some((l) => l !== '')
  return more && first.length >= 8 && first.length <= 160 && !/[.!?:;,\u061f\u06d4\u0964\u3002]$/.test(first)
    ? first
    : null
}
