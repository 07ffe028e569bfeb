import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Lets everything that fades or moves come to its end: half faded words have another contrast. */
const settle = (page: Page) =>
  page.evaluate(async () => {
    const passing = document
      .getAnimations()
      .filter(
        (animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
      )
    await Promise.allSettled(passing.map(({ finished }) => finished))
  })

/** What axe complains about on a page: one line for each rule that is broken, with where. */
export async function violations(page: Page, withoutRules: string[] = []): Promise<string[]> {
  await settle(page)
  const { violations } = await new AxeBuilder({ page })
    .disableRules(withoutRules)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)
}

/** Fails when something is broken or sticks out at the side, on a wide screen or on a phone. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 })
    // Else what comes to lie under the pointer may show its tooltip in the middle of the check.
    await page.mouse.move(0, 0)
    expect(await violations(page)).toEqual([])
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `the page scrolls sideways at ${width} px`).toBe(0)
  }
}
