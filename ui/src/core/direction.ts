const LETTER = /\p{L}/u
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u

/**
 * The way in which a text runs: that of its first letter; null where it has none. Browsers do the same for dir="auto", but take
 * many seconds for a text of a megabyte.
 */
export function directionOf(text: string): 'ltr' | 'rtl' | null {
  const first = LETTER.exec(text)
  if (!first) return null
  return RIGHT_TO_LEFT.test(first[0]) ? 'rtl' : 'ltr'
}
