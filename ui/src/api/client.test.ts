import { describe, expect, test } from 'vitest'
import { Api, ApiError } from './client'

const reply =
  (status: number, body: unknown, type = 'application/json') =>
  async () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'Content-Type': type } })
const signal = new AbortController().signal
const failure = async (fetcher: (r: Request) => Promise<Response>): Promise<ApiError> => {
  try {
    await new Api('http://server.test', fetcher).neighbourhood({ actor: ['usa'] }, signal)
  } catch (e) {
    if (e instanceof ApiError) return e
    throw e
  }
  throw new Error('no error')
}

describe('the client', () => {
  test('repeats parameters as the API wants them', async () => {
    let url = ''
    const api = new Api('http://server.test', async (r) => {
      url = r.url
      return reply(200, { claims: [] })()
    })
    await api.neighbourhood(
      { actor: ['usa', 'iran'], relation: ['share-intelligence'], among: true, limit: 500 },
      signal,
    )
    expect(url).toBe(
      'http://server.test/api/v1/neighbourhood?actor=usa&actor=iran&relation=share-intelligence&among=true&limit=500',
    )
  })
  test('a problem is told in its own words, with what is allowed', async () => {
    const e = await failure(
      reply(
        400,
        {
          type: 'urn:x',
          title: 'Invalid parameter',
          status: 400,
          detail: 'rank "best" is not known',
          code: 'invalid-parameter',
          parameter: 'rank',
          allowed: ['recent', 'strong'],
          request_id: 'r1',
        },
        'application/problem+json',
      ),
    )
    expect([e.message, e.fix, e.status, e.requestId]).toEqual([
      'Invalid parameter: rank "best" is not known',
      'Allowed: recent, strong.',
      400,
      'r1',
    ])
  })
  test('what was probably meant comes first', async () => {
    const e = await failure(
      reply(
        404,
        {
          type: 'x',
          title: 'Not found',
          status: 404,
          detail: 'no actor "us"',
          code: 'not-found',
          suggestion: 'usa',
          request_id: 'r',
        },
        'application/problem+json',
      ),
    )
    expect(e.fix).toBe('Did you mean “usa”?')
  })
  test.each([
    [503, /busy, or not there/],
    [500, /Try again/],
    [401, /API key/],
  ])('%i without a body says what to do', async (status, fix) => {
    const e = await failure(reply(status, '<html>proxy</html>', 'text/html'))
    expect(e.message).toContain(String(status))
    expect(e.fix).toMatch(fix)
  })
  test('a server that is gone', async () => {
    const e = await failure(async () => {
      throw new TypeError('fetch failed')
    })
    expect(e.message).toBe('The server cannot be reached.')
    expect(e.fix).toContain('make run')
  })
  test('calling off is no failure', async () => {
    const api = new Api('http://server.test', async () => {
      throw new DOMException('gone', 'AbortError')
    })
    await expect(api.relations()).rejects.toBeInstanceOf(DOMException)
  })
})
