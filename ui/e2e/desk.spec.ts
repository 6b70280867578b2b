import type { Page } from '@playwright/test'
import { at, card, fill, get, named, opened, review, states, TEXT } from './desk'
import { drawn, expect, type Server, serve, test } from './server'

/** What a person does at the desk, by mouse and by keyboard. Each test has a text of its own. */

let s: Server
test.beforeAll(async () => {
  s = await serve(true)
})
test.afterAll(() => s.stop())

interface Claims {
  claims: {
    subject: string
    relation: string
    object: string
    evidence: { quote: string; start: number; end: number }[]
  }[]
}

/** The focus is on something that can be seen to have it. */
async function focusSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const e = document.activeElement
    if (!e || e === document.body) return 'nothing has the focus'
    const c = getComputedStyle(e)
    return (c.outlineStyle !== 'none' && Number.parseFloat(c.outlineWidth) > 0) || c.boxShadow !== 'none'
      ? ''
      : `${e.tagName} ${e.className} shows no focus`
  })
  expect(seen).toBe('')
}

test.describe('by mouse', () => {
  test('a text is pasted, read, reviewed, and seen in the picture', async ({ page }) => {
    await page.goto(s.url)
    await page.getByRole('link', { name: 'Put it on the desk' }).click()
    await page
      .getByLabel('Text', { exact: true })
      .fill('Turkish Foreign Minister Hakan Fidan met Ahmed al-Sharaa in Damascus on Sunday.')
    await page.getByLabel('Title').fill('Talks')
    await page.getByLabel('Publisher').fill('The Test Post')
    await page.getByLabel('Publication date').fill('2024-12-22')
    await page.getByRole('button', { name: 'Read the text' }).click()
    await expect(page).toHaveURL(/desk=text-[0-9a-f]+/)
    await expect(page.getByRole('heading', { level: 1, name: 'Talks' })).toBeVisible()
    const meeting = card(page, 'Hakan Fidan meets with Ahmed al-Sharaa')
    await meeting.click()
    await expect(meeting).toContainText('22 December 2024')
    await expect(meeting).toContainText(/“.?Sunday.?”/)
    await meeting.getByRole('button', { name: /^Accept/ }).click()
    // asked once
    await page.getByLabel('Your name').fill('Jane')
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(meeting).toContainText('accepted')
    for (let i = 0; i < 20 && !(await page.getByRole('region', { name: 'Summary' }).isVisible()); i++) {
      await page
        .locator('li.proposal.here')
        .getByRole('button', { name: /^Reject/ })
        .click()
      await page.waitForTimeout(150)
    }
    const summary = page.getByRole('region', { name: 'Summary' })
    await expect(summary).toContainText('This text is finished')
    await expect(summary).toContainText('1 accepted')
    await expect(summary.getByRole('img', { name: /Hakan Fidan meets with Ahmed al-Sharaa/ })).toBeVisible()
    await summary.getByRole('link', { name: 'See these claims in the picture' }).click()
    await drawn(page)
    await expect(page).toHaveURL(/source=text-/)
    await page.goBack()
    await expect(summary).toBeVisible()
    // it is listed as finished
    await page.getByRole('link', { name: 'Desk', exact: true }).click()
    await expect(page.getByRole('link', { name: /Talks.*finished/ })).toBeVisible()
  })

  test('pointing at either side joins them', async ({ page }) => {
    await fill(s, 'join')
    await opened(page, s, 'join')
    const words = page.locator('.desk-text mark', { hasText: 'Georgia accused' })
    const one = card(page, 'blames')
    await words.hover()
    await expect(one).toHaveClass(/hot/)
    await expect(page.locator('li.proposal.hot')).toHaveCount(1)
    await card(page, 'meets with').hover()
    await expect(page.locator('mark.hot').first()).toHaveText(/The minister met/)
    await words.click()
    await expect(one).toHaveClass(/here/)
    await expect(page).toHaveURL(/select=proposal:/)
    // the words for the two ends are underlined too
    expect(await page.evaluate(() => CSS.highlights.get('desk-names')?.size)).toBe(2)
    // nested quotes: a second click goes to the next proposal of the words, if there is one
    await expect(page.locator('mark', { hasText: 'the convoy' })).toHaveClass(/q/)
  })

  test('every quote is marked exactly, right-to-left text runs right to left', async ({ page }) => {
    await fill(s, 'marks')
    await opened(page, s, 'marks')
    expect(await page.locator('.desk-text p').evaluateAll((ps) => ps.map((p) => p.textContent).join('\n'))).toBe(TEXT)
    const marked = await page.locator('.desk-text mark').allTextContents()
    for (const quote of [
      'قال وزير الخارجية التركي إن أنقرة ستفتح سفارتها في دمشق.',
      'The minister met الشرع in Damascus 😀 on 22 December 2024.',
      'Georgia accused Moscow of aggression.',
      'A group fired on ',
      'the convoy',
    ])
      expect(marked).toContain(quote)
    const directions = await page
      .locator('.desk-text p')
      .evaluateAll((ps) => ps.map((p) => getComputedStyle(p).direction))
    expect(directions.slice(0, 2)).toEqual(['rtl', 'ltr'])
    await expect(card(page, 'planned').locator('blockquote')).toHaveCSS('direction', 'rtl')
  })

  test('who is meant is asked; one of the candidates, somebody else, or somebody new', async ({ page }) => {
    await named(page)
    for (const id of ['who1', 'who2', 'who3']) await fill(s, id)
    await opened(page, s, 'who1')
    const one = card(page, 'blames')
    await one.locator('.says').click()
    await one.getByRole('button', { name: /^Accept/ }).click()
    await expect(one.getByRole('alert')).toContainText('Say first who the subject is')
    await one.getByRole('button', { name: /Georgia state, GEO/ }).click()
    await one.getByRole('button', { name: /^Accept/ }).click()
    await expect(one).toContainText('accepted')
    expect((await get<Claims>(s, 'sources/who1')).claims[0]).toMatchObject({
      subject: 'georgia-country',
      object: 'russia',
    })

    await opened(page, s, 'who2')
    await one.locator('.says').click()
    await one.getByRole('button', { name: 'Somebody else' }).click()
    const form = page.getByRole('form', { name: 'Edit the proposal' })
    await form.getByRole('combobox', { name: 'Find the subject' }).fill('Fidan')
    await page.getByRole('option', { name: /Hakan Fidan/ }).click()
    await form.getByRole('button', { name: 'Record the claim' }).click()
    await expect(one).toContainText('accepted as edited')
    expect((await get<Claims>(s, 'sources/who2')).claims[0]?.subject).toBe('hakan-fidan')

    await opened(page, s, 'who3')
    await one.locator('.says').click()
    await one.getByRole('button', { name: 'Somebody else' }).click()
    await form.getByRole('button', { name: 'New actor' }).click()
    await expect(form.getByLabel('Name')).toHaveValue('Georgia')
    await form.getByLabel('Name').fill('Georgian Dream')
    await form.getByLabel('Kind').selectOption('party')
    await form.getByRole('button', { name: 'Use this actor' }).click()
    await form.getByRole('button', { name: 'Record the claim' }).click()
    await expect(one).toContainText('Georgian Dream')
    expect((await get<Claims>(s, 'sources/who3')).claims[0]?.subject).toBe('georgian-dream')
  })

  test('edits: relation, date, polarity, modality, attribution, statement, quote', async ({ page }) => {
    await named(page)
    await fill(s, 'edit')
    await opened(page, s, 'edit')
    const one = card(page, 'meets with')
    await one.click()
    await one.getByRole('button', { name: /^Edit/ }).click()
    const form = page.getByRole('form', { name: 'Edit the proposal' })
    await form.getByRole('combobox', { name: 'Relation' }).fill('visits')
    await page
      .getByRole('option', { name: /^visits/ })
      .first()
      .click()
    await form.getByLabel('When it happened').fill('someday')
    await form.getByLabel('The source says that this').selectOption('denied')
    await form.getByLabel('As something that').selectOption('alleged')
    await form.getByLabel('Who says so, in the text').fill('an aide')
    await form.getByLabel('In plain words').fill('Fidan visited, an aide alleges.')
    await form.getByRole('button', { name: 'Record the claim' }).click()
    // refused: the field says why, and nothing is lost
    await expect(form.getByLabel('When it happened')).toHaveAttribute('aria-invalid', 'true')
    await expect(form.getByLabel('In plain words')).toHaveValue('Fidan visited, an aide alleges.')
    // a new page still has what was typed
    await page.reload()
    await one.click()
    await one.getByRole('button', { name: /^Edit/ }).click()
    await expect(form.getByLabel('Who says so, in the text')).toHaveValue('an aide')
    await form.getByLabel('When it happened').fill('2024-12~')
    await form.getByRole('button', { name: 'Remove' }).click()
    await form.getByRole('textbox', { name: /Select words in the text/ }).fill('minister met')
    await form.getByRole('button', { name: /The minister met/ }).click()
    await form.getByRole('button', { name: 'Record the claim' }).click()
    await expect(card(page, 'accepted as edited')).toContainText('Hakan Fidan')
    expect((await get<{ claims: unknown[] }>(s, 'sources/edit')).claims[0]).toMatchObject({
      relation: 'visit',
      when: { edtf: '2024-12~', basis: 'stated' },
      polarity: 'denied',
      modality: 'alleged',
      attribution: 'an aide',
      statement: 'Fidan visited, an aide alleges.',
      evidence: [at('The minister met الشرع in Damascus 😀 on 22 December 2024.')],
    })
  })

  test('words that are selected become a claim by hand, exact in bytes', async ({ page }) => {
    await named(page)
    await fill(s, 'hand')
    await opened(page, s, 'hand')
    const box = await page.locator('.desk-text mark', { hasText: 'The minister met' }).boundingBox()
    if (!box) throw new Error('no words')
    // from the first letter of the line to beyond its end, with the pointer
    await page.mouse.move(box.x + 1, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width + 30, box.y + box.height / 2, { steps: 6 })
    await page.mouse.up()
    const bar = page.getByRole('region', { name: 'Selected words' })
    await expect(bar).toContainText('The minister met')
    await bar.getByRole('button', { name: 'Make a claim' }).click()
    const form = page.getByRole('form', { name: 'A claim by hand' })
    await form.getByRole('combobox', { name: 'Find the subject' }).fill('turkiye')
    await page
      .getByRole('option', { name: /Türkiye/ })
      .first()
      .click()
    await form.getByRole('combobox', { name: 'Relation' }).fill('consult')
    await page.getByRole('option').first().click()
    await form.getByRole('combobox', { name: 'Find the object' }).fill('syria')
    await page
      .getByRole('option', { name: /^Syria/ })
      .first()
      .click()
    await form.getByRole('button', { name: 'Record the claim' }).click()
    await expect(page.getByRole('heading', { name: '1 claim besides' })).toBeVisible()
    const claim = (await get<Claims>(s, 'sources/hand')).claims[0]
    expect(claim?.evidence).toEqual([at('The minister met الشرع in Damascus 😀 on 22 December 2024.')])
    expect(claim?.subject).toBe('turkey')
  })

  test('many at a time: by relation, above a score; what is ambiguous waits', async ({ page }) => {
    await named(page)
    await fill(s, 'bulk')
    await opened(page, s, 'bulk')
    await page.getByRole('button', { name: 'Filter and bulk' }).click()
    await expect(review(page)).toContainText('1 open one can only be accepted by itself')
    const slider = page.getByRole('slider', { name: /Scored at least/ })
    await slider.fill('70')
    await expect(page).toHaveURL(/min_score=70/)
    await expect(page.locator('li.proposal')).toHaveCount(2)
    await page.getByRole('button', { name: 'Accept 2 open ones' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Accept 2' }).click()
    await expect.poll(() => states(s, 'bulk')).toMatchObject({ meet: 'accepted', AID: 'accepted', ASSAULT: 'open' })
    await slider.fill('0')
    await page.getByLabel('Relation').selectOption('ASSAULT')
    await page.getByRole('button', { name: 'Reject 1 open one' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Reject 1' }).click()
    await expect.poll(() => states(s, 'bulk')).toMatchObject({ ASSAULT: 'rejected', COOPERATE: 'open', ACCUSE: 'open' })
  })
})

test.describe('by keyboard', () => {
  test('a whole text, with nothing but keys; the focus is always seen', async ({ page }) => {
    await fill(s, 'keys')
    await opened(page, s, 'keys')
    const press = async (...keys: string[]) => {
      for (const k of keys) {
        await page.keyboard.press(k)
        await page.waitForTimeout(120)
        await focusSeen(page)
      }
    }
    const here = page.locator('li.proposal.here')
    await expect(here).toContainText('planned')
    await press('j')
    await expect(here).toContainText('meets with')
    await press('k', 'x')
    await page.keyboard.type('Jane')
    await press('Enter')
    await expect(card(page, 'planned')).toContainText('rejected')
    await expect(here).toContainText('meets with')
    await press('a')
    await expect(here).toContainText('blames')
    await press('a')
    await expect(here.getByRole('alert')).toContainText('Say first who')
    await press('2', '1', 'a')
    await expect(card(page, 'blames')).toContainText('accepted')
    await expect(here).toContainText('Houthis')
    // into the text and back
    await press('t')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      'Iran denied that it had armed the Houthis.',
    )
    await expect(page.locator('mark.hot').first()).toBeVisible()
    await press('t')
    // edit: attribution, and send
    await press('e')
    const form = page.getByRole('form', { name: 'Edit the proposal' })
    await expect(form).toBeVisible()
    for (let i = 0; i < 30; i++) {
      await press('Tab')
      if (await page.evaluate(() => document.activeElement?.id.endsWith('-attribution'))) break
    }
    await page.keyboard.type('Tehran')
    await press('Control+Enter')
    await expect(card(page, 'Houthis')).toContainText('accepted as edited')
    await expect(here).toContainText('Sahar Brigade')
    await press('x')
    await expect(page.getByRole('region', { name: 'Summary' })).toBeVisible()
    await press('k')
    await press('j', 'j', 'j', 'j')
    await press('u')
    await expect(page.getByRole('region', { name: 'Summary' })).toBeHidden()
    await press('?')
    await expect(page.getByRole('dialog')).toContainText('Next, previous proposal')
    await page.keyboard.press('Escape')
    await expect
      .poll(() => states(s, 'keys'))
      .toEqual({
        COOPERATE: 'rejected',
        meet: 'accepted',
        ACCUSE: 'accepted',
        AID: 'edited',
        ASSAULT: 'open',
      })
    const list = await get<{ proposals: { review: { by: string } | null }[] }>(
      s,
      'proposals?source=keys&state=accepted',
    )
    expect(list.proposals.map((p) => p.review?.by)).toEqual(['Jane', 'Jane'])
  })

  test('a claim by hand, with words that are typed', async ({ page }) => {
    await named(page)
    await fill(s, 'typed')
    await opened(page, s, 'typed')
    await page.keyboard.press('n')
    const form = page.getByRole('form', { name: 'A claim by hand' })
    await expect(form.getByRole('combobox', { name: 'Find the subject' })).toBeFocused()
    await page.keyboard.type('turkiye')
    await expect(page.getByRole('option').first()).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(form.getByRole('button', { name: 'Change the subject' })).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.type('consult')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('russia')
    await expect(page.getByRole('option', { name: /^Russia/ }).first()).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(form.getByRole('button', { name: 'Change the object' })).toBeFocused()
    // nothing says so yet
    await page.keyboard.press('Control+Enter')
    const words = form.getByRole('textbox', { name: /Select words/ })
    await expect(words).toHaveAttribute('aria-invalid', 'true')
    await expect(words).toBeFocused()
    await page.keyboard.type('accused moscow')
    await page.keyboard.press('Enter')
    await form.getByRole('button', { name: 'Whole sentence' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('heading', { name: '1 claim besides' })).toBeVisible()
    expect((await get<Claims>(s, 'sources/typed')).claims[0]?.evidence).toEqual([
      at('Georgia accused Moscow of aggression.'),
    ])
  })

  test('to withdraw what was accepted is asked first', async ({ page }) => {
    await named(page)
    await fill(s, 'undo')
    await opened(page, s, 'undo')
    await page.keyboard.press('j')
    await page.keyboard.press('a')
    const one = card(page, 'meets with')
    await expect(one).toContainText('accepted')
    await page.keyboard.press('k')
    await page.keyboard.press('u')
    await expect(page.getByRole('dialog')).toContainText('withdraws that claim for good')
    await page.keyboard.press('Escape')
    expect(await states(s, 'undo')).toMatchObject({ meet: 'accepted' })
    await focusSeen(page)
    await page.keyboard.press('u')
    await expect(page.getByRole('button', { name: 'Withdraw it' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect.poll(() => states(s, 'undo')).toMatchObject({ meet: 'open' })
    await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
    await expect(page.locator('li.proposal.here article')).toBeFocused()
    // the same claim cannot come back; the desk says so, and leaves it open
    await page.keyboard.press('a')
    await expect(one.getByRole('alert')).toContainText('a retraction is final')
    await expect(one).not.toContainText('accepted')
  })
})

test.describe('texts', () => {
  test('after a click the keys go on; what another window decided is seen on coming back', async ({ page }) => {
    await named(page)
    await fill(s, 'windows')
    await opened(page, s, 'windows')
    await card(page, 'planned')
      .getByRole('button', { name: /^Reject/ })
      .click()
    await expect(page.locator('li.proposal.here article')).toBeFocused()
    await expect(page.locator('li.proposal.here')).toContainText('meets with')
    await page.keyboard.press('j')
    await expect(page.locator('li.proposal.here')).toContainText('blames')
    await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false')
    const { proposals } = await get<{ proposals: { id: string; relation: string }[] }>(s, 'proposals?source=windows')
    await fetch(`${s.url}/api/v1/reviews`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        decision: 'accept',
        proposals: proposals.filter((p) => p.relation === 'meet').map((p) => p.id),
        by: 'Somebody else',
      }),
    })
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await expect(card(page, 'meets with')).toContainText('accepted')
    // who is meant, and an edit that was begun, are still there after a new start
    await page.keyboard.press('1')
    await page.keyboard.press('e')
    await page.getByLabel('In plain words').fill('Georgia blames Russia.')
    await page.reload()
    await expect(card(page, 'blames')).toContainText('edit begun')
    await expect(card(page, 'blames').getByRole('button', { name: /Georgia state, GEO/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
  })
})
