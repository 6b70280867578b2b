import { describe, expect, test } from 'vitest'
import { headline } from './passage'
import { edtfOf } from './said'

describe('dates as people write them', () => {
  test.each([
    ['20 December 2024', '2024-12-20'],
    ['20th of december 2024', '2024-12-20'],
    ['Dec. 20, 2024', '2024-12-20'],
    ['December 2024', '2024-12'],
    ['Sept 2024', '2024-09'],
    ['20.12.2024', '2024-12-20'],
    ['about December 2024', '2024-12~'],
    ['around 2024', '2024~'],
    ['probably 3 May 2024', '2024-05-03?'],
    ['since 8 December 2024', '2024-12-08/..'],
    ['8 December 2024 to March 2025', '2024-12-08/2025-03'],
    ['2019 – 2021', '2019/2021'],
    ['2024-12-20', '2024-12-20'],
    ['2024~', '2024~'],
    ['[2024-12-08..2024-12-24]', '[2024-12-08..2024-12-24]'],
    ['2024-12-08/..', '2024-12-08/..'],
  ])('%s', (words, edtf) => {
    expect(edtfOf(words)).toBe(edtf)
  })
  test.each([
    '',
    'someday',
    'last week',
    '3/4/2024',
    '30 February 2024',
    '20.13.2024',
    '4 Brumaire 2024',
    'since ever',
    '<b>',
  ])('not understood: %s', (words) => {
    expect(edtfOf(words)).toBe(null)
  })
})

test('a headline is a short first line above more text', () => {
  expect(headline('\n Talks in Ankara \n\nThe ministers met.')).toBe('Talks in Ankara')
  expect(headline('The ministers met.\nMore.')).toBe(null)
  expect(headline('Talks in Ankara')).toBe(null)
  expect(headline(`${'x'.repeat(161)}\ny`)).toBe(null)
  expect(headline('')).toBe(null)
})
