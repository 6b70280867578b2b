import type { Proposal } from '../../core/model'
import type { End } from '../../core/review'
import { nameOf, ontology } from '../store'
import * as D from './store'

/** How the text names an end of a proposal. */
export const wordsOf = (p: Proposal, end: End): string => p[`${end}_as`].quote ?? 'somebody'

export const label = (relation: string): string => ontology.value.label(relation)

/** An actor that was proposed, and that the store does not hold yet. */
export const unrecorded = (id: string): boolean => !D.recorded.value.has(id)

/** A proposal in one line, for those who hear the page. */
export const inWords = (p: Proposal): string => {
  const name = (end: End) => {
    const id = p[end] ?? D.chosen.value.get(p.id)?.[end]
    return id ? nameOf(id) : wordsOf(p, end)
  }
  return `${name('subject')} ${label(p.relation)} ${name('object')}`
}
