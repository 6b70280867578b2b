import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { test as base, expect, type Page } from '@playwright/test'

/** The binary under test, with the pages built into it. */
const BINARY = process.env.LIAISON_BIN ?? fileURLToPath(new URL('../../bin/liaison', import.meta.url))

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const s = createServer()
    s.once('error', fail)
    s.listen(0, '127.0.0.1', () => {
      const address = s.address()
      s.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))))
    })
  })

export interface Server {
  url: string
  stop: () => Promise<void>
}

/** A server of its own on a free port, with an empty or a seeded store, in memory unless another is named, and more flags. */
export async function serve(seeds: boolean, store = 'memory:', ...more: string[]): Promise<Server> {
  if (!existsSync(BINARY)) throw new Error(`${BINARY} is missing: run "make build" first, or set LIAISON_BIN`)
  const port = await freePort()
  const args = ['serve', '--store', store, '--addr', `127.0.0.1:${port}`, '--log', 'off', ...more]
  if (seeds) args.push('--seeds')
  const child: ChildProcess = spawn(BINARY, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout?.on('data', (d) => {
    said += d
  })
  child.stderr?.on('data', (d) => {
    said += d
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const url = `http://127.0.0.1:${port}`
  for (let i = 0; ; i++) {
    if (child.exitCode !== null) throw new Error(`the server stopped at once:\n${said}`)
    const ok = await fetch(`${url}/readyz`).then(
      (r) => r.ok,
      () => false,
    )
    if (ok) break
    if (i > 150) {
      child.kill('SIGKILL')
      throw new Error(`the server was not ready in 30 s:\n${said}`)
    }
    await new Promise((r) => setTimeout(r, 200))
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** How many records the demonstration data are. */
const SEEDS = 240

/** A database outlives its server, so it may hold what the tests do not know. */
async function onlySeeds(s: Server, store: string): Promise<void> {
  const stats = (await (await fetch(`${s.url}/api/v1/stats`)).json()) as { as_of: { sequence: number } }
  if (stats.as_of.sequence === SEEDS) return
  await s.stop()
  throw new Error(
    `${store} holds ${stats.as_of.sequence} records, want none, or the ${SEEDS} of the demonstration data`,
  )
}

export interface Shared {
  /** The store of the seeded server, as --store takes it. */
  store: string
  seeded: Server
}

/** Tests share one seeded server. Any script error, refused resource or foreign request fails them. */
export const test = base.extend<{ clean: undefined }, Shared>({
  store: ['memory:', { option: true, scope: 'worker' }],
  seeded: [
    async ({ store }, use) => {
      const s = await serve(true, store)
      await onlySeeds(s, store)
      await use(s)
      await s.stop()
    },
    { scope: 'worker' },
  ],
  clean: [
    async ({ page }, use) => {
      const wrong: string[] = []
      page.on('pageerror', (e) => wrong.push(`script error: ${e.message}`))
      page.on('console', (m) => {
        if (m.type() === 'error' && !/status of 4\d\d|ERR_CONNECTION_REFUSED/.test(m.text()))
          wrong.push(`console: ${m.text()}`)
      })
      page.on('request', (r) => {
        if (!/^(http:\/\/127\.0\.0\.1:|data:|blob:)/.test(r.url())) wrong.push(`foreign request: ${r.url()}`)
      })
      await use(undefined)
      expect(wrong).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

export const QUESTION = '/?actor=usa&actor=syria-new-authorities'

/** Waits until the picture is drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const p = (globalThis as unknown as { liaisonProbe?: Probe }).liaisonProbe
    if (p === undefined || p.busy() || p.places().length === 0) return false
    // the canvas is there a moment after what it shows; beside the table there is none
    return location.search.includes('tab=table') || p.places().some((n) => p.at(n.id) !== null)
  })
}

export interface Probe {
  busy(): boolean
  places(): { id: string; x: number; y: number }[]
  lines(): string[]
  at(id: string): { x: number; y: number } | null
  lineAt(key: string): { x: number; y: number } | null
  under(x: number, y: number): string | null
}

/** Asks the page where things are drawn. */
export const probe = <T>(page: Page, f: (p: Probe, arg: string) => T, arg = ''): Promise<T> =>
  page.evaluate(`(${f.toString()})(globalThis.liaisonProbe, ${JSON.stringify(arg)})`) as Promise<T>

/** A point of an actor in page coordinates. */
export async function spotOf(page: Page, id: string): Promise<{ x: number; y: number }> {
  const at = await probe(page, (p, i) => p.at(i), id)
  const box = await page.locator('.stage').boundingBox()
  if (!at || !box) throw new Error(`${id} is not in the picture`)
  return { x: box.x + at.x, y: box.y + at.y }
}
