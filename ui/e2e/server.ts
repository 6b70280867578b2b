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

/** A server of its own on a free port, with an empty or a seeded store in memory. */
export async function serve(seeds: boolean): Promise<Server> {
  if (!existsSync(BINARY)) throw new Error(`${BINARY} is missing: run "make build" first, or set LIAISON_BIN`)
  const port = await freePort()
  const args = [
    'serve',
    '--store',
    'memory:',
    '--addr',
    `127.0.0.1:${port}`,
    '--log',
    'off',
    ...(seeds ? ['--seeds'] : []),
  ]
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

interface Shared {
  seeded: Server
}

/** Tests share one seeded server. Any script error, refused resource or foreign request fails them. */
export const test = base.extend<{ clean: undefined }, Shared>({
  seeded: [
    // biome-ignore lint/correctness/noEmptyPattern: playwright reads the names of what a fixture needs
    async ({}, use) => {
      const s = await serve(true)
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
    return p !== undefined && !p.busy() && p.places().length > 0
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
