import { type Draft, NO_DRAFT } from '../../core/draft'
import * as D from './store'

const DRAFTS = 'liaison.desk.drafts'

/** Drafts of a text that were typed before the page was loaded anew. */
export function kept(source: string): ReadonlyMap<string, Draft> {
  try {
    const all = JSON.parse(sessionStorage.getItem(`${DRAFTS}.${source}`) ?? '[]') as [string, Draft][]
    return new Map(all.map(([id, d]) => [id, { ...NO_DRAFT, ...d }]))
  } catch {
    return new Map()
  }
}

export function keep(): void {
  const source = D.sheet.value?.source.id
  try {
    if (source) sessionStorage.setItem(`${DRAFTS}.${source}`, JSON.stringify([...D.drafts.value]))
  } catch {
    // no room, or forbidden: the draft then lasts as long as the page
  }
}
