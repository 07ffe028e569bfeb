import { agentList } from './agent-page.ts'
import { expect, test } from './fixtures.ts'

const popup = '[data-tip-popup]'

test.describe('what an element shows beside it', () => {
  test.beforeEach(async ({ signIn }) => {
    await signIn('maintainer', agentList)
  })

  test('comes on hover, lets the pointer in, and goes with it', async ({ page }) => {
    const time = page.getByRole('main').locator('[data-tip]:has(time)').first()
    await time.hover()
    await expect(page.locator(popup)).toContainText('UTC')
    await page.locator(popup).hover()
    await expect(page.locator(popup)).toHaveCSS('opacity', '1')
    await page.getByRole('heading', { level: 1 }).hover()
    await expect(page.locator(popup)).toHaveCount(0)
  })

  test('comes with the keyboard and goes with Escape, which closes nothing else', async ({
    page,
  }) => {
    const refresh = page.getByRole('main').getByRole('button', { name: 'Refresh' })
    await refresh.press('Shift+Tab')
    await page.keyboard.press('Tab')
    await expect(refresh).toBeFocused()
    await expect(page.locator(popup)).toHaveText('Refresh')
    await page.keyboard.press('Escape')
    await expect(page.locator(popup)).toHaveCount(0)
    await expect(refresh).toBeFocused()
  })

  test('goes when its element is pressed or leaves the page', async ({ page }) => {
    const actions = page
      .getByRole('main')
      .getByRole('button', { name: /^Actions/ })
      .first()
    await actions.hover()
    await expect(page.locator(popup)).toContainText('Actions')
    await actions.click()
    await expect(page.getByRole('menu')).toBeVisible()
    await expect(page.locator(popup)).toHaveCount(0)
    await page.keyboard.press('Escape')

    await page.getByRole('main').getByRole('row').locator('[data-tip]:has(time)').first().hover()
    await expect(page.locator(popup)).toBeVisible()
    await page.getByRole('searchbox').pressSequentially('nothing is called so')
    await expect(page.locator(popup)).toHaveCount(0)
  })
})
