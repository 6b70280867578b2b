/** The shapes that the picture is made of: the answers of the API, named once for the whole UI. */
import type { components } from '../api/schema'

type Schemas = components['schemas']

export type Actor = Schemas['ViewActor']
export type ActorName = Schemas['ActorName']
export type ActorHit = Schemas['ActorHit']
export type ActorDetail = Schemas['ActorDetail']
export type ActorSummary = Schemas['ActorSummary']
export type Answer = Schemas['Neighbourhood']
export type Claim = Schemas['Claim']
export type ClaimDetail = Schemas['ClaimDetail']
export type ClaimItem = Schemas['ClaimItem']
export type ClaimList = Schemas['ClaimList']
export type Count = Schemas['KeyClaims']
export type Desk = Schemas['Desk']
export type DisputeList = Schemas['DisputeList']
export type Document = Schemas['Document']
export type ClaimDispute = Schemas['ClaimDispute']
export type HistoryEvent = Schemas['HistoryEvent']
export type Judgement = Schemas['Judgement']
export type Decision = Schemas['Decision']
export type Evidence = Schemas['Evidence']
export type Extraction = Schemas['Extraction']
export type Mentions = Schemas['Mentions']
export type Problem = Schemas['Problem']
export type Proposal = Schemas['Proposal']
export type ProposalList = Schemas['ProposalList']
export type ProposalState = Schemas['ProposalState']
export type RecordsSummary = Schemas['RecordsSummary']
export type Relation = Schemas['Relation']
export type Ruled = Schemas['Ruled']
export type Ruling = Schemas['Ruling']
export type Source = Schemas['Source']
export type SourceDetail = Schemas['SourceDetail']
export type Stats = Schemas['Stats']
export type Tie = Schemas['Tie']
export type TieDetail = Schemas['TieDetail']
export type Totals = Schemas['Totals']
export type Truncated = Schemas['Truncated']
export type When = Schemas['When']

export type Direction = Schemas['Direction']
export type Certainty = Schemas['Certainty']
export type Polarity = Schemas['Polarity']
export type Modality = Schemas['Modality']
export type Rank = Schemas['Rank']
export type Kind = Schemas['ActorKind']

export const POLARITIES: readonly Polarity[] = ['asserted', 'denied']
export const MODALITIES: readonly Modality[] = ['actual', 'alleged', 'planned', 'threatened', 'refused']
export type Basis = When['basis']
export const BASES: readonly Basis[] = ['stated', 'relative', 'publication', 'unknown']
export const KINDS: readonly Kind[] = [
  'state',
  'government',
  'agency',
  'armed-group',
  'igo',
  'ngo',
  'company',
  'party',
  'person',
  'group',
  'place',
  'facility',
]
export const DIRECTIONS: readonly Direction[] = ['both', 'out', 'in']
export const RANKS: readonly Rank[] = ['strong', 'recent', 'corroborated']

/** Bytewise order of ids (they are ASCII): the same everywhere, whatever the language of the reader. */
export const byText = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0)

/** The name of a pair of actors, whichever comes first. */
export const pairKey = (a: string, b: string): string => (a <= b ? `${a}|${b}` : `${b}|${a}`)
