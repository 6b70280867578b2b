import { ApiError } from '../../api/client'
import { type Draft, draftOf, edited, NO_DRAFT, records } from '../../core/draft'
import type { Passage } from '../../core/passage'
import { onwards, stands } from '../../core/review'
import { api } from '../session'
import { batch, say } from '../store'
import { DONE, done, get, sentence, settle, tell, whoDecides } from './decide'
import { leaveFocus } from './focus'
import { keep } from './kept'
import { choose, introduce, look, refresh, wrong } from './lay'
import * as D from './store'

/** Opens the form for a proposal, or for a claim by hand over some words. What was typed there before is still there. */
export function edit(id: string, words: Passage | null = null): void {
  const p = get(id)
  if (p && stands(p)) {
    tell(p.id, 'It is recorded as a claim already. Reopen it first; that withdraws the claim.')
    return
  }
  leaveFocus()
  look()
  let d = D.drafts.value.get(id)
  if (!d) d = p ? draftOf(p, D.chosen.value.get(id) ?? {}, D.offsets.value) : NO_DRAFT
  if (words && !d.quotes.some((q) => q.start === words.start && q.end === words.end))
    d = { ...d, quotes: [...d.quotes, words] }
  batch(() => {
    D.drafts.value = new Map([...D.drafts.value, [id, d]])
    D.editing.value = id
    if (words) D.selection.value = null
  })
  if (p) choose(p.id)
}

export function change(id: string, patch: Partial<Draft>): void {
  const d = D.drafts.value.get(id)
  if (!d) return
  D.drafts.value = new Map([...D.drafts.value, [id, { ...d, ...patch }]])
  keep()
}

/** Puts the form away; what was typed stays unless it is dropped. */
export function close(drop: boolean): void {
  const id = D.editing.value
  batch(() => {
    D.editing.value = null
    if (drop && id) {
      const left = new Map(D.drafts.value)
      left.delete(id)
      D.drafts.value = left
    }
  })
  keep()
}

/** Sends the form. What the server refuses comes back as an error, and the form stays as it is. */
export async function submit(id: string): Promise<ApiError | null> {
  const d = D.drafts.value.get(id)
  const source = D.sheet.value?.source.id
  if (!d || !source) return null
  const by = await whoDecides()
  if (!by) return null
  try {
    if (id === D.NEW) {
      const sum = await api.record(records(d, source, by))
      const bad = sum.problems.find((p) => !p.kept)
      if (bad) return new ApiError(bad.message, 422, 'refused', 'Change it, and send it again.', null, bad.field)
      introduce(d.newcomers.map((n) => ({ ...n, description: null })))
      close(true)
      say.value = sum.accepted ? 'The claim is recorded.' : 'This claim was recorded before.'
      D.remark.value = { source, lines: [say.value] }
      await refresh(sum.sequence).catch((e) => {
        D.trouble.value = wrong(e)
      })
      return null
    }
    const { reason } = d
    const r = await api.review({
      decision: 'edit',
      proposals: [id],
      ...edited(d),
      by,
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    })
    const bad = r.refused[0]
    if (bad) {
      refresh(0).catch(() => undefined) // somebody else may have decided it
      return new ApiError(sentence(bad.message), 409, bad.code, 'Nothing was recorded.', null, bad.field)
    }
    introduce(d.newcomers.map((n) => ({ ...n, description: null })))
    const next = onwards(D.shown.value, id)
    close(true)
    settle('edit', new Set(), [id])
    await refresh(r.sequence).catch((e) => {
      D.trouble.value = wrong(e)
    })
    say.value = `${DONE.edit}. ${D.count.value.open ? `${D.count.value.open} open.` : 'Nothing is open: this text is finished.'}`
    if (next) choose(next.id)
    if (D.finished.value) done()
    return null
  } catch (e) {
    return wrong(e)
  }
}
