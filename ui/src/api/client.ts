import createClient, { type Client } from 'openapi-fetch'
import type {
  ActorDetail,
  ActorHit,
  Answer,
  ClaimDetail,
  ClaimList,
  Desk,
  DisputeList,
  Document,
  Extraction,
  Mentions,
  Problem,
  ProposalList,
  RecordsSummary,
  Relation,
  Ruled,
  Ruling,
  Source,
  SourceDetail,
  Stats,
  TieDetail,
} from '../core/model'
import type { paths } from './schema'

/** Why a question has no answer, in words that name the cause and what can be done. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    readonly fix: string,
    readonly requestId: string | null,
    /** The parameter or field at fault. */
    readonly parameter: string | null = null,
  ) {
    super(message)
  }
}

export type Question = NonNullable<paths['/api/v1/neighbourhood']['get']['parameters']['query']>
export type TieQuestion = NonNullable<paths['/api/v1/ties/{a}/{b}']['get']['parameters']['query']>
export type ReadingQuestion = NonNullable<paths['/api/v1/proposals']['get']['parameters']['query']>
/** A text to be read, and what is known about where it comes from. */
export type Reading = paths['/api/v1/extractions']['post']['requestBody']['content']['application/json']
export type Known = { sequence?: number; known_at?: string; min_sequence?: number }

interface Reply<T> {
  data?: T
  error?: unknown
  response: Response
}

const isProblem = (e: unknown): e is Problem => typeof e === 'object' && e !== null && 'title' in e && 'detail' in e

/** What a person can do about a status. */
function fixOf(status: number, p: Problem | null, writing: boolean): string {
  if (p?.suggestion) return `Did you mean “${p.suggestion}”?`
  if (p?.allowed?.length) return `Allowed: ${p.allowed.slice(0, 12).join(', ')}${p.allowed.length > 12 ? ', …' : ''}.`
  if (writing && (status === 401 || status === 403)) return 'This server wants an API key that allows writing.'
  if (status === 401 || status === 403) return 'This server wants an API key that allows reading.'
  if (status === 404) return 'Search for it: it may have another id here.'
  if (p?.code === 'timeout') return 'Narrow the question: a window of time, fewer hops, fewer actors.'
  if (status === 503) return 'The server or its store is busy, or not there for the moment. Try again in a few seconds.'
  if (status >= 500) return 'Try again. If it happens again, the request id leads to the cause in the server’s log.'
  if (status === 413) return 'Send it in parts: each part is a source of its own.'
  if (status === 507) return 'The store is full. What you typed is still here; send it again when there is room.'
  if (writing) return 'Nothing was recorded. Change what is named above, and send it again.'
  return 'Change the question, or go back one step.'
}

async function unwrap<T>(call: Promise<Reply<T>>, writing = false): Promise<T> {
  let reply: Reply<T>
  try {
    reply = await call
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e
    throw new ApiError(
      'The server cannot be reached.',
      0,
      'unreachable',
      'Is it still running? Start it again with “make run”, then try again.',
      null,
    )
  }
  if (reply.data !== undefined) return reply.data
  const p = isProblem(reply.error) ? reply.error : null
  const line = p?.summary?.problems.find((x) => !x.kept)
  const message = line
    ? line.message
    : p
      ? p.detail === p.title
        ? p.detail
        : `${p.title}: ${p.detail}`
      : `The server answered ${reply.response.status} without saying why.`
  throw new ApiError(
    message,
    reply.response.status,
    p?.code ?? '',
    fixOf(reply.response.status, p, writing),
    p?.request_id ?? null,
    line?.field ?? p?.parameter ?? null,
  )
}

/** The server, as the UI sees it. Every call fails with an ApiError, or with AbortError when it was called off. */
export class Api {
  private readonly http: Client<paths>

  constructor(baseUrl = '', fetcher?: (request: Request) => Promise<Response>) {
    this.http = createClient<paths>({ baseUrl, ...(fetcher ? { fetch: fetcher } : {}) })
  }

  neighbourhood(query: Question, signal: AbortSignal): Promise<Answer> {
    return unwrap(this.http.GET('/api/v1/neighbourhood', { params: { query }, signal }))
  }

  tie(a: string, b: string, query: TieQuestion, signal: AbortSignal): Promise<TieDetail> {
    return unwrap(this.http.GET('/api/v1/ties/{a}/{b}', { params: { path: { a, b }, query }, signal }))
  }

  claim(id: string, known: Known, signal: AbortSignal): Promise<ClaimDetail> {
    return unwrap(this.http.GET('/api/v1/claims/{id}', { params: { path: { id }, query: known }, signal }))
  }

  actor(id: string, known: Known, signal: AbortSignal): Promise<ActorDetail> {
    return unwrap(this.http.GET('/api/v1/actors/{id}', { params: { path: { id }, query: known }, signal }))
  }

  source(id: string, known: Known, cursor: string | null, signal: AbortSignal): Promise<SourceDetail> {
    return unwrap(
      this.http.GET('/api/v1/sources/{id}', {
        params: { path: { id }, query: { ...known, ...(cursor ? { cursor } : {}) } },
        signal,
      }),
    )
  }

  proposals(query: ReadingQuestion, signal: AbortSignal): Promise<ProposalList> {
    return unwrap(this.http.GET('/api/v1/proposals', { params: { query }, signal }))
  }

  /** What can be read here, and the sources in which something was found: only those with open proposals, or all. */
  desk(waiting: boolean, limit: number, signal: AbortSignal): Promise<Desk> {
    return unwrap(this.http.GET('/api/v1/desk', { params: { query: { waiting, limit } }, signal }))
  }

  /** The text of a file; nothing is recorded. */
  file(file: File, signal: AbortSignal): Promise<Document> {
    return unwrap(
      this.http.POST('/api/v1/documents', {
        params: { query: { name: file.name || 'text.txt' } },
        body: file as unknown as string, // the schema's word for bytes
        bodySerializer: (bytes) => bytes,
        headers: { 'Content-Type': 'application/octet-stream' },
        signal,
      }),
      true,
    )
  }

  /** The text of a page of the web; nothing is recorded. */
  page(url: string, signal: AbortSignal): Promise<Document> {
    return unwrap(this.http.POST('/api/v1/documents', { body: { url }, signal }), true)
  }

  /** The names and dates in the text of a source. */
  mentions(id: string, signal: AbortSignal): Promise<Mentions> {
    return unwrap(this.http.GET('/api/v1/sources/{id}/mentions', { params: { path: { id } }, signal }))
  }

  /** Reads a text: what it says becomes proposals. */
  extract(body: Reading, signal: AbortSignal): Promise<Extraction> {
    return unwrap(this.http.POST('/api/v1/extractions', { body, signal }), true)
  }

  /** Decides about proposals. */
  review(body: Ruling): Promise<Ruled> {
    return unwrap(this.http.POST('/api/v1/reviews', { body }), true)
  }

  /** Records lines, one JSON object each. */
  record(lines: string): Promise<RecordsSummary> {
    return unwrap(
      this.http.POST('/api/v1/records', {
        body: lines,
        bodySerializer: (text) => text,
        headers: { 'Content-Type': 'application/x-ndjson' },
      }),
      true,
    )
  }

  async search(
    q: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<{ hits: ActorHit[]; total: number; exact: boolean }> {
    const r = await unwrap(this.http.GET('/api/v1/actors', { params: { query: { q, limit } }, signal }))
    return { hits: r.actors, total: r.totals.count, exact: r.totals.exact }
  }

  async relations(): Promise<Relation[]> {
    return (await unwrap(this.http.GET('/api/v1/relations', {}))).relations
  }

  /** The first 1,000 sources: enough to name them in lists; others go by their id. */
  async sources(): Promise<Source[]> {
    return (await unwrap(this.http.GET('/api/v1/sources', { params: { query: { limit: 1000 } } }))).sources
  }

  disputes(limit: number): Promise<DisputeList> {
    return unwrap(this.http.GET('/api/v1/disputes', { params: { query: { limit } } }))
  }

  /** The newest claims, with the names of whom they are about. */
  newest(limit: number): Promise<ClaimList> {
    return unwrap(this.http.GET('/api/v1/claims', { params: { query: { limit } } }))
  }

  stats(): Promise<Stats> {
    return unwrap(this.http.GET('/api/v1/stats', {}))
  }
}
