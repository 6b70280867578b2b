import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { ApiError } from '../../api/client'
import { directionOf } from '../../core/direction'
import { whenWords } from '../../core/edtf'
import type { Document } from '../../core/model'
import { headline } from '../../core/passage'
import { readings } from '../../core/review'
import { edtfOf } from '../../core/said'
import { DESK, EMPTY, format } from '../../core/state'
import { count, plural } from '../../core/words'
import { useFetched } from '../parts/fetch'
import { Failure, Loading } from '../parts/states'
import { api } from '../session'
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

const publishedHint = (text: string): string => {
  const edtf = edtfOf(text)
  return edtf && text.trim() !== edtf ? `Read as ${whenWords(edtf)}.` : 'Without it, “on Friday” cannot be told.'
}

/** What a document states about itself goes into the fields; what it does not state stays as it was typed. */
const fromDocument = (d: Document): Partial<Paste> => ({
  text: d.text,
  ...(d.title ? { title: d.title } : {}),
  ...(d.publisher ? { publisher: d.publisher } : {}),
  ...(d.published ? { published: d.published } : {}),
  ...(d.url ? { url: d.url } : {}),
})

function PasteForm() {
  const server = useFetched('reads', (signal) => api.desk({ limit: 1 }, signal)).data
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
    await during('Reading the text…', async (mine) => {
      const given = Object.entries({ ...about, published: edtfOf(about.published) ?? about.published }).flatMap(
        ([k, v]) => (v.trim() ? [[k, v.trim()] as const] : []),
      )
      await A.read({ text, ...Object.fromEntries(given) }, mine.signal)
      keep(NOTHING) // it is recorded, and lies on the desk
    })
  }
  /** Fills the form from a page or a file, to be looked at before it is read. */
  const open = (what: string, ask: (signal: AbortSignal) => Promise<Document>) => {
    error.value = null
    return during(what, async (mine) => {
      const d = await ask(mine.signal)
      if (mine.signal.aborted) return
      set(fromDocument(d))
      say.value = 'The text is in the form. Look it over, then have it read.'
      document.getElementById('paste-text')?.focus()
    })
  }
  const during = async (what: string, act: (mine: AbortController) => Promise<void>) => {
    const mine = new AbortController()
    running.value = mine
    say.value = what
    try {
      await act(mine)
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
      {server?.fetches && (
        <div class="fetch-row">
          {line('url', 'Address of the page')}
          <button
            type="button"
            disabled={running.value !== null}
            onClick={() => {
              const url = p.value.url.trim()
              if (url) open('Fetching the page…', (signal) => api.page(url, signal))
              else refuse('url', 'Type the address of a page first.')
            }}
          >
            Fetch this address
          </button>
        </div>
      )}
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
          onBlur={() => {
            const first = headline(p.value.text)
            if (first && !p.value.title.trim()) set({ title: first })
          }}
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
        {line('published', 'Publication date', publishedHint(p.value.published), '2024-12-22')}
        {!server?.fetches && line('url', 'Address (URL)', '', 'https://')}
      </div>
      {server && !server.reads && (
        <p class="note">This server reads no texts. What was found elsewhere can be reviewed here.</p>
      )}
      <p class="acts">
        <button type="submit" class="primary" disabled={running.value !== null}>
          {running.value ? 'Reading…' : 'Read the text'}
        </button>
        <label class="button">
          Open a file…
          <input
            type="file"
            class="visually-hidden"
            accept=".txt,.md,.html,.htm,.pdf,.eml,.docx,text/*"
            disabled={running.value !== null}
            onChange={(e) => {
              const input = e.currentTarget
              const file = input.files?.[0]
              if (file) open('Opening the file…', (signal) => api.file(file, signal))
              input.value = ''
            }}
          />
        </label>
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
          <button
            type="button"
            class="quiet"
            onClick={() => {
              set(NOTHING)
              document.getElementById('paste-text')?.focus()
            }}
          >
            Clear
          </button>
        )}
      </p>
      {error.value && <Failure error={error.value} retry={send} />}
    </form>
  )
}

type Piles = ReturnType<typeof readings>

/** Texts in which something was found. Those that wait are asked for by themselves, so that none is lost behind a long past. */
async function gather(signal: AbortSignal): Promise<Piles & { more: boolean; open: number }> {
  const [waiting, all] = await Promise.all([
    api.desk({ waiting: true, limit: 1000 }, signal),
    api.desk({ limit: 1000 }, signal),
  ])
  const piles = readings([...all.sources, ...waiting.sources])
  return {
    ...piles,
    more: all.cursor !== null || waiting.cursor !== null,
    open: piles.waiting.reduce((n, r) => n + r.open, 0),
  }
}

function Waiting() {
  const { data, error, again } = useFetched('desk', gather)
  if (error) return <Failure error={error} retry={again} />
  return (
    <section class="reading waiting">
      <h2>Texts on the desk</h2>
      {!data && <Loading what="Looking for texts…" />}
      {data && data.waiting.length + data.finished.length === 0 && (
        <p class="fine">None yet. What is read here, or with “liaison extract”, waits here.</p>
      )}
      {data && data.waiting.length > 0 && (
        <>
          <p class="fine">
            {plural(data.open, 'proposal')} open in {plural(data.waiting.length, 'text')}.
          </p>
          <List of={data.waiting} />
        </>
      )}
      {data && data.finished.length > 0 && (
        <>
          <h3>{data.waiting.length ? 'Finished' : 'All are finished'}</h3>
          <List of={data.finished} />
        </>
      )}
      {data?.more && <p class="fine">There are more; these are the first of them. “liaison review” lists all.</p>}
    </section>
  )
}

const LISTED = 200

function List({ of }: { of: Piles['waiting'] }) {
  return (
    <>
      <ul class="plain piles">
        {of.slice(0, LISTED).map((r) => (
          <li key={r.id}>
            <a
              class="pile"
              href={`?${format({ ...EMPTY, desk: { ...DESK, source: r.id } })}`}
              onClick={(e) => {
                if (e.ctrlKey || e.metaKey || e.shiftKey) return
                e.preventDefault()
                A.go(r.id)
              }}
            >
              <bdi class="pile-title">{r.title ?? r.publisher ?? `Untitled (${r.id})`}</bdi>
              <span class="fine">
                {r.title && r.publisher ? <bdi>{r.publisher}</bdi> : null}
                {r.title && r.publisher ? ' · ' : ''}
                {r.published ? `${whenWords(r.published)} · ` : ''}
                {r.open ? `${r.open} of ${r.proposals} open` : `finished, ${plural(r.proposals, 'proposal')}`}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {of.length > LISTED && (
        <p class="fine">
          The first {LISTED} of {count(of.length)} are listed.
        </p>
      )}
    </>
  )
}
