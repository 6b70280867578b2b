import { describe, expect, test } from 'vitest'
import { picture } from './picture'
import { markBytes } from './quote'
import { answer, claim, on, relations } from './sample'
import { EMPTY } from './state'
import { csv, rows } from './table'
import * as U from './undo'
import { claimWords, count, isolate, matchWords, plural, safeLink, shorten, statusWords } from './words'

describe('addresses of sources', () => {
  test.each(['https://example.org/a?b=c#d', 'http://example.org/', 'https://пример.рф/'])('%s is a link', (u) => {
    expect(safeLink(u)).toMatch(/^https?:\/\//)
  })
  test.each([
    null,
    undefined,
    '',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '\tjavascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.org/1',
    '//example.org',
    '/relative',
    'example.org',
    'https://',
    'ftp://example.org',
    'about:blank',
  ])('%s is not', (u) => {
    expect(safeLink(u)).toBeNull()
  })
})

describe('words', () => {
  test('a claim says how far it can be taken', () => {
    const c = claim('usa', 'share-intelligence', 'syria', { polarity: 'denied', modality: 'refused', disputed: true })
    expect(statusWords(c)).toEqual(['denied', 'refused', 'disputed'])
    expect(claimWords(c, relations, (id) => id)).toBe(
      'usa shares intelligence with syria (denied, refused, disputed), 10 January 2025',
    )
  })
  test('numbers', () => {
    expect([count(0), count(999), count(1000), count(1234567)]).toEqual(['0', '999', '1,000', '1,234,567'])
    expect([
      plural(1, 'claim'),
      plural(2, 'claim'),
      plural(1, 'witness', 'witnesses'),
      plural(0, 'witness', 'witnesses'),
    ]).toEqual(['1 claim', '2 claims', '1 witness', '0 witnesses'])
  })
  test('names cannot turn the text around them', () => {
    expect(isolate('a\u202eb\u2066c\u0007d')).toBe('\u2068abcd\u2069')
    expect(isolate('هيئة تحرير الشام')).toContain('هيئة')
  })
  test('shortened by characters, not by halves of them', () => {
    expect(shorten('👩‍🚀'.repeat(3), 4)).not.toContain('\ufffd')
    expect(shorten('United States', 60)).toBe('United States')
    expect(shorten('United States', 7)).toBe('United…')
  })
  test('why a search found someone', () => {
    expect(matchWords({ name: 'Washington', how: 'exact', field: 'alias' }, 'United States')).toBe(
      'also called “Washington”',
    )
    expect(matchWords({ name: 'United States', how: 'prefix', field: 'name' }, 'United States')).toBe('name')
    expect(matchWords({ name: 'Джулани', how: 'transliteration', field: 'alias' }, 'x')).toBe(
      'transliterated from “Джулани”',
    )
    expect(matchWords({ name: 'Iran', how: 'fuzzy', field: 'name' }, 'Iran')).toBe('similar to its name')
    expect(matchWords(null, 'x')).toBe('')
  })
})

describe('quotes in a text', () => {
  const text = 'Ägypten sagt: «نعم». Ende 👍.'
  const bytes = new TextEncoder().encode(text)
  const span = (part: string, id: string) => {
    const start = new TextEncoder().encode(text.slice(0, text.indexOf(part))).length
    return { start, end: start + new TextEncoder().encode(part).length, id }
  }
  test('byte offsets in any script', () => {
    const parts = markBytes(text, [span('نعم', 'c1'), span('👍', 'c2')])
    expect(parts.filter((p) => p.id).map((p) => [p.id, p.text])).toEqual([
      ['c1', 'نعم'],
      ['c2', '👍'],
    ])
    expect(parts.map((p) => p.text).join('')).toBe(text)
  })
  test('overlaps, nothing, nonsense', () => {
    const a = span('Ägypten sagt', 'a')
    const parts = markBytes(text, [
      a,
      { ...a, start: 3, id: 'b' },
      { start: null, end: null, id: 'c' },
      { start: 5, end: bytes.length + 9, id: 'd' },
    ])
    expect(parts.filter((p) => p.id).map((p) => p.id)).toEqual(['a'])
    expect(markBytes('', [])).toEqual([])
  })
})

describe('the table', () => {
  const a = answer(
    ['a'],
    [
      claim('a', 'visit', 'b', { when: on('2025-02-01'), confidence: 5, source: 'x' }),
      claim('b', 'ASSAULT', 'a', { when: { edtf: null, first: null, last: null, basis: 'unknown' }, confidence: 95 }),
      claim('a', 'meet', 'b', { when: on('2024-02-01'), confidence: 50, polarity: 'denied' }),
    ],
  )
  const all = { seeds: a, open: new Map(), all: a }
  const p = picture({ ...EMPTY, actors: ['a'] }, all, all)
  const by = (sort: string) => rows(p, relations, (id) => id, sort).map((r) => r.claim.relation)
  test('sorts every column both ways; undated come last either way', () => {
    expect(by('when')).toEqual(['meet', 'visit', 'ASSAULT'])
    expect(by('-when')).toEqual(['visit', 'meet', 'ASSAULT'])
    expect(by('confidence')).toEqual(['visit', 'meet', 'ASSAULT'])
    expect(by('-confidence')).toEqual(['ASSAULT', 'meet', 'visit'])
    expect(by('-status')).toEqual(['meet', 'visit', 'ASSAULT'])
    expect(by('relation')[0]).toBe('ASSAULT')
  })
  test('CSV: quoted, and nothing that a spreadsheet would run', () => {
    const text = csv(
      rows(p, relations, (id) => (id === 'a' ? '=HYPERLINK("x")' : 'B, "b"'), 'when'),
      'note\nline',
    )
    const [note, head, first] = text.split('\r\n')
    expect(note).toBe('# note line')
    expect(head).toMatch(/^claim,when,/)
    expect(first).toContain(`"'=HYPERLINK(""x"")"`)
    expect(first).toContain('"B, ""b"""')
  })
})

describe('undo', () => {
  test('back and forth, and a new step forgets what was undone', () => {
    let h = U.begin(1)
    h = U.push(h, 2)
    h = U.push(h, 3)
    expect([U.canUndo(h), U.canRedo(h), h.now]).toEqual([true, false, 3])
    h = U.undo(U.undo(h))
    expect(h.now).toBe(1)
    expect(U.undo(h)).toBe(h)
    h = U.redo(h)
    expect(h.now).toBe(2)
    h = U.push(h, 9)
    expect(U.canRedo(h)).toBe(false)
    expect(U.undo(h).now).toBe(2)
    expect(U.replace(h, 10)).toMatchObject({ now: 10, past: [1, 2] })
  })
  test('remembers a bounded number of steps', () => {
    let h = U.begin(0)
    for (let i = 1; i < 1000; i++) h = U.push(h, i)
    expect(h.past.length).toBe(U.DEPTH)
  })
})
