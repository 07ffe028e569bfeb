import { field, fillNewCluster, rows } from '../cluster-page.ts'
import { expect, test } from '../with-aftermath.ts'
import { chinese, down, english, expectNextTry, inPlace, trouble, untilNextTry } from './trouble.ts'

/** GitLab goes down and comes back, as a person sees it, with the breaker of the console at work. */
test.use({ consoleEnv: { GITLAB_BREAKER_CALLS: '20', GITLAB_BREAKER_OPEN_MS: '2000' } })
test.beforeEach(({ page }) => page.clock.install())

const languages = [
  { locale: 'en-US', words: english, title: 'GitLab cannot be reached', refresh: 'Refresh' },
  { locale: 'zh-CN', words: chinese, title: '无法连接 GitLab', refresh: '刷新' },
]
for (const { locale, words, title, refresh } of languages) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale })

    test('the rows stay, greyed, with their age and the next try, and heal by themselves', async ({
      page,
      signIn,
      gitlab,
    }) => {
      await signIn('root', '/instance/clusters')
      const names = page.getByRole('table').getByRole('rowheader')
      await expect(names).toHaveText(['gke-legacy', 'shared-prod'])
      await expect(trouble(page, words)).toHaveCount(0)

      await gitlab.control.fault(down)
      await page.getByRole('button', { name: refresh }).click()
      await expect(trouble(page, words)).toContainText(title)
      await expectNextTry(trouble(page, words), words)
      await expect(page.getByRole('main').getByRole('status').first()).toContainText(words.older)
      await expect(names).toHaveText(['gke-legacy', 'shared-prod'])
      await expect(page.locator('[data-older]').filter({ has: names.first() })).toHaveCount(1)

      await gitlab.control.clearFaults()
      await untilNextTry(page)
      await expect(trouble(page, words)).toHaveCount(0)
      await expect(names).toHaveText(['gke-legacy', 'shared-prod'])
      await expect(page.locator('[data-older]')).toHaveCount(0)
    })
  })
}

/** Every page that asks GitLab, each with something that stands on it when all is well. */
const pages: [path: string, heading: string | RegExp][] = [
  ['/instance/clusters', 'gke-legacy'],
  ['/instance/clusters/1', 'shared-prod'],
  ['/group-1/clusters', 'Clusters'],
  ['/projects/1/agents', 'Agents'],
  ['/projects/1/agents/1', 'Tokens'],
  ['/projects/1/agents/1/rotation', 'active tokens'],
  ['/settings', 'GitLab'],
]
for (const [path, heading] of pages) {
  test(`${path} opened meanwhile says what is wrong and when it tries again, and then is there`, async ({
    page,
    signIn,
    gitlab,
  }) => {
    await signIn('root', '/audit')
    await gitlab.control.fault(down)
    await page.goto(path)
    await expect(inPlace(page)).toContainText('GitLab cannot be reached')
    await expectNextTry(inPlace(page))
    await gitlab.control.clearFaults()
    await untilNextTry(page)
    await expect(inPlace(page)).toHaveCount(0)
    await expect(page.getByRole('main')).toContainText(heading)
    await untilNextTry(page)
    await expect(trouble(page)).toHaveCount(0)
  })
}

for (const path of ['/fleet', '/', '/findings', '/certificates']) {
  test(`${path}: the scan says what it waits for, goes on by itself and misses nothing`, async ({
    page,
    signIn,
    gitlab,
  }) => {
    await signIn('root', path)
    const scan = page.getByRole('region', { name: 'Scan', exact: true })
    await expect(scan).toContainText('All read in')
    await gitlab.control.fault(down)
    await page.getByRole('button', { name: 'Scan again' }).click()
    await expect(scan).toContainText(/GitLab cannot be reached. The scan goes on at/)
    await gitlab.control.clearFaults()
    await expect(scan).toContainText('All read in', { timeout: 20_000 })
    await expect(page.getByText('could not be read')).toHaveCount(0)
  })
}

test('a person need not wait for the next try', async ({ page, signIn, gitlab }) => {
  await signIn('root', '/audit')
  await gitlab.control.fault(down)
  await page.goto('/instance/clusters')
  await expectNextTry(inPlace(page))
  await gitlab.control.clearFaults()
  await inPlace(page).getByRole('button', { name: 'Try now' }).click()
  await expect(rows(page).first()).toBeVisible()
})

test('a form keeps what was typed, says that nothing was sent, and works afterwards', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/instance/clusters/new')
  await fillNewCluster(page, 'typed')
  await gitlab.control.fault(down)
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await expect(inPlace(page)).toContainText('GitLab cannot be reached')
  await expect(field(page, 'Kubernetes cluster name')).toHaveValue('typed')
  await expect(page.getByLabel('Service token')).toHaveValue('fake-service-token')

  await gitlab.control.clearFaults()
  await untilNextTry(page)
  await expect(trouble(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'typed' })).toBeVisible()
  expect(await gitlab.control.requests('POST', /admin\/clusters\/add/)).toHaveLength(1)
})
