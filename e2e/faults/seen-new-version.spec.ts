import { field, fillNewCluster } from '../cluster-page.ts'
import { expect, test } from '../with-aftermath.ts'

test('a page and the answers to it name the same build', async ({ page, signIn }) => {
  await signIn('root', '/')
  const build = await page.locator('html').getAttribute('data-build')
  expect(build).toMatch(/^[\w-]{8,}$/)
  expect((await page.request.get('/api/session')).headers()['x-build']).toBe(build)
})

test('a page of the build before says calmly that there is a new one, and keeps what was typed', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/instance/clusters/new')
  await fillNewCluster(page, 'typed')
  const notice = page.getByRole('region', { name: 'There is a new version of the console.' })
  await expect(notice).toHaveCount(0)
  // What the next build would answer.
  await page.route('**/api/**', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, headers: { ...response.headers(), 'x-build': 'the-next-one' } })
  })
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await expect(notice).toBeVisible()
  await expect(field(page, 'Kubernetes cluster name')).toHaveValue('typed')
})
