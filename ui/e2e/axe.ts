import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What breaks the rules of WCAG 2.2 AA or best practice on the page as it stands, a line each. */
export async function broken(page: Page, state: string): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return found.violations.map(
    (v) =>
      `${state}: ${v.impact} ${v.id}: ${v.help}\n  ${v.nodes
        .slice(0, 3)
        .map((n) => `${n.html.slice(0, 160)} ${n.any[0]?.message ?? ''}`)
        .join('\n  ')}`,
  )
}
