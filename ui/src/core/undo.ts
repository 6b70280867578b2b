/** A line of states one can walk back and forth on. States are values: they are never changed in place. */
export interface History<T> {
  readonly past: readonly T[]
  readonly now: T
  readonly future: readonly T[]
}

/** States older than this many steps are forgotten. */
export const DEPTH = 200

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [] })

/** A new step; what was undone before it is gone. */
export const push = <T>(h: History<T>, next: T): History<T> => ({
  past: [...h.past, h.now].slice(-DEPTH),
  now: next,
  future: [],
})

/** The present changed without being a step of its own (a slider on its way, a selection). */
export const replace = <T>(h: History<T>, next: T): History<T> => ({ ...h, now: next })

export const canUndo = <T>(h: History<T>): boolean => h.past.length > 0
export const canRedo = <T>(h: History<T>): boolean => h.future.length > 0

export function undo<T>(h: History<T>): History<T> {
  const last = h.past[h.past.length - 1]
  return last === undefined ? h : { past: h.past.slice(0, -1), now: last, future: [h.now, ...h.future] }
}

export function redo<T>(h: History<T>): History<T> {
  const next = h.future[0]
  return next === undefined ? h : { past: [...h.past, h.now], now: next, future: h.future.slice(1) }
}
