import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { ApiError } from '../api/client'
import { Failure, Loading } from './parts/states'

const page = signal<ComponentType | null>(null)
const failure = signal<ApiError | null>(null)

const fetchPage = (): Promise<void> =>
  import('./desk/page').then(
    (m) => {
      failure.value = null
      page.value = m.DeskPage
    },
    () => {
      failure.value = new ApiError(
        'The desk could not be loaded.',
        0,
        'unreachable',
        'Is the server still running? If it was updated meanwhile, load the page again.',
        null,
      )
    },
  )

/** The desk, in a script of its own: whoever only explores does not wait for it. */
export function Desk() {
  useEffect(() => {
    if (!page.value) fetchPage()
  }, [])
  const Page = page.value
  if (Page) return <Page />
  return (
    <main class="start" id="main" tabIndex={-1}>
      <div class="hero">
        {failure.value ? <Failure error={failure.value} retry={fetchPage} /> : <Loading what="Opening the desk…" />}
      </div>
    </main>
  )
}
