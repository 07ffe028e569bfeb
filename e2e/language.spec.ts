import { expect, test } from './fixtures.ts'
import { callGitLab, type GitLabCluster } from './gitlab-api.ts'

test.describe('a browser that prefers Chinese', () => {
  test.use({ locale: 'zh-CN' })

  test('sees Chinese from sign-in to a saved cluster', async ({ page, gitlab }) => {
    await page.goto('/instance/clusters/1')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await page
      .getByRole('link', { name: /GitLab/ })
      .first()
      .click()
    await page.getByRole('button', { name: /\broot\b/ }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'shared-prod' })).toBeVisible()
    const domain = page.locator('[name="domain"]')
    await domain.fill('zh.example.test')
    await domain.press('Enter')
    const review = page.getByRole('region', { name: 'shared-prod' })
    await expect(review).toContainText(/[\u4e00-\u9fff]/)
    await review
      .getByRole('button')
      .last()
      .or(review.locator('button[type=submit]'))
      .first()
      .click()
    await expect
      .poll(
        async () => (await callGitLab<GitLabCluster>(gitlab.url, 'GET', 'admin/clusters/1')).domain,
      )
      .toBe('zh.example.test')
  })
})

test('the language can be changed, and stays', async ({ page, signIn }) => {
  await signIn('root', '/instance/clusters')
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('menuitemradio', { name: '简体中文' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
})
