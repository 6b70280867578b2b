import type { Page } from '@playwright/test'
import { broken } from './axe'
import { drawn, expect, QUESTION, test } from './server'

/** Accessibility rules of WCAG 2.2 AA and best practice: none broken in any of the states a reader meets. */
const STATES: { name: string; path: string; open?: (page: Page) => Promise<void> }[] = [
  { name: 'start', path: '/' },
  { name: 'picture', path: QUESTION },
  { name: 'actor', path: `${QUESTION}&select=actor:hts` },
  { name: 'tie', path: `${QUESTION}&select=tie:hts%7Cusa` },
  { name: 'source', path: `${QUESTION}&select=source:stripes` },
  { name: 'table', path: `${QUESTION}&tab=table` },
  { name: 'narrowed to nothing', path: `${QUESTION}&from=2001-01-01&to=2001-01-02&certainty=certain` },
  {
    name: 'search open',
    path: QUESTION,
    open: async (page) => {
      await page.getByRole('combobox').fill('syria')
      await expect(page.getByRole('option').first()).toBeVisible()
    },
  },
  {
    name: 'help',
    path: QUESTION,
    open: async (page) => {
      await page.getByRole('button', { name: 'Keyboard and help' }).click()
    },
  },
  {
    name: 'claim',
    path: '/?actor=usa&actor=damascus&select=tie:damascus%7Cusa',
    open: async (page) => {
      await page.locator('button.claim').first().click({ force: true })
      await expect(page.locator('.claim-view blockquote').first()).toBeAttached()
    },
  },
]

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1280, 390])
    test(`axe: ${colorScheme}, ${width} px`, async ({ page, seeded }) => {
      test.setTimeout(180_000)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: width === 390 ? 844 : 800 })
      const told: string[] = []
      for (const state of STATES) {
        await page.goto(seeded.url + state.path)
        if (state.path === '/') await expect(page.getByRole('button', { name: /What ties/ })).toBeVisible()
        else await drawn(page)
        if (width === 390 && state.path.includes('select='))
          await page.getByRole('button', { name: 'Evidence' }).click()
        await page.waitForTimeout(200)
        await state.open?.(page)
        told.push(...(await broken(page, state.name)))
      }
      if (width === 390) {
        await page.goto(seeded.url + QUESTION)
        await drawn(page)
        await page.getByRole('button', { name: 'Filters' }).click()
        await page.waitForTimeout(200)
        told.push(...(await broken(page, 'filters')))
      }
      expect(told).toEqual([])
    })
