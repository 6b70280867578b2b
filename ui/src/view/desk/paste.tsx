import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { ApiError } from '../../api/client'
import { directionOf } from '../../core/direction'
import { whenWords } from '../../core/edtf'
import type { Document } from '../../core/model'
import { headline } from '../../core/passage'
import { edtfOf } from '../../core/said'
import { count } from '../../core/words'
import { Failure } from '../parts/states'
import { api } from '../session'
import { say } from '../store'
import * as A from './act'

/** The most bytes of a text that the API takes, and of a file. */
const MOST_TEXT = 4 * 1024 * 1024
const MOST_FILE = 50 * 1024 * 1024

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

type Field = keyof Paste

const publishedHint = (text: string): string => {
  const edtf = edtfOf(text)
  return edtf && text.trim() !== edtf ? `Read as ${whenWords(edtf)}.` : 'Without it, “on Friday” cannot be told.'
}

/** A text to be read: pasted, or out of a file or a page of the web, which is shown before it is sent. */
export function PasteForm() {
  const p = useSignal(kept())
  const error = useSignal<ApiError | null>(null)
  const fault = useSignal<{ field: Field; message: string } | null>(null)
  const running = useSignal<AbortController | null>(null)
  const fetches = useSignal(false)
  const form = useRef<HTMLFormElement>(null)
  const last = useRef<() => void>(() => undefined)
  useEffect(() => {
    const asked = new AbortController()
    api.desk(true, 1, asked.signal).then(
      (d) => {
        fetches.value = d.fetches
      },
      () => undefined, // what waits is asked for as well, and says what is wrong
    )
    return () => asked.abort()
  }, [])
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
    last.current = send
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
      const given = Object.entries({ ...about, published: edtfOf(about.published) ?? about.published }).flatMap(
        ([k, v]) => (v.trim() ? [[k, v.trim()] as const] : []),
      )
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
  const take = async (get: (signal: AbortSignal) => Promise<Document>, what: string) => {
    last.current = () => take(get, what)
    error.value = null
    const mine = new AbortController()
    running.value = mine
    say.value = what
    try {
      const d = await get(mine.signal)
      if (mine.signal.aborted) return
      set({
        text: d.text,
        title: d.title ?? p.value.title,
        publisher: d.publisher ?? p.value.publisher,
        published: d.published ?? p.value.published,
        url: d.url ?? p.value.url,
      })
      say.value = 'The text is here. Look at it, then have it read.'
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[name="text"]')?.focus())
    } catch (e) {
      if (!mine.signal.aborted) failed(e)
    } finally {
      if (running.peek() === mine) running.value = null
    }
  }
  const openFile = (file: File | undefined) => {
    if (!file) return
    if (file.size > MOST_FILE)
      return refuse('text', `${file.name} has ${count(file.size)} bytes; at most ${count(MOST_FILE)} are read.`)
    take((signal) => api.file(file, signal), `Opening ${file.name}…`)
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
      onDragOver={(e) => {
        if (e.dataTransfer?.types.includes('Files')) e.preventDefault()
      }}
      onDrop={(e) => {
        const file = e.dataTransfer?.files[0]
        if (!file) return
        e.preventDefault()
        openFile(file)
      }}
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
        {line('url', 'Address (URL)', '', 'https://')}
      </div>
      <p class="acts">
        <button type="submit" class="primary" disabled={running.value !== null}>
          {running.value ? 'Reading…' : 'Read the text'}
        </button>
        <label class="button file">
          Open a file
          <input
            type="file"
            class="visually-hidden"
            accept=".txt,.md,.html,.htm,.pdf,.eml,.mhtml,.docx"
            disabled={running.value !== null}
            onChange={(e) => {
              openFile(e.currentTarget.files?.[0])
              e.currentTarget.value = '' // the same file may be opened again
            }}
          />
        </label>
        {fetches.value && /^https?:\/\//.test(p.value.url.trim()) && !p.value.text && (
          <button
            type="button"
            disabled={running.value !== null}
            onClick={() => take((signal) => api.page(p.value.url.trim(), signal), 'Fetching the page…')}
          >
            Fetch the page
          </button>
        )}
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
      {error.value && <Failure error={error.value} retry={() => last.current()} />}
    </form>
  )
}
