import { defineConfig } from '@playwright/test'
import type { Shared } from './e2e/server'

/**
 * A Neo4j whose data may be what the tests make them: NEO4J_URI, as the Go tests know it, with NEO4J_USERNAME and so on.
 * Without the second word the demonstration data would be left in a database that somebody keeps empty for something else.
 */
const neo4j = process.env.LIAISON_NEO4J_MAY_EMPTY === 'true' ? process.env.NEO4J_URI : undefined

/** Browser tests against the real server, with the system's Chromium: nothing is downloaded. */
export default defineConfig<object, Shared>({
  testDir: 'e2e',
  projects: [
    { name: 'embedded', testMatch: '*.spec.ts', use: { store: 'memory:' } },
    ...(neo4j ? [{ name: 'neo4j', testMatch: 'tasks.spec.ts', use: { store: neo4j } }] : []),
  ],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 1,
  retries: 0,
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    },
  },
})
