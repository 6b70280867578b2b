import { unit } from './hash'
import type { Basis, Kind, Modality, Polarity, Proposal, Ruling } from './model'
import type { Offsets } from './offsets'
import { type Passage, passage, places } from './passage'
import { edtfOf } from './said'

/** An actor that is not recorded yet and goes with the claim. */
export interface Newcomer {
  id: string
  name: string
  kind: Kind
  country: string
}

/** A claim as a form holds it: everything is what was typed, right or not. */
export interface Draft {
  subject: string
  relation: string
  object: string
  when: string
  basis: Basis
  whenText: string
  polarity: Polarity
  modality: Modality
  attribution: string
  confidence: number
  statement: string
  quotes: readonly Passage[]
  third: readonly string[]
  place: string
  event: string
  reason: string
  newcomers: readonly Newcomer[]
}

export const NO_DRAFT: Draft = {
  subject: '',
  relation: '',
  object: '',
  when: '',
  basis: 'unknown',
  whenText: '',
  polarity: 'asserted',
  modality: 'actual',
  attribution: '',
  confidence: 80,
  statement: '',
  quotes: [],
  third: [],
  place: '',
  event: '',
  reason: '',
  newcomers: [],
}

/** What a proposal says, to be changed. A quote that the proposal gives no place gets that of its first occurrence. */
export function draftOf(p: Proposal, chosen: { subject?: string; object?: string }, offsets: Offsets): Draft {
  return {
    subject: p.subject ?? chosen.subject ?? '',
    relation: p.relation,
    object: p.object ?? chosen.object ?? '',
    when: p.when.edtf ?? '',
    basis: p.when.basis,
    whenText: p.when_text ?? '',
    polarity: p.polarity,
    modality: p.modality,
    attribution: p.attribution ?? '',
    confidence: p.confidence,
    statement: p.statement ?? '',
    quotes: p.evidence.flatMap((e) =>
      e.start !== null && e.end !== null
        ? [{ quote: e.quote, start: e.start, end: e.end }]
        : places(offsets, e.quote, 1),
    ),
    third: p.third_parties,
    place: p.place ?? '',
    event: p.event ?? '',
    reason: '',
    newcomers: p.actors.map((a) => ({ id: a.id, name: a.name, kind: a.kind, country: a.country ?? '' })),
  }
}

/** What is missing, by field; empty where it can be sent. The server checks the rest. */
export function faults(
  d: Draft,
  offsets: Offsets,
): Partial<Record<'subject' | 'relation' | 'object' | 'evidence', string>> {
  const out: ReturnType<typeof faults> = {}
  if (!d.subject) out.subject = 'Say who: find an actor, or add a new one.'
  if (!d.relation) out.relation = 'Choose what the subject does.'
  if (!d.object) out.object = 'Say to whom: find an actor, or add a new one.'
  if (d.quotes.length === 0) out.evidence = 'Mark the words of the text that say so.'
  for (const q of d.quotes) {
    const from = offsets.toUnit(q.start)
    const to = offsets.toUnit(q.end)
    if (from === null || to === null || passage(offsets, from, to)?.quote !== q.quote.trim())
      out.evidence = 'These words are not in the text as they stand.'
  }
  return out
}

const named = (d: Draft): Newcomer[] => {
  const ids = new Set([d.subject, d.object, d.place, ...d.third])
  return d.newcomers.filter((n) => ids.has(n.id))
}

/** What an edit sends. */
export function edited(d: Draft): Pick<Ruling, 'claim' | 'actors'> {
  return {
    claim: {
      subject: d.subject,
      relation: d.relation,
      object: d.object,
      when: edtfOf(d.when) ?? d.when.trim(),
      when_basis: d.when.trim() ? d.basis : 'unknown',
      ...(d.whenText.trim() ? { when_text: d.whenText.trim() } : {}),
      polarity: d.polarity,
      modality: d.modality,
      ...(d.attribution.trim() ? { attribution: d.attribution.trim() } : {}),
      confidence: d.confidence,
      ...(d.statement.trim() ? { statement: d.statement.trim() } : {}),
      evidence: d.quotes.map((q) => ({ quote: q.quote, start: q.start, end: q.end })),
      ...(d.third.length ? { third_parties: [...d.third] } : {}),
      ...(d.place ? { place: d.place } : {}),
      ...(d.event.trim() ? { event: d.event.trim() } : {}),
    },
    actors: named(d).map(({ country, ...a }) => ({ ...a, ...(country.trim() ? { country: country.trim() } : {}) })),
  }
}

/** What a claim made by hand sends: records, one a line, actors first. */
export function records(d: Draft, source: string, by: string): string {
  const { claim, actors } = edited(d)
  return [
    ...(actors ?? []).map((a) => ({ type: 'actor', ...a })),
    { type: 'claim', source, ...claim, made_by: { kind: 'person', name: by } },
  ]
    .map((r) => `${JSON.stringify(r)}\n`)
    .join('')
}

/**
 * An id for a new actor: its name in small letters and hyphens. Where that loses anything but case and blanks, eight hex digits
 * of the name's hash follow, so that two names never share an id by chance.
 */
export function idOf(name: string): string {
  const clean = name.normalize('NFC').trim()
  const low = clean.toLowerCase()
  const plain = low
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100)
    .replace(/-+$/, '')
  const exact = plain !== '' && plain === low.replace(/\s+/g, '-')
  if (exact) return plain
  const hash = Math.round(unit(clean) * 4294967296)
    .toString(16)
    .padStart(8, '0')
  return plain ? `${plain}-${hash}` : `actor-${hash}`
}
