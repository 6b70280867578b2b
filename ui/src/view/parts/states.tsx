import type { ApiError } from '../../api/client'

/** What went wrong, why, and what to do: in words, as the server said it. */
export function Failure({ error, retry }: { error: ApiError; retry: () => void }) {
  return (
    <div class="failure" role="alert">
      <p>
        <strong>{error.message}</strong>
      </p>
      <p>{error.fix}</p>
      {error.requestId && (
        <p class="fine">
          Request id: <code>{error.requestId}</code>
        </p>
      )}
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  )
}

export const Loading = ({ what }: { what: string }) => (
  <p class="loading" aria-busy="true">
    {what}
  </p>
)

/** Marks that a claim is not a plain fact: words, never colour alone. */
export const Badges = ({ words }: { words: readonly string[] }) => (
  <>
    {words.map((w) => (
      <span key={w} class={`badge ${w}`}>
        {w}
      </span>
    ))}
  </>
)
