import type { Actor, Answer, Claim, ClaimItem, Proposal, Relation, Tie } from './model'
import { byText, pairKey } from './model'
import { Relations } from './relations'

/** Small answers in the API's shapes, for tests. */

const relation = (
  id: string,
  parent: string | null,
  root: string,
  quad: Relation['quad'],
  more: Partial<Relation> = {},
): Relation => ({
  id,
  parent,
  root,
  label: id.toLowerCase().replace(/[_-]/g, ' '),
  inverse: id,
  symmetric: false,
  class: quad === null ? 'structural' : 'event',
  type: quad === null ? null : root,
  mode: null,
  contexts: [],
  cameo: null,
  quad,
  score: 0,
  subjects: [],
  objects: [],
  description: null,
  aliases: [],
  deprecated: false,
  ...more,
})

export const relations = new Relations([
  relation('CONSULT', null, 'CONSULT', 1),
  relation('meet', 'CONSULT', 'CONSULT', 1, { symmetric: true, label: 'meets with' }),
  relation('visit', 'CONSULT', 'CONSULT', 1),
  relation('COOPERATE', null, 'COOPERATE', 2),
  relation('share-intelligence', 'COOPERATE', 'COOPERATE', 2, { label: 'shares intelligence with' }),
  relation('share-secrets', 'share-intelligence', 'COOPERATE', 2),
  relation('ACCUSE', null, 'ACCUSE', 3),
  relation('ASSAULT', null, 'ASSAULT', 4),
  relation('PART_OF', null, 'PART_OF', null, { label: 'is part of' }),
])

export const actor = (id: string, more: Partial<Actor> = {}): Actor => ({
  id,
  name: id.toUpperCase(),
  kind: 'state',
  country: null,
  hop: 1,
  degree: 1,
  ...more,
})

let serial = 0
export const claim = (subject: string, rel: string, object: string, more: Partial<Claim> = {}): Claim => ({
  id: (++serial).toString(16).padStart(32, '0'),
  subject,
  relation: rel,
  object,
  when: { edtf: '2025-01-10', first: '2025-01-10', last: '2025-01-10', basis: 'stated' },
  certainty: null,
  polarity: 'asserted',
  modality: 'actual',
  confidence: 80,
  source: 'watan',
  disputed: false,
  ...more,
})

export const on = (day: string): Claim['when'] => ({ edtf: day, first: day, last: day, basis: 'stated' })

/** The answer of one hop around the seeds: ties with the most claims first, as the server ranks them. */
export function answer(
  seeds: readonly string[],
  claims: readonly Claim[],
  more: { actors?: readonly Actor[]; truncated?: Answer['truncated'] } = {},
): Answer {
  const given = new Map((more.actors ?? []).map((a) => [a.id, a]))
  const cluster = new Map((more.actors ?? []).flatMap((a) => (a.members ?? [a.id]).map((m) => [m, a.id] as const)))
  const at = (id: string) => cluster.get(id) ?? id
  const groups = new Map<string, Claim[]>()
  for (const c of claims) {
    const key = pairKey(at(c.subject), at(c.object))
    groups.set(key, [...(groups.get(key) ?? []), c])
  }
  const ids = new Set<string>(seeds)
  const ties: Tie[] = [...groups].map(([key, list]) => {
    const [a = '', b = ''] = key.split('|')
    ids.add(a).add(b)
    const counts = new Map<string, number>()
    for (const c of list) counts.set(c.relation, (counts.get(c.relation) ?? 0) + 1)
    return {
      a,
      b,
      hop: seeds.includes(a) || seeds.includes(b) ? 1 : 2,
      claims: list.length,
      relations: [...counts].map(([k, n]) => ({ key: k, claims: n })),
      first: null,
      last: null,
      sources: 1,
      witnesses: 1,
      disputed: list.some((c) => c.disputed),
    }
  })
  ties.sort((x, y) => x.hop - y.hop || y.claims - x.claims || byText(x.a, y.a) || byText(x.b, y.b))
  const degree = (id: string) =>
    claims.reduce((n, c) => n + Number(at(c.subject) === id) + Number(at(c.object) === id), 0)
  const years = new Map<number | null, number>()
  for (const c of claims) {
    const y = c.when.first ? Number(c.when.first.slice(0, 4)) : null
    years.set(y, (years.get(y) ?? 0) + 1)
  }
  const byRelation = new Map<string, number>()
  for (const c of claims) byRelation.set(c.relation, (byRelation.get(c.relation) ?? 0) + 1)
  return {
    query: {
      actor: [...seeds],
      depth: 1,
      relation: [],
      direction: 'both',
      at: null,
      from: null,
      to: null,
      certainty: 'possible',
      polarity: [],
      modality: [],
      source: [],
      kind: [],
      avoid: [],
      avoid_degree: null,
      min_confidence: 0,
      min_witnesses: 0,
      rank: 'strong',
      expand: 50,
      among: true,
      limit: 500,
    },
    as_of: { sequence: 42, known_at: '2026-01-01T00:00:00.000000Z' },
    actors: [...ids].map((id) => given.get(id) ?? actor(id, { hop: seeds.includes(id) ? 0 : 1, degree: degree(id) })),
    ties,
    claims: [...claims],
    totals: {
      exact: true,
      claims: claims.length,
      actors: ids.size,
      by_relation: [...byRelation].map(([key, n]) => ({ key, claims: n })),
      by_year: [...years].sort((x, y) => (x[0] ?? 9999) - (y[0] ?? 9999)).map(([key, n]) => ({ key, claims: n })),
      by_peer: [],
      more: { peers: 0, claims: 0 },
    },
    truncated: more.truncated ?? null,
    cursor: null,
  }
}

const UNDATED = { edtf: null, first: null, last: null, basis: 'unknown' } as const

export const claimItem = (subject: string, rel: string, object: string, more: Partial<ClaimItem> = {}): ClaimItem => ({
  id: (++serial).toString(16).padStart(32, '0'),
  subject,
  relation: rel,
  object,
  when: UNDATED,
  polarity: 'asserted',
  modality: 'actual',
  confidence: 90,
  source: 's',
  disputed: false,
  statement: null,
  attribution: null,
  event: null,
  evidence: [],
  sequence: serial,
  recorded: '2026-01-01T00:00:00.000000Z',
  withdrawn: false,
  ...more,
})

const NAMED = { quote: null, start: null, end: null, candidates: [] }

export const proposal = (id: string, more: Partial<Proposal> = {}): Proposal => ({
  id,
  state: 'open',
  score: 80,
  source: 's',
  subject: 'usa',
  subject_as: NAMED,
  relation: 'meet',
  object: 'syria',
  object_as: NAMED,
  when: UNDATED,
  when_text: null,
  polarity: 'asserted',
  modality: 'actual',
  attribution: null,
  confidence: 90,
  statement: null,
  evidence: [],
  third_parties: [],
  place: null,
  event: null,
  made_by: null,
  actors: [],
  rules: [],
  sequence: ++serial,
  recorded: '2026-01-01T00:00:00.000000Z',
  review: null,
  ...more,
})
