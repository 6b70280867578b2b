import { card, fill, get, named, opened, post, proposal } from './desk'
import { expect, type Server, serve, test } from './server'

/** What goes wrong at the desk, and what is said of it. */

let s: Server
test.beforeAll(async () => {
  s = await serve(true)
})
test.afterAll(() => s.stop())

test.describe('what goes wrong', () => {
  test('an empty text, one that is too large, a date that is none: said at the field, nothing lost', async ({
    page,
  }) => {
    await page.goto(`${s.url}/?desk=`)
    const text = page.getByLabel('Text', { exact: true })
    await page.getByRole('button', { name: 'Read the text' }).click()
    await expect(page.getByRole('alert')).toContainText('There is no text yet')
    await expect(text).toBeFocused()
    await text.evaluate((e) => {
      ;(e as HTMLTextAreaElement).value = `${'ж ж ж ж ж ж ж ж ж ж '.repeat(10)}\n`.repeat(14_000)
      e.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await page.getByRole('button', { name: 'Read the text' }).click()
    await expect(page.getByRole('alert')).toContainText('4,214,000 bytes; at most 4,194,304')
    await text.fill('Nobody met anybody.')
    await page.getByLabel('Publication date').fill('last week')
    await page.getByRole('button', { name: 'Read the text' }).click()
    await expect(page.getByLabel('Publication date')).toHaveAttribute('aria-invalid', 'true')
    await page.reload()
    await expect(text).toHaveValue('Nobody met anybody.')
    await expect(page.getByLabel('Publication date')).toHaveValue('last week')
  })

  test('the same proposal decided by somebody else meanwhile', async ({ page }) => {
    await named(page)
    await fill(s, 'race')
    await opened(page, s, 'race')
    const list = await get<{ proposals: { id: string; relation: string }[] }>(s, 'proposals?source=race')
    const id = list.proposals.find((p) => p.relation === 'meet')?.id
    await fetch(`${s.url}/api/v1/reviews`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ decision: 'accept', proposals: [id], by: 'Somebody else' }),
    })
    const one = card(page, 'meets with')
    await one.click()
    await one.getByRole('button', { name: /^Accept/ }).click()
    await expect(one.getByRole('alert')).toContainText('was accepted already')
    await expect(one).toContainText('accepted')
    await one.click()
    await expect(one).toContainText('by Somebody else')
  })

  test('the server is gone: what was typed stays, what was decided is not shown as done', async ({ page }) => {
    await named(page)
    const own = await serve(true)
    await fill(own, 'gone')
    await opened(page, own, 'gone')
    await page.keyboard.press('e')
    const form = page.getByRole('form', { name: 'Edit the proposal' })
    await form.getByLabel('In plain words').fill('An embassy will open.')
    await own.stop()
    await form.getByRole('button', { name: 'Record the claim' }).click()
    await expect(form.getByRole('alert')).toContainText('The server cannot be reached')
    await expect(form.getByLabel('In plain words')).toHaveValue('An embassy will open.')
    await page.keyboard.press('Escape')
    const one = card(page, 'meets with')
    await one.click()
    await one.getByRole('button', { name: /^Accept/ }).click()
    await expect(one.getByRole('alert')).toContainText('Not recorded')
    await expect(one).not.toContainText('accepted')
    await page.getByRole('link', { name: 'Desk', exact: true }).click()
    await page.getByLabel('Text', { exact: true }).fill('Nobody met anybody.')
    await page.getByRole('button', { name: 'Read the text' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'The server cannot be reached' }).first()).toBeVisible()
    await expect(page.getByLabel('Text', { exact: true })).toHaveValue('Nobody met anybody.')
  })

  test('a source that is not there, one without a text, one without proposals', async ({ page }) => {
    await post(s, [
      { type: 'source', id: 'bare', title: 'Bare' },
      { type: 'source', id: 'quiet', title: 'Quiet', text: 'Nothing was found here.' },
      proposal('bare', 'usa', 'meet', 'iran', { evidence: [{ quote: 'they met' }] }),
    ])
    await page.goto(`${s.url}/?desk=no-such-text`)
    await expect(page.getByRole('alert')).toContainText('no-such-text')
    await page.goto(`${s.url}/?desk=bare`)
    await expect(page.getByText('The text of this source is not held here')).toBeVisible()
    await expect(card(page, 'meets with')).toContainText('they met')
    await page.goto(`${s.url}/?desk=quiet`)
    await expect(page.getByText('No proposals rest on this text.')).toBeVisible()
    await expect(page.locator('.desk-text')).toHaveText('Nothing was found here.')
  })
})
