export interface Span {
  start: number | null
  end: number | null
  id: string
}

export interface Part {
  /** Where it begins, in bytes. */
  at: number
  text: string
  /** The claim that quotes it; null between quotes. */
  id: string | null
}

/**
 * A text cut at the quotes in it. Offsets are bytes of its UTF-8, as the API gives them. Of quotes that overlap, the one that
 * begins first is marked and the rest of the other left plain; what does not fit the text is ignored.
 */
export function markBytes(text: string, spans: readonly Span[]): Part[] {
  const bytes = new TextEncoder().encode(text)
  const decode = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to))
  const sorted = spans
    .filter(
      (s): s is { start: number; end: number; id: string } =>
        s.start !== null && s.end !== null && s.start < s.end && s.end <= bytes.length,
    )
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const parts: Part[] = []
  let at = 0
  for (const s of sorted) {
    if (s.start < at) continue
    if (s.start > at) parts.push({ at, text: decode(at, s.start), id: null })
    parts.push({ at: s.start, text: decode(s.start, s.end), id: s.id })
    at = s.end
  }
  if (at < bytes.length) parts.push({ at, text: decode(at, bytes.length), id: null })
  return parts
}
