import { PAYLOADS, RUN } from './payloads'
import { drawn, expect, serve, test } from './server'

const ADDRESSES = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `\tjavascript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `vbscript:${RUN}`,
  `https://example.invalid/"onmouseover="${RUN}`,
  `https://example.invalid/<script>${RUN}</script>`,
  `//example.invalid/x`,
  `http://user:pass@example.invalid/`,
  `blob:https://example.invalid/x`,
]

interface Summary {
  accepted: number
  rejected: number
  problems: { message: string }[]
}

test('none of 60 payloads runs, as names, quotes, statements and addresses', async ({ page }) => {
  test.setTimeout(240_000)
  expect(PAYLOADS.length).toBe(60)
  const s = await serve(false)
  try {
    const post = async (records: object[]): Promise<Summary> => {
      const r = await fetch(`${s.url}/api/v1/records`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-ndjson' },
        body: records.map((x) => JSON.stringify(x)).join('\n'),
      })
      return (await r.json()) as Summary
    }
    const records: object[] = [{ type: 'actor', id: 'hub', name: 'The hub', kind: 'state' }]
    PAYLOADS.forEach((p, i) => {
      const id = `p${String(i).padStart(2, '0')}`
      const text = `Before. ${p} After.`
      const start = new TextEncoder().encode('Before. ').length
      records.push(
        { type: 'actor', id, name: p, kind: 'person', aliases: [`alias ${p}`], description: p },
        {
          type: 'source',
          id: `s-${id}`,
          publisher: p,
          title: p,
          language: 'en',
          kind: 'web',
          text,
          summary: i % 2 === 0,
        },
        {
          type: 'claim',
          source: `s-${id}`,
          subject: id,
          relation: 'meet',
          object: 'hub',
          when: '2025-01-01',
          when_basis: 'stated',
          when_text: p,
          polarity: i % 3 ? 'asserted' : 'denied',
          modality: 'actual',
          attribution: p,
          confidence: 80,
          statement: p,
          evidence: [{ quote: p, start, end: start + new TextEncoder().encode(p).length }],
          event: `e-${i} ${p}`,
        },
      )
    })
    const sum = await post(records)
    // the bidirectional override may be refused; everything else is text like any other
    expect(sum.accepted, JSON.stringify(sum.problems?.slice(0, 3))).toBeGreaterThanOrEqual(3 * 59)
    // addresses of sources: what the store takes must still never become a link that runs
    await post(
      ADDRESSES.map((url, i) => ({
        type: 'source',
        id: `u${i}`,
        publisher: `Publisher ${i}`,
        url,
        summary: true,
        text: 'Held text.',
      })),
    )
    await post(
      ADDRESSES.map((_, i) => ({
        type: 'claim',
        source: `u${i}`,
        subject: `p${String(i).padStart(2, '0')}`,
        relation: 'visit',
        object: 'hub',
        when: '2025-02-01',
        when_basis: 'stated',
        polarity: 'asserted',
        modality: 'actual',
        confidence: 50,
        evidence: [{ quote: 'Held text.', start: 0, end: 10 }],
      })),
    )

    page.on('dialog', (d) => {
      throw new Error(`a dialog opened: ${d.message()}`)
    })
    const clean = async (where: string) => {
      const found = await page.evaluate(() => ({
        ran: (globalThis as { __xss?: number }).__xss,
        elements: [
          ...document.querySelectorAll(
            'script, iframe, object, embed, img, base, style, math, video, audio, marquee, form',
          ),
        ].map((e) => e.outerHTML.slice(0, 120)),
        handlers: [...document.querySelectorAll('*')].flatMap((e) =>
          e.getAttributeNames().filter((n) => n.startsWith('on')),
        ),
        links: [...document.querySelectorAll('a[href]')]
          .map((a) => a.getAttribute('href') ?? '')
          .filter((h) => !/^(https?:\/\/|\.\/$|#main$|\?actor=|\?desk=)/.test(h)),
        open: [...document.querySelectorAll('a[target]')].filter((a) => !/noopener/.test(a.getAttribute('rel') ?? ''))
          .length,
      }))
      expect(found.ran, where).toBeUndefined()
      expect(
        found.elements.filter((e) => !/^<script type="module"[^>]* src="\.\/assets\//.test(e)),
        where,
      ).toEqual([])
      expect(found.handlers, where).toEqual([])
      expect(found.links, where).toEqual([])
      expect(found.open, where).toBe(0)
    }

    await page.goto(s.url)
    await expect(page.getByRole('heading', { name: 'Or begin with' })).toBeVisible()
    await clean('start')
    await page.getByRole('combobox').fill('script')
    await expect(page.getByRole('option').first()).toBeVisible()
    await clean('search')
    await page.goto(`${s.url}/?actor=hub`)
    await drawn(page)
    await clean('graph')
    for (let x = 300; x < 900; x += 60) await page.mouse.move(x, 300 + (x % 7) * 30)
    await clean('hover')
    await page.goto(`${s.url}/?actor=hub&tab=table`)
    await drawn(page)
    await expect(page.locator('tbody tr').first()).toBeVisible()
    await clean('table')
    for (let i = 0; i < PAYLOADS.length; i++) {
      const id = `p${String(i).padStart(2, '0')}`
      const known = await fetch(`${s.url}/api/v1/actors/${id}`)
      if (known.status === 404) continue
      const panel = page.getByRole('complementary', { name: 'Evidence' })
      await page.goto(`${s.url}/?actor=${id}&actor=hub&select=tie:hub%7C${id}`)
      await drawn(page)
      await clean(`${PAYLOADS[i]} in a tie`)
      await panel.locator('button.claim').last().click()
      await expect(panel.locator('blockquote mark').first()).toBeVisible()
      await clean(`${PAYLOADS[i]} in a claim`)
      await panel.locator('.source-line button.link').first().click()
      await expect(panel.locator('.held')).toBeVisible()
      await clean(`${PAYLOADS[i]} in a source`)
      await page.goto(`${s.url}/?actor=${id}&select=actor:${id}`)
      await drawn(page)
      await expect(panel.locator('.aliases')).toBeVisible()
      await clean(`${PAYLOADS[i]} as an actor`)
    }
    for (let i = 0; i < ADDRESSES.length; i++) {
      await page.goto(`${s.url}/?actor=hub&select=source:u${i}`)
      await drawn(page)
      await page.waitForTimeout(150)
      await clean(`${ADDRESSES[i]} as an address`)
    }
    // and through the address of the page itself
    for (const p of PAYLOADS.slice(0, 20)) {
      await page.goto(
        `${s.url}/?actor=hub&select=${encodeURIComponent(p)}&from=${encodeURIComponent(p)}&open=${encodeURIComponent(p)}&pos=${encodeURIComponent(p)}`,
      )
      await drawn(page)
      await clean(`${p} in the address`)
    }
  } finally {
    await s.stop()
  }
})
