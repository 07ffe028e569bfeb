import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What axe complains about on a page: one line for each rule that is broken, with where. */
export async function violations(page: Page, withoutRules: string[] = []): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .disableRules(withoutRules)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)
}
