import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

declare global {
  interface Window {
    seenBackgrounds?: string[]
  }
}

/** Notes the page's colour in every frame that is painted, from the first one on. */
async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: string[] = []
    window.seenBackgrounds = seen
    const note = () => {
      if (document.body !== null) {
        seen.push(getComputedStyle(document.documentElement).backgroundColor)
      }
      requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
  })
}

async function choose(page: Page, theme: 'Light' | 'Dark' | 'System'): Promise<void> {
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('menuitemradio', { name: theme }).click()
  await page.keyboard.press('Escape')
}

const background = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)

const choices = [
  { system: 'light', choice: 'Dark', theme: 'dark' },
  { system: 'dark', choice: 'Light', theme: 'light' },
] as const
for (const { system, choice, theme } of choices) {
  test.describe(`on a ${system} system`, () => {
    test.use({ colorScheme: system })

    test(`the chosen ${theme} theme stays after a reload, from the first moment on`, async ({
      page,
      signIn,
    }) => {
      await signIn('root', '/instance/clusters')
      const before = await background(page)
      await choose(page, choice)
      await expect.poll(() => background(page)).not.toBe(before)
      const chosen = await background(page)
      await watchFrames(page)
      await page.reload()
      await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
      expect(await background(page)).toBe(chosen)
      const seen = await page.evaluate(() => window.seenBackgrounds)
      expect(new Set(seen)).toEqual(new Set([chosen]))

      await choose(page, 'System')
      await expect.poll(() => background(page)).toBe(before)
    })
  })
}

test('without a choice the theme follows the system at once', async ({ page, signIn }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await signIn('root', '/instance/clusters')
  const light = await background(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => background(page)).not.toBe(light)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => background(page)).toBe(light)
})
