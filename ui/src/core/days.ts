/** Days and months as plain numbers. A day is an ISO date "2024-12-20"; a month is years * 12 + (month - 1). */

const NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

export const monthName = (m: number): string => NAMES[((m % 12) + 12) % 12] ?? ''

/** The month a day lies in. Years below zero and above 9999 are allowed ("-0044-03-15"). */
export function monthOf(day: string): number {
  const m = /^(-?\d{4,})-(\d{2})/.exec(day)
  return m ? Number(m[1]) * 12 + Number(m[2]) - 1 : Number.NaN
}

const pad = (n: number, width: number) => (n < 0 ? '-' : '') + String(Math.abs(n)).padStart(width, '0')

/** "2024-12" */
export const monthText = (m: number): string => `${pad(Math.floor(m / 12), 4)}-${pad((((m % 12) + 12) % 12) + 1, 2)}`

/** "Dec 2024" */
export const monthShort = (m: number): string => `${monthName(m).slice(0, 3)} ${Math.floor(m / 12)}`

/** The first day of a month. */
export const firstDay = (m: number): string => `${monthText(m)}-01`

/** The last day of a month, leap years counted. */
export function lastDay(m: number): string {
  const y = Math.floor(m / 12)
  const i = ((m % 12) + 12) % 12
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
  const n = i === 1 ? (leap ? 29 : 28) : [3, 5, 8, 10].includes(i) ? 30 : 31
  return `${monthText(m)}-${n}`
}

/** "20 December 2024" for a day, "December 2024" for a month, "2024" for a year; anything else comes back unchanged. */
export function dateWords(text: string): string {
  const d = /^(-?\d{4,})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text)
  if (!d) return text
  const year = String(Number(d[1]))
  if (!d[2]) return year
  const name = NAMES[Number(d[2]) - 1]
  if (!name) return text
  return d[3] ? `${Number(d[3])} ${name} ${year}` : `${name} ${year}`
}

/** Is the text a day that exists? */
export function isDay(text: string): boolean {
  const d = /^\d{4}-\d{2}-\d{2}$/.exec(text)
  if (!d) return false
  const m = monthOf(text)
  const month = Number(text.slice(5, 7))
  return month >= 1 && month <= 12 && text.slice(8) >= '01' && text <= lastDay(m)
}
