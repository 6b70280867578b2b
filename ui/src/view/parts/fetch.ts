import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ApiError } from '../../api/client'

export interface Fetched<T> {
  data: T | null
  error: ApiError | null
  again: () => void
}

/** Something from the server that a panel shows, asked for anew when the key changes and called off when the panel goes. */
export function useFetched<T>(key: string, ask: (signal: AbortSignal) => Promise<T>): Fetched<T> {
  const got = useSignal<{ key: string; data: T } | null>(null)
  const error = useSignal<ApiError | null>(null)
  const turn = useSignal(0)
  useEffect(() => {
    const mine = new AbortController()
    error.value = null
    ask(mine.signal).then(
      (data) => {
        if (!mine.signal.aborted) got.value = { key, data }
      },
      (e: unknown) => {
        if (!mine.signal.aborted)
          error.value = e instanceof ApiError ? e : new ApiError(String(e), 0, 'page', 'Load the page again.', null)
      },
    )
    return () => mine.abort()
  }, [key, turn.value])
  return {
    data: got.value?.key === key ? got.value.data : null,
    error: error.value,
    again: () => {
      turn.value++
    },
  }
}
