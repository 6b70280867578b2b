import { card } from './desk'
import { expect, type Server, serve, test } from './server'

/** How texts come to the desk: out of files, and in languages in which no events are read. */

let s: Server
test.beforeAll(async () => {
  s = await serve(true)
})
test.afterAll(() => s.stop())

const PAGE = `<!doctype html><html lang="en"><head><title>Gas talks</title><meta property="og:site_name" content="The Page"></head><body>
<nav>Home Sport Weather</nav><article><h1>Gas talks</h1><p>Poland and Norway signed an agreement on gas on 3 May 2019, after a
long week of talks that had led to nothing but new quarrels about pipelines and prices.</p></article>
<script>document.title = 'run'</script></body></html>`

test('a file is opened, looked at, and read', async ({ page }) => {
  await page.goto(`${s.url}/?desk`)
  await page
    .getByLabel('Open a file')
    .setInputFiles({ name: 'gas.html', mimeType: 'text/html', buffer: Buffer.from(PAGE) })
  const text = page.getByLabel('Text', { exact: true })
  await expect(text).toHaveValue(/Poland and Norway signed an agreement/)
  await expect(text).not.toHaveValue(/script|Weather/)
  await expect(text).toBeFocused()
  await expect(page.getByLabel('Title')).toHaveValue('Gas talks')
  // this server fetches nothing, so nothing offers it
  await page.getByLabel('Address (URL)').fill('https://example.org/')
  await expect(page.getByRole('button', { name: 'Fetch the page' })).toHaveCount(0)
  await page.getByLabel('Address (URL)').fill('')
  await page.getByRole('button', { name: 'Read the text' }).click()
  await expect(card(page, /Poland .*Norway/)).toBeVisible()
  await page.goto(`${s.url}/?desk`)
  await expect(page.getByRole('link', { name: /Gas talks.*1 of 1 open/ })).toBeVisible()
})

test('a file that cannot be read says so, and loses nothing', async ({ page }) => {
  await page.goto(`${s.url}/?desk`)
  await page.getByLabel('Title').fill('Kept')
  await page
    .getByLabel('Open a file')
    .setInputFiles({ name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.from([0, 1, 2, 255]) })
  await expect(page.getByRole('alert')).toContainText('scan.pdf')
  await expect(page.getByLabel('Title')).toHaveValue('Kept')
})

test('a text in Russian shows its names and dates, and a claim is made of one by keyboard', async ({ page }) => {
  await page.goto(`${s.url}/?desk`)
  await page
    .getByLabel('Text', { exact: true })
    .fill('Погода была хорошей. Россия и Турция провели переговоры 3 мая 2019 года. Все молчали.')
  await page.getByRole('button', { name: 'Read the text' }).click()
  const names = page.getByRole('region', { name: 'Names and dates' })
  await expect(names).toContainText('Events are not read in this language')
  await expect(names.getByRole('button')).toHaveText([
    /Россия.*Russia/,
    /Турция.*(Turkey|Türkiye)/,
    /3 мая 2019 года.*3 May 2019/,
  ])
  await names.getByRole('button', { name: /Турция/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Selected words' })).toContainText(
    'Россия и Турция провели переговоры 3 мая 2019 года.',
  )
  await page.keyboard.press('n')
  await expect(page.getByRole('region', { name: 'Claim by hand' })).toContainText('Россия и Турция провели переговоры')
})
