import { computed, signal } from '@preact/signals'
import type { ApiError } from '../../api/client'
import type { Draft } from '../../core/draft'
import { marksOf, paragraphs } from '../../core/marks'
import type { ClaimItem, Decision, Kind, Mentions, Proposal, Source } from '../../core/model'
import { Offsets } from '../../core/offsets'
import type { Passage } from '../../core/passage'
import { besides, type Chosen, inOrder, listed, stands, tally } from '../../core/review'
import { DESK } from '../../core/state'
import { ontology, state } from '../store'

/** What lies on the desk. Only the files of this folder write it. */

export interface Sheet {
  source: Source
  /** Null: the store does not hold it. */
  text: string | null
  claims: readonly ClaimItem[]
  /** How many claims rest on the source; more than those listed where it is a long list. */
  claimCount: number
}

export const sheet = signal<Sheet | null>(null)
export const found = signal<readonly Proposal[]>([])
export const loading = signal(false)
export const failure = signal<ApiError | null>(null)
/** A decision that was not recorded, and why. */
export const trouble = signal<ApiError | null>(null)
/** What was said when a text was read or a claim recorded: remarks above its list. */
export const remark = signal<{ source: string; lines: readonly string[] } | null>(null)

/** Decisions on their way to the server. The list shows them as taken, and takes them back where they fail. */
export const pending = signal<ReadonlyMap<string, Decision>>(new Map())
/** Why a proposal was not decided, by its id. */
export const refusals = signal<ReadonlyMap<string, string>>(new Map())

/** What the reader points at, on either side. */
export const hot = signal<ReadonlySet<string>>(new Set())
export const chosen = signal<ReadonlyMap<string, Chosen>>(new Map())

/** The form: of a proposal (its id), or of a claim made by hand. */
export const NEW = 'new'
export const editing = signal<string | null>(null)
export const drafts = signal<ReadonlyMap<string, Draft>>(new Map())
/** Words of the text that are selected, or were when a form was opened. */
export const selection = signal<Passage | null>(null)

/** Who and when the text names, as far as the server tells. */
export const mentions = signal<Mentions | null>(null)

export interface Person {
  id: string
  name: string
  kind: Kind
  country: string | null
  description: string | null
}
export const people = signal<ReadonlyMap<string, Person>>(new Map())
/** Those of them that the store holds; the others were proposed with a claim. */
export const recorded = signal<ReadonlySet<string>>(new Set())

export const desk = computed(() => state.value.desk ?? DESK)
/** The text by itself: what is claimed about it changes often, it never does. */
const text = computed(() => sheet.value?.text ?? '')
export const offsets = computed(() => new Offsets(text.value))

const AFTER: Record<Decision, Proposal['state']> = {
  accept: 'accepted',
  edit: 'edited',
  reject: 'rejected',
  reopen: 'open',
}

/** What a proposal became: one that was edited, or where somebody said who is meant, reads as it was recorded. */
function recordedAs(p: Proposal, claims: ReadonlyMap<string, ClaimItem>): Proposal {
  const c = stands(p) ? claims.get(p.review?.claim ?? '') : undefined
  if (!c) return p
  const { subject, relation, object, when, polarity, modality, attribution, confidence, statement, evidence } = c
  return { ...p, subject, relation, object, when, polarity, modality, attribution, confidence, statement, evidence }
}

/** All proposals of the text in its order, as they stand when what is on its way has arrived. */
export const proposals = computed(() => {
  const claims = new Map((sheet.value?.claims ?? []).map((c) => [c.id, c]))
  return inOrder(found.value).map((p) => {
    const d = pending.value.get(p.id)
    return d ? { ...p, state: AFTER[d] } : recordedAs(p, claims)
  })
})
/** The words that something rests on, as text: the same words are the same text, and nothing is marked anew. */
const marked = computed(() =>
  JSON.stringify([
    ...found.value.flatMap((p) => p.evidence.map((e) => ({ id: p.id, ...e }))),
    ...byHand.value.flatMap((c) => c.evidence.map((e) => ({ id: `claim:${c.id}`, ...e }))),
  ]),
)
/** The text as lines, cut where a quote begins or ends. */
export const lines = computed(() =>
  text.value
    ? paragraphs(text.value, marksOf(offsets.value, JSON.parse(marked.value) as Parameters<typeof marksOf>[1]))
    : [],
)
export const shown = computed(() => listed(proposals.value, desk.value, ontology.value))
export const count = computed(() => tally(proposals.value))
export const byHand = computed(() => besides(sheet.value?.claims ?? [], found.value))

/** The proposal that keys are about. */
export const current = computed<string | null>(() => {
  const s = state.value.select
  return s?.startsWith('proposal:') ? s.slice('proposal:'.length) : null
})
export const finished = computed(() => count.value.all > 0 && count.value.open === 0)

const BY = 'liaison.by'
const storedBy = (): string => {
  try {
    return localStorage.getItem(BY) ?? ''
  } catch {
    return '' // storage may be forbidden; it is then asked once a visit
  }
}
/** Who decides, as it is recorded. */
export const by = signal(storedBy())

export function setBy(name: string): void {
  by.value = name
  try {
    localStorage.setItem(BY, name)
  } catch {
    // see storedBy
  }
}

/** A question that must be answered before going on. */
export interface Question {
  title: string
  text: string
  yes: string
  /** Ask for a line of text with this label. */
  field?: string
  answer: (value: string | null) => void
}
export const asked = signal<Question | null>(null)

/** Asks; null where the reader would rather not. */
export const ask = (q: Omit<Question, 'answer'>): Promise<string | null> =>
  new Promise((done) => {
    asked.value = {
      ...q,
      answer: (value) => {
        asked.value = null
        done(value)
      },
    }
  })
