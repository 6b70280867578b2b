import { isDay } from './days'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const LONG = 'january february march april may june july august september october november december'.split(' ')

const month = (name: string): number | null => {
  const n = name.toLowerCase().replace(/\.$/, '')
  const at = n === 'sept' ? 8 : LONG.indexOf(n) >= 0 ? LONG.indexOf(n) : MONTHS.indexOf(n)
  return at < 0 ? null : at + 1
}

const two = (n: number) => String(n).padStart(2, '0')

/**
 * A date as people write it, as EDTF: "20 December 2024", "Dec 20, 2024", "December 2024", "about 2024", "since May 2023".
 * Null where it is not understood or could mean two days ("3/4/2024"); what is EDTF already comes back as it is.
 */
export function edtfOf(text: string): string | null {
  const clean = text.trim().replace(/\s+/g, ' ')
  if (clean === '') return null
  if (/^[-\d[][\dX\-~?%./[\]]*$/.test(clean) && !/^\d{1,2}[./]\d{1,2}[./]\d{4}$/.test(clean)) return clean
  const about = /^(?:about|around|circa|c\.|ca\.|roughly|probably) (.*)$/i.exec(clean)
  if (about) {
    const inner = edtfOf(about[1]!)
    return inner && /^[\d-]+$/.test(inner) ? `${inner}${/^probably/i.test(clean) ? '?' : '~'}` : null
  }
  const since = /^since (.*)$/i.exec(clean)
  if (since) {
    const inner = edtfOf(since[1]!)
    return inner && /^[\d-]+~?$/.test(inner) ? `${inner}/..` : null
  }
  const span = /^(?:from )?(.+?) (?:to|until|till|–|—|-) (.+)$/i.exec(clean)
  if (span) {
    const [a, b] = [edtfOf(span[1]!), edtfOf(span[2]!)]
    return a && b && !/[/[]/.test(a + b) ? `${a}/${b}` : null
  }
  return day(clean)
}

function day(clean: string): string | null {
  const forms: [RegExp, (m: RegExpExecArray) => [string, string | number | null, string?]][] = [
    [/^(\d{1,2})(?:st|nd|rd|th)? (?:of )?(\p{L}+\.?),? (\d{4})$/u, (m) => [m[3]!, month(m[2]!), m[1]!]],
    [/^(\p{L}+\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u, (m) => [m[3]!, month(m[1]!), m[2]!]],
    [/^(\p{L}+\.?),? (\d{4})$/u, (m) => [m[2]!, month(m[1]!)]],
    [/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, (m) => [m[3]!, m[2]!, m[1]!]],
  ]
  for (const [pattern, read] of forms) {
    const m = pattern.exec(clean)
    if (!m) continue
    const [y, mon, d] = read(m)
    if (mon === null || Number(mon) < 1 || Number(mon) > 12) return null
    if (d === undefined) return `${y}-${two(Number(mon))}`
    const whole = `${y}-${two(Number(mon))}-${two(Number(d))}`
    return isDay(whole) ? whole : null
  }
  return null
}
