import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { ApiError } from '../../api/client'
import { directionOf } from '../../core/direction'
import { type Pile, piles } from '../../core/review'
import { DESK, EMPTY, format } from '../../core/state'
import { count, plural } from '../../core/words'
import { useFetched } from '../parts/fetch'
import { Failure, Loading } from '../parts/states'
import { api, prepared } from '../session'
import { say } from '../store'
import * as A from './act'

/** The most bytes of a text that the API takes. */
export const MOST_TEXT = 4 * 1024 * 1024

interface Paste {
  text: string
  title: string
  publisher: string
  published: string
  url: string
}

const NOTHING: Paste = { text: '', title: '', publisher: '', published: '', url: '' }
const KEPT = 'liaison.desk.paste'

function kept(): Paste {
  try {
    return { ...NOTHING, ...(JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as Partial<Paste>) }
  } catch {
    return NOTHING
  }
}

let timer = 0
/** Keeps what is typed, a moment after the last letter: a long text is not written anew with each. */
function keepSoon(p: Paste): void {
  clearTimeout(timer)
  timer = setTimeout(() => keep(p), 250) as unknown as number
}

function keep(p: Paste): void {
  clearTimeout(timer)
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(p))
  } catch {
    // no room, or forbidden: what is typed then lasts as long as the page
  }
}

/** The empty desk: a text to be read, or one that waits. */
export function Home() {
  return (
    <main class="start desk-home" id="main" tabIndex={-1}>
      <div class="hero">
        <h1>From a text to claims</h1>
        <p class="lead">
          Paste a text. What it says becomes proposals, each with the exact words behind it. You accept, change or
          reject them beside the text; what you accept becomes a line of the graph.
        </p>
        <PasteForm />
      </div>
      <Waiting />
    </main>
  )
}

type Field = keyof Paste

function PasteForm() {
  const p = useSignal(kept())
  const error = useSignal<ApiError | null>(null)
  const fault = useSignal<{ field: Field; message: string } | null>(null)
  const running = useSignal<AbortController | null>(null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const leave = () => keep(p.peek())
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      running.peek()?.abort()
    }
  }, [])
  const set = (patch: Partial<Paste>) => {
    p.value = { ...p.value, ...patch }
    if (fault.value && fault.value.field in patch) fault.value = null
    keepSoon(p.value)
  }
  const refuse = (field: Field, message: string) => {
    fault.value = { field, message }
    say.value = message
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus())
  }
  const send = async () => {
    const { text, ...about } = p.value
    error.value = null
    if (!text.trim()) return refuse('text', 'There is no text yet. Paste or type what is to be read.')
    const bytes = new TextEncoder().encode(text).length
    if (bytes > MOST_TEXT)
      return refuse(
        'text',
        `The text has ${count(bytes)} bytes; at most ${count(MOST_TEXT)} are read at a time. Send it in parts.`,
      )
    const mine = new AbortController()
    running.value = mine
    say.value = 'Reading the text…'
    try {
      const given = Object.entries(about).flatMap(([k, v]) => (v.trim() ? [[k, v.trim()] as const] : []))
      await A.read({ text, ...Object.fromEntries(given) }, mine.signal)
      keep(NOTHING) // it is recorded, and lies on the desk
    } catch (e) {
      if (!mine.signal.aborted) failed(e)
    } finally {
      if (running.peek() === mine) running.value = null
    }
  }
  const failed = (e: unknown) => {
    const problem = e instanceof ApiError ? e : new ApiError(String(e), 0, 'page', 'Load the page again.', null)
    const field = problem.parameter
    if (field !== null && field in NOTHING) refuse(field as Field, problem.message)
    else {
      error.value = problem
      say.value = problem.message
    }
  }
  const of = (field: Field) => (fault.value?.field === field ? fault.value.message : undefined)
  const line = (field: Exclude<Field, 'text'>, label: string, hint = '', placeholder = '') => (
    <div class="field">
      <label for={`paste-${field}`}>{label}</label>
      <input
        id={`paste-${field}`}
        name={field}
        type="text"
        dir="auto"
        maxLength={2000}
        autocomplete="off"
        placeholder={placeholder}
        value={p.value[field]}
        aria-invalid={of(field) ? 'true' : undefined}
        aria-describedby={of(field) || hint ? `paste-${field}-note` : undefined}
        onInput={(e) => set({ [field]: e.currentTarget.value })}
      />
      {(of(field) || hint) && (
        <p id={`paste-${field}-note`} class={of(field) ? 'fine bad' : 'fine'}>
          {of(field) ?? hint}
        </p>
      )}
    </div>
  )
  return (
    <form
      ref={form}
      class="paste"
      noValidate
      aria-label="A text to read"
      onSubmit={(e) => {
        e.preventDefault()
        send()
      }}
    >
      <div class="field">
        <label for="paste-text">Text</label>
        <textarea
          id="paste-text"
          name="text"
          dir={directionOf(p.value.text) ?? undefined}
          rows={10}
          spellcheck={false}
          value={p.value.text}
          aria-invalid={of('text') ? 'true' : undefined}
          aria-describedby={of('text') ? 'paste-text-note' : undefined}
          onInput={(e) => set({ text: e.currentTarget.value })}
          onKeyDown={(e) => {
            if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
              e.preventDefault()
              send()
            }
          }}
        />
        {of('text') && (
          <p id="paste-text-note" class="fine bad" role="alert">
            {of('text')}
          </p>
        )}
      </div>
      <div class="two">
        {line('title', 'Title')}
        {line('publisher', 'Publisher')}
        {line('published', 'Publication date', 'Without it, “on Friday” cannot be told.', '2024-12-22')}
        {line('url', 'Address (URL)', '', 'https://')}
      </div>
      <p class="acts">
        <button type="submit" class="primary" disabled={running.value !== null}>
          {running.value ? 'Reading…' : 'Read the text'}
        </button>
        {running.value && (
          <button
            type="button"
            onClick={() => {
              running.value?.abort()
              running.value = null
              say.value = 'Called off. What the server had recorded by then stays.'
            }}
          >
            Call off
          </button>
        )}
        {p.value.text && !running.value && (
          <button type="button" class="quiet" onClick={() => set(NOTHING)}>
            Clear
          </button>
        )}
      </p>
      {error.value && <Failure error={error.value} retry={send} />}
    </form>
  )
}

const PAGES = 5

/** Texts with proposals: those with open ones first. Each is read in pages; what is beyond them is said. */
async function gather(signal: AbortSignal): Promise<{ piles: Pile[]; more: boolean; open: number }> {
  await prepared()
  const list = new Map<string, Awaited<ReturnType<typeof api.proposals>>['proposals'][number]>()
  let more = false
  let open = 0
  for (const state of ['open', undefined] as const) {
    let cursor: string | null = null
    for (let i = 0; i < PAGES; i++) {
      const page = await api.proposals(
        { limit: 1000, ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) },
        signal,
      )
      if (state) open = page.totals.count
      for (const p of page.proposals) list.set(p.id, p)
      cursor = page.cursor
      if (!cursor) break
    }
    more ||= cursor !== null
  }
  return { piles: piles([...list.values()]), more, open }
}

function Waiting() {
  const names = useFetched('sources', async () => new Map((await api.sources()).map((s) => [s.id, s])))
  const { data, error, again } = useFetched('piles', gather)
  if (error) return <Failure error={error} retry={again} />
  return (
    <section class="reading waiting">
      <h2>Texts on the desk</h2>
      {!data && <Loading what="Looking for texts…" />}
      {data?.piles.length === 0 && (
        <p class="fine">None yet. What is read here, or with “liaison extract”, waits here.</p>
      )}
      {data && data.piles.length > 0 && (
        <>
          <p class="fine">{plural(data.open, 'proposal')} open in all.</p>
          <ul class="plain piles">
            {data.piles.slice(0, 200).map((pile) => {
              const s = names.data?.get(pile.source)
              return (
                <li key={pile.source}>
                  <a
                    class="pile"
                    href={`?${format({ ...EMPTY, desk: { ...DESK, source: pile.source } })}`}
                    onClick={(e) => {
                      if (e.ctrlKey || e.metaKey || e.shiftKey) return
                      e.preventDefault()
                      A.go(pile.source)
                    }}
                  >
                    <bdi class="pile-title">{s?.title ?? s?.publisher ?? pile.source}</bdi>
                    <span class="fine">
                      {s?.title && s.publisher ? <bdi>{s.publisher}</bdi> : null}
                      {s?.title && s.publisher ? ' · ' : ''}
                      {pile.open ? `${pile.open} of ${pile.all} open` : `finished, ${plural(pile.all, 'proposal')}`}
                    </span>
                  </a>
                </li>
              )
            })}
          </ul>
          {(data.more || data.piles.length > 200) && (
            <p class="fine">There are more; these are the first of them. “liaison review” lists all.</p>
          )}
        </>
      )}
    </section>
  )
}
