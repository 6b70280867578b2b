import { expect, test } from 'vitest'
import { directionOf } from './direction'

test('a text runs as its first letter does', () => {
  expect(['', '1, 2: 😀', '«Дом» بيت', '— “بيت” house', '12 שלום', 'ߒߞߏ', '漢字', '𞤀𞤣'].map(directionOf)).toEqual([
    null,
    null,
    'ltr',
    'rtl',
    'rtl',
    'rtl',
    'ltr',
    'rtl',
  ])
})
