/**
 * Positions in a text, translated between bytes of its UTF-8, as the API counts, and UTF-16 units, as the browser counts.
 * A map with a mark every 1,024 units keeps 4 MiB of text at some kilobytes; text of ASCII alone needs none.
 */
export class Offsets {
  readonly text: string
  readonly bytes: number
  /** Bytes before unit i * STEP. Null where every unit is one byte. */
  private readonly marks: Uint32Array | null

  constructor(text: string) {
    this.text = text
    const marks = new Uint32Array(Math.floor(text.length / STEP) + 1)
    let bytes = 0
    for (let i = 0; i < text.length; i++) {
      if (i % STEP === 0) marks[i / STEP] = bytes
      bytes += width(text, i)
    }
    if (text.length > 0 && text.length % STEP === 0) marks[text.length / STEP] = bytes
    this.bytes = bytes
    this.marks = bytes === text.length ? null : marks
  }

  /** The byte at which unit `unit` begins. A place inside a surrogate pair counts as the place before it. */
  toByte(unit: number): number {
    const at = Math.max(0, Math.min(this.text.length, unit))
    if (!this.marks) return at
    const mark = Math.floor(at / STEP)
    let bytes = this.marks[mark] ?? 0
    let i = mark * STEP
    for (; i < at; i++) bytes += width(this.text, i)
    // the first half of a pair carries all four bytes of it
    return inPair(this.text, at) ? bytes - 4 : bytes
  }

  /** The unit at which byte `byte` begins; null where it is outside the text or inside a character. */
  toUnit(byte: number): number | null {
    if (!Number.isInteger(byte) || byte < 0 || byte > this.bytes) return null
    if (!this.marks) return byte
    let lo = 0
    let hi = this.marks.length - 1
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1
      if ((this.marks[mid] ?? 0) <= byte) lo = mid
      else hi = mid - 1
    }
    let i = lo * STEP
    let at = this.marks[lo] ?? 0
    while (at < byte) {
      at += width(this.text, i)
      i++
    }
    if (at !== byte) return null
    return inPair(this.text, i) ? i + 1 : i
  }
}

const STEP = 1024

const high = (c: number) => c >= 0xd800 && c <= 0xdbff
const low = (c: number) => c >= 0xdc00 && c <= 0xdfff
/** Is unit i the second half of a pair? */
const inPair = (text: string, i: number): boolean =>
  i > 0 && i < text.length && low(text.charCodeAt(i)) && high(text.charCodeAt(i - 1))

/** The bytes that unit i adds: a pair's four with its first half, and none with its second. Half a pair alone is written as U+FFFD: three. */
function width(text: string, i: number): number {
  const c = text.charCodeAt(i)
  if (c < 0x80) return 1
  if (c < 0x800) return 2
  if (high(c) && low(text.charCodeAt(i + 1))) return 4
  if (low(c) && i > 0 && high(text.charCodeAt(i - 1))) return 0
  return 3
}
