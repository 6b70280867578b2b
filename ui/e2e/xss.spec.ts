import { drawn, expect, serve, test } from './server'

/** What attackers put into names, quotes and addresses. Each would set __xss or open a dialog if anything ran it. */
const RUN = 'window.__xss=1'
const PAYLOADS = [
  `<script>${RUN}</script>`,
  `<SCRIPT>${RUN}</SCRIPT>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `"><script>${RUN}</script>`,
  `'><script>${RUN}</script>`,
  `</title><script>${RUN}</script>`,
  `</textarea><script>${RUN}</script>`,
  `</style><script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `--><script>${RUN}</script>`,
  `]]><script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `<img src=x onerror="${RUN}">`,
  `<img/src=x/onerror=${RUN}>`,
  `"><img src=x onerror=${RUN}>`,
  `' onerror='${RUN}' src='x`,
  `" onmouseover="${RUN}`,
  `' onfocus='${RUN}' autofocus='`,
  `" autofocus onfocus="${RUN}" x="`,
  `<svg onload=${RUN}>`,
  `<svg/onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><a xlink:href="javascript:${RUN}"><text y=20>x</text></a></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}>`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.__xss=1</script>"></iframe>`,
  `<object data="javascript:${RUN}"></object>`,
  `<embed src="javascript:${RUN}">`,
  `<body onload=${RUN}>`,
  `<details open ontoggle=${RUN}>`,
  `<video><source onerror=${RUN}></video>`,
  `<audio src=x onerror=${RUN}>`,
  `<input autofocus onfocus=${RUN}>`,
  `<select autofocus onfocus=${RUN}>`,
  `<marquee onstart=${RUN}>`,
  `<form><button formaction="javascript:${RUN}">x</button></form>`,
  `<a href="javascript:${RUN}">x</a>`,
  `<a href="jAvAsCrIpT:${RUN}">x</a>`,
  `<a href="data:text/html,<script>${RUN}</script>">x</a>`,
  `<base href="javascript:${RUN}//">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUN}">`,
  `<link rel=stylesheet href="data:text/css,*{color:red}">`,
  `<style>@import 'http://example.invalid/x.css';</style>`,
  `<div style="background:url(javascript:${RUN})">`,
  `<template><img src=x onerror=${RUN}></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `&#60;script&#62;${RUN}&#60;/script&#62;`,
  `\\u003cscript\\u003e${RUN}\\u003c/script\\u003e`,
  `%3Cscript%3E${RUN}%3C/script%3E`,
  `{{constructor.constructor('${RUN}')()}}`,
  `\${${RUN}}`,
  `#{${RUN}}`,
  `<%= ${RUN} %>`,
  `javascript:${RUN}`,
  `=HYPERLINK("javascript:${RUN}","x")`,
  `{"__html":"<img src=x onerror=${RUN}>"}`,
  `[object Object]","dangerouslySetInnerHTML":{"__html":"<img src=x onerror=${RUN}>"}`,
  `\u202e<img src=x onerror=${RUN}>\u202c`,
]

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
          .filter((h) => !/^(https?:\/\/|\.\/$|#main$|\?actor=)/.test(h)),
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
