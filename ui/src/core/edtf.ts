import { dateWords } from './days'

/**
 * Dates in words, with their precision kept: "2024" reads "2024", never "1 January 2024".
 * Understands what the server accepts (instants, ranges in brackets, spans, and the marks ~ ? %); the server
 * refuses all else, so an unknown form is shown as it stands.
 */
export function whenWords(edtf: string): string {
  if (edtf === '') return 'no date given'
  const range = /^\[(.*)\.\.(.*)\]([~?%]?)$/.exec(edtf)
  if (range) {
    const [, lo = '', hi = '', mark = ''] = range
    if (lo && hi) return marked(`one day between ${point(lo)} and ${point(hi)}`, mark)
    if (hi) return marked(`one day up to ${point(hi)}`, mark)
    return marked(`one day from ${point(lo)} on`, mark)
  }
  const slash = edtf.indexOf('/')
  if (slash >= 0) return span(edtf.slice(0, slash), edtf.slice(slash + 1))
  return point(edtf)
}

function span(start: string, end: string): string {
  if (start === '..') return `until ${point(end)}`
  if (start === '') return `until ${point(end)}, start unknown`
  if (end === '..') return `since ${point(start)}, and still when published`
  if (end === '') return `since ${point(start)}, end unknown`
  return `${point(start)} to ${point(end)}`
}

/** One date with its mark: "about December 2024", "2024 (the source is unsure)". */
function point(text: string): string {
  const mark = /[~?%]$/.exec(text)?.[0] ?? ''
  const bare = mark ? text.slice(0, -1) : text
  const decade = /^(\d{3})X$/.exec(bare)
  if (decade) return marked(`the ${decade[1]}0s`, mark)
  return marked(dateWords(bare.replace(/-XX$/, '')), mark)
}

function marked(words: string, mark: string): string {
  if (mark === '~') return `about ${words}`
  if (mark === '?') return `${words} (the source is unsure)`
  if (mark === '%') return `about ${words} (the source is unsure)`
  return words
}

/** How the date was found, as a sentence. */
export function basisWords(basis: string, text?: string | null): string {
  const said = text ? ` (“${text}”)` : ''
  switch (basis) {
    case 'stated':
      return `The source states the date${said}.`
    case 'relative':
      return `Worked out from the wording of the source${said} and its day of publication.`
    case 'publication':
      return `The source gives no date of its own: this is the day of publication, not the day it happened${said}.`
    default:
      return text ? `The source gives no date; it says only “${text}”.` : 'The source gives no date.'
  }
}

/** A short form for pills and tables: "20 Dec 2024", "Dec 2024", "2024", "~Dec 2024", "8 Dec 2024 – Mar 2025". */
export function whenShort(edtf: string): string {
  if (edtf === '') return 'undated'
  const range = /^\[(.*)\.\.(.*)\]/.exec(edtf)
  if (range) {
    const [, lo = '', hi = ''] = range
    return lo && hi ? `${brief(lo)} … ${brief(hi)}` : hi ? `by ${brief(hi)}` : `from ${brief(lo)}`
  }
  const [start = '', end] = edtf.split('/')
  if (end === undefined) return brief(start)
  if (start === '..' || start === '') return `until ${brief(end)}`
  if (end === '..' || end === '') return `since ${brief(start)}`
  return `${brief(start)} – ${brief(end)}`
}

function brief(text: string): string {
  const mark = /[~?%]$/.exec(text)?.[0] ?? ''
  const words = dateWords((mark ? text.slice(0, -1) : text).replace(/-XX$/, ''))
  const short = words.replace(
    /\b(January|February|March|April|June|July|August|September|October|November|December)\b/,
    (m) => m.slice(0, 3),
  )
  return (mark === '~' || mark === '%' ? '~' : '') + short + (mark === '?' || mark === '%' ? '?' : '')
}
