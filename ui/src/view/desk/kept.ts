import { type Draft, NO_DRAFT } from '../../core/draft'
import type { Chosen } from '../../core/review'
import * as D from './store'

const DRAFTS = 'liaison.desk.drafts'

interface Kept {
  drafts: ReadonlyMap<string, Draft>
  chosen: ReadonlyMap<string, Chosen>
}

/** What was typed and chosen about a text before the page was loaded anew. */
export function kept(source: string): Kept {
  try {
    const { drafts = [], chosen = [] } = JSON.parse(sessionStorage.getItem(`${DRAFTS}.${source}`) ?? '{}') as {
      drafts?: [string, Draft][]
      chosen?: [string, Chosen][]
    }
    return { drafts: new Map(drafts.map(([id, d]) => [id, { ...NO_DRAFT, ...d }])), chosen: new Map(chosen) }
  } catch {
    return { drafts: new Map(), chosen: new Map() }
  }
}

export function keep(): void {
  const source = D.sheet.value?.source.id
  try {
    if (source)
      sessionStorage.setItem(
        `${DRAFTS}.${source}`,
        JSON.stringify({ drafts: [...D.drafts.value], chosen: [...D.chosen.value] }),
      )
  } catch {
    // no room, or forbidden: the draft then lasts as long as the page
  }
}
