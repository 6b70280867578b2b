import { drawn, expect, probe, QUESTION, serve, spotOf, test } from './server'

test('draws the first picture in under a second', async ({ page, seeded }) => {
  await page.goto(seeded.url + QUESTION) // warms the server, as a first visitor's start page does
  await drawn(page)
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    await page.goto('about:blank')
    await page.goto(seeded.url + QUESTION, { waitUntil: 'commit' })
    await drawn(page)
    times.push(await page.evaluate(() => performance.now()))
  }
  expect(Math.min(...times)).toBeLessThan(1000)
})

test('the same address gives the same picture, to the pixel', async ({ page, seeded }) => {
  const look = async () => {
    await page.goto(seeded.url + QUESTION)
    await drawn(page)
    await page.waitForTimeout(200)
    return page.evaluate(() => document.querySelector<HTMLCanvasElement>('.stage canvas')?.toDataURL())
  }
  expect(await look()).toBe(await look())
})

test('drawers and evidence on a narrow screen', async ({ page, seeded }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(seeded.url + QUESTION)
  await drawn(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await page.getByRole('button', { name: 'Filters' }).click()
  await expect(page.getByRole('navigation', { name: 'Filters' })).toBeInViewport()
  await page.getByRole('button', { name: 'Close filters' }).click()
  await expect(page.getByRole('navigation', { name: 'Filters' })).not.toBeInViewport()
  const usa = await spotOf(page, 'usa')
  await page.mouse.click(usa.x, usa.y)
  await expect(page.getByRole('heading', { level: 2, name: 'United States' })).toBeInViewport()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 2, name: 'United States' })).not.toBeInViewport()
})

test('filters by relation, with counts, and says how to get out of an empty picture', async ({ page, seeded }) => {
  await page.goto(seeded.url + QUESTION)
  await drawn(page)
  const all = await probe(page, (p) => p.lines().length)
  const box = page.getByRole('checkbox', { name: 'Material conflict' })
  await box.uncheck()
  await expect(page).toHaveURL(/relation=/)
  await expect.poll(() => probe(page, (p) => p.lines().length)).toBeLessThan(all)
  await page.getByText('Certainty of the claim').click()
  await page.getByLabel('denied', { exact: true }).check()
  await page.getByLabel('threatened', { exact: true }).check()
  await expect(page.getByRole('heading', { name: 'No claim matches' })).toBeVisible()
  await page
    .locator('.nothing')
    .getByRole('button', { name: /threatened/ })
    .click()
  await expect(page.getByRole('heading', { name: 'No claim matches' })).toBeHidden()
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect.poll(() => probe(page, (p) => p.lines().length)).toBe(all)
  await expect(page).not.toHaveURL(/relation=/)
})

test('known time: an earlier record shows what was known then', async ({ page, seeded }) => {
  await page.goto(`${seeded.url}${QUESTION}&sequence=110`)
  await drawn(page)
  const early = await probe(page, (p) => p.lines().length)
  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect.poll(() => probe(page, (p) => p.lines().length)).toBeGreaterThan(early)
})

test('back and forward of the browser', async ({ page, seeded }) => {
  await page.goto(seeded.url)
  await page.getByRole('button', { name: /What ties/ }).click()
  await drawn(page)
  const before = await probe(page, (p) => p.places())
  const at = await spotOf(page, 'ahmed-al-sharaa')
  await page.mouse.dblclick(at.x, at.y)
  await expect(page).toHaveURL(/open=/)
  await page.goBack()
  await expect.poll(() => probe(page, (p) => p.places().length)).toBe(before.length)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('an actor who does not exist: the reason in words, and a way on', async ({ page, seeded }) => {
  await page.goto(`${seeded.url}/?actor=nobody-at-all`)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('nobody-at-all')
  await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Find an actor' })).toBeVisible()
})

test('an empty store says how to fill it; a stopped server is said to be stopped', async ({ page }) => {
  const s = await serve(false)
  try {
    await page.goto(s.url)
    await expect(page.getByRole('heading', { name: 'This store is empty' })).toBeVisible()
    await expect(page.getByText('liaison serve --seeds')).toBeVisible()
  } finally {
    await s.stop()
  }
})

test('dark and light follow the system, and can be chosen', async ({ page, seeded }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(seeded.url)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('button', { name: 'Use light colours' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
})
