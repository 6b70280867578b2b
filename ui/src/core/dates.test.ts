import { describe, expect, test } from 'vitest'
import { dateWords, firstDay, isDay, lastDay, monthOf, monthShort, monthText } from './days'
import { basisWords, whenShort, whenWords } from './edtf'

describe('days', () => {
  test('months and their ends', () => {
    const feb = monthOf('2024-02-17')
    expect([monthText(feb), firstDay(feb), lastDay(feb), monthShort(feb)]).toEqual([
      '2024-02',
      '2024-02-01',
      '2024-02-29',
      'Feb 2024',
    ])
    expect(lastDay(monthOf('1900-02-01'))).toBe('1900-02-28')
    expect(lastDay(monthOf('2000-02-01'))).toBe('2000-02-29')
    expect(lastDay(monthOf('2025-11-01'))).toBe('2025-11-30')
    expect(lastDay(monthOf('2025-12-01'))).toBe('2025-12-31')
  })
  test('only days that exist are days', () => {
    for (const ok of ['2024-02-29', '1999-12-31', '0001-01-01']) expect(isDay(ok), ok).toBe(true)
    for (const no of [
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-01-32',
      '2024-01-00',
      '2024-1-1',
      '2024',
      '',
      '2024-01-01T00:00',
    ])
      expect(isDay(no), no).toBe(false)
  })
  test('words keep the precision', () => {
    expect(['2024-12-20', '2024-12', '2024', 'soon'].map(dateWords)).toEqual([
      '20 December 2024',
      'December 2024',
      '2024',
      'soon',
    ])
  })
})

describe('dates in words', () => {
  test.each([
    ['', 'no date given'],
    ['2024-12-20', '20 December 2024'],
    ['2024-12', 'December 2024'],
    ['2024-12-XX', 'December 2024'],
    ['2024', '2024'],
    ['202X', 'the 2020s'],
    ['2024-12-22~', 'about 22 December 2024'],
    ['2025-12-10?', '10 December 2025 (the source is unsure)'],
    ['2025%', 'about 2025 (the source is unsure)'],
    ['[..2025-01-24]', 'one day up to 24 January 2025'],
    ['[2024-12-08..]', 'one day from 8 December 2024 on'],
    ['[2024-12-08..2024-12-24]', 'one day between 8 December 2024 and 24 December 2024'],
    ['2024-12-08/2025-03', '8 December 2024 to March 2025'],
    ['2025-01-29/..', 'since 29 January 2025, and still when published'],
    ['2025-01-29/', 'since 29 January 2025, end unknown'],
    ['/2025-03', 'until March 2025, start unknown'],
    ['../2025-01-24', 'until 24 January 2025'],
    ['2025-10~/2025-12-13', 'about October 2025 to 13 December 2025'],
  ])('%s', (edtf, words) => {
    expect(whenWords(edtf)).toBe(words)
  })
  test.each([
    ['', 'undated'],
    ['2024-12-20', '20 Dec 2024'],
    ['2024-12-22~', '~22 Dec 2024'],
    ['2025-12-10?', '10 Dec 2025?'],
    ['[..2025-01-24]', 'by 24 Jan 2025'],
    ['[2024-12-08..]', 'from 8 Dec 2024'],
    ['2024-12-08/2025-03', '8 Dec 2024 – Mar 2025'],
    ['2025-05/..', 'since May 2025'],
    ['../2025-01', 'until Jan 2025'],
  ])('short: %s', (edtf, words) => {
    expect(whenShort(edtf)).toBe(words)
  })
  test('a publication date is never passed off as the date of the event', () => {
    expect(basisWords('publication')).toContain('not the day it happened')
    expect(basisWords('unknown', 'recently')).toContain('“recently”')
    expect(basisWords('stated')).toBe('The source states the date.')
  })
})
