import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { card, fill, named, opened, post, proposal } from './desk'
import { PAYLOADS } from './payloads'
import { expect, type Server, serve, test } from './server'

/** The desk is usable by everybody, at any width, and runs nothing that a text or a name says. */

let s: Server
test.beforeAll(async () => {
  s = await serve(true)
  for (const id of ['one', 'two', 'three']) await fill(s, id)
  const list = await (await fetch(`${s.url}/api/v1/proposals?source=three`)).json()
  const ids = (list as { proposals: { id: string; subject: string | null }[] }).proposals
  const decide = (decision: string, proposals: string[]) =>
    fetch(`${s.url}/api/v1/reviews`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ decision, proposals, by: 'Jane' }),
    })
  await decide(
    'accept',
    ids.filter((p) => p.subject !== null).map((p) => p.id),
  )
  await decide(
    'reject',
    ids.filter((p) => p.subject === null).map((p) => p.id),
  )
})
test.afterAll(() => s.stop())

const STATES: { name: string; path: string; open?: (page: Page) => Promise<void> }[] = [
  { name: 'empty desk', path: '/?desk=' },
  {
    name: 'empty desk, refused',
    path: '/?desk=',
    open: async (page) => {
      await page.getByRole('button', { name: 'Read the text' }).click()
    },
  },
  { name: 'a text', path: '/?desk=one' },
  {
    name: 'who is meant',
    path: '/?desk=one',
    open: async (page) => {
      for (const key of ['j', 'j', 'a', '1']) await page.keyboard.press(key)
      await expect(card(page, 'blames')).toHaveClass(/here/)
    },
  },
  {
    name: 'form',
    path: '/?desk=two',
    open: async (page) => {
      for (const key of ['j', 'j', 'e']) await page.keyboard.press(key)
      await page.getByRole('combobox', { name: 'Find the subject' }).fill('georgia')
      await expect(page.getByRole('option').first()).toBeVisible()
    },
  },
  {
    name: 'form by hand, refused, a new actor, relations open',
    path: '/?desk=one',
    open: async (page) => {
      await page.keyboard.press('n')
      await page.keyboard.press('Control+Enter')
      await page.getByRole('button', { name: 'New actor' }).first().click()
      await page.getByRole('combobox', { name: 'Relation' }).fill('me')
      await expect(page.getByRole('option', { name: /^meets with/ })).toBeVisible()
    },
  },
  {
    name: 'many at a time',
    path: '/?desk=one&min_score=40',
    open: async (page) => {
      await page.getByRole('button', { name: /^Reject \d/ }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  {
    name: 'keys',
    path: '/?desk=one',
    open: async (page) => {
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  {
    name: 'selected words',
    path: '/?desk=two',
    open: async (page) => {
      await page.evaluate(() => {
        const p = document.querySelector('.desk-text p:last-child')
        if (p) getSelection()?.selectAllChildren(p)
      })
      await expect(page.getByRole('region', { name: 'Selected words' })).toBeVisible()
    },
  },
  {
    name: 'finished',
    path: '/?desk=three',
    open: async (page) => {
      await expect(page.getByRole('img', { name: /A graph of 4 claims/ })).toBeVisible()
    },
  },
]

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1280, 390])
    test(`axe, and no scrolling sideways: ${colorScheme}, ${width} px`, async ({ page }) => {
      test.setTimeout(180_000)
      await named(page)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: width === 390 ? 844 : 800 })
      const told: string[] = []
      for (const state of STATES) {
        await page.goto(s.url + state.path)
        await expect(page.locator('h1')).toBeVisible()
        if (!state.path.endsWith('=')) await expect(page.locator('li.proposal').first()).toBeVisible()
        await page.waitForTimeout(150)
        await state.open?.(page)
        const found = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze()
        told.push(
          ...found.violations.map(
            (v) =>
              `${state.name}: ${v.impact} ${v.id}: ${v.help}\n  ${v.nodes
                .slice(0, 3)
                .map((n) => `${n.html.slice(0, 160)} ${n.any[0]?.message ?? ''}`)
                .join('\n  ')}`,
          ),
        )
        const wide = await page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll('main, .desk-scroll, .list-side')]
            .filter((e) => e.scrollWidth > e.clientWidth + 1)
            .map((e) => `${e.tagName} ${e.className} ${e.scrollWidth} > ${e.clientWidth}`),
        )
        told.push(...wide.map((w) => `${state.name}: scrolls sideways: ${w}`))
      }
      expect(told).toEqual([])
    })

test('none of 60 payloads runs, as text, title, names, quotes and decisions', async ({ page }) => {
  test.setTimeout(240_000)
  await named(page, PAYLOADS[0])
  page.on('dialog', (d) => {
    throw new Error(`a dialog opened: ${d.message()}`)
  })
  // names and lines may hold nothing that turns the text around them; a text may
  const usable = PAYLOADS.map((p) => p.replace(/\p{Bidi_Control}/gu, ''))
  const text = PAYLOADS.join('\n')
  const at = (quote: string) => {
    const start = Buffer.byteLength(text.slice(0, text.indexOf(quote)))
    return { quote, start, end: start + Buffer.byteLength(quote) }
  }
  const sum = await post(s, [
    { type: 'source', id: 'evil', title: usable[0], publisher: usable[1], text, url: 'https://example.invalid/x' },
    ...usable.map((p, i) => ({ type: 'actor', id: `evil-${i}`, name: p, kind: 'person', description: p })),
    ...usable.map((p, i) =>
      proposal('evil', i % 3 ? `evil-${i}` : null, 'meet', `evil-${(i + 1) % usable.length}`, {
        attribution: p,
        statement: p,
        when_text: p,
        rules: [p],
        evidence: [at(PAYLOADS[i] ?? p)],
        subject_as: {
          ...at(PAYLOADS[i] ?? p),
          ...(i % 3 ? {} : { candidates: [`evil-${i}`, `evil-${(i + 7) % usable.length}`] }),
        },
        actors: [{ id: `fresh-${i}`, name: p, kind: 'group' }],
        third_parties: [`fresh-${i}`],
      }),
    ),
  ])
  expect(sum.problems).toEqual([])
  const clean = async (where: string) => {
    const found = await page.evaluate(() => ({
      ran: (globalThis as { __xss?: number }).__xss,
      elements: [
        ...document.querySelectorAll('script, iframe, object, embed, img, base, style, math, video, audio, marquee'),
      ]
        .map((e) => e.outerHTML.slice(0, 120))
        .filter((e) => !/^<script type="module"[^>]* src="\.\/assets\//.test(e)),
      handlers: [...document.querySelectorAll('*')].flatMap((e) =>
        e.getAttributeNames().filter((n) => n.startsWith('on')),
      ),
      links: [...document.querySelectorAll('a[href]')]
        .map((a) => a.getAttribute('href') ?? '')
        .filter((h) => !/^(https?:\/\/|\.\/$|#main$|\?actor=|\?desk=)/.test(h)),
    }))
    expect(found, where).toEqual({ ran: undefined, elements: [], handlers: [], links: [] })
  }
  await opened(page, s, 'evil')
  await clean('the list')
  expect(await page.locator('.desk-text p').evaluateAll((ps) => ps.map((p) => p.textContent).join('\n'))).toBe(text)
  for (let i = 0; i < usable.length; i++) {
    await page.keyboard.press('j')
    await page.waitForTimeout(30)
    await clean(`${usable[i]} at hand`)
  }
  await page.keyboard.press('e')
  await page.getByRole('combobox', { name: 'Relation' }).click()
  await clean('the form')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Filter and bulk' }).click()
  await page.getByRole('button', { name: /^Reject \d/ }).click()
  await clean('a question')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Reject/ })
    .click()
  await expect(page.getByRole('region', { name: 'Summary' })).toBeVisible()
  await clean('the summary')
  await page.goto(`${s.url}/?desk=`)
  await expect(page.getByRole('link', { name: /finished/ }).first()).toBeVisible()
  await clean('the empty desk')
  for (const p of usable.slice(0, 10)) {
    await page.goto(
      `${s.url}/?desk=${encodeURIComponent(p)}&show=${encodeURIComponent(p)}&relation=${encodeURIComponent(p)}`,
    )
    await expect(page.locator('h1').first()).toBeVisible()
    await clean(`${p} in the address`)
  }
})
