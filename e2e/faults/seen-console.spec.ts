import type { Page } from '@playwright/test'
import type { Problem } from '#lib/contract/problem.ts'
import { rows } from '../cluster-page.ts'
import { expect, test } from '../with-aftermath.ts'
import { expectNextTry, inPlace, trouble, untilNextTry } from './trouble.ts'

/*
 * Troubles that the simulated GitLab or the store of these tests cannot have, or not for a moment only: the answer of the
 * console is put in place of its own at the border to the browser. What makes it answer so is proved without a browser.
 */
test.beforeEach(({ page }) => page.clock.install())

const list = '**/api/scopes/instance/clusters'

async function answerWith(
  page: Page,
  problem: Pick<Problem, 'status' | 'code'> & Partial<Problem>,
) {
  const body = { type: 'about:blank', title: 'Error', request_id: 'r-1', ...problem }
  await page.route(list, (route) =>
    route.fulfill({
      status: problem.status,
      contentType: 'application/problem+json',
      body: JSON.stringify(body),
    }),
  )
}

const troubles: [says: string, problem: Parameters<typeof answerWith>[1]][] = [
  ['The console does not trust GitLab’s certificate', { status: 502, code: 'upstream_tls' }],
  [
    'The console does not trust GitLab’s certificate',
    { status: 503, code: 'upstream_paused', reason: 'upstream_tls', retry_after: 4 },
  ],
  ['The console is busy', { status: 503, code: 'busy', retry_after: 2 }],
  ['The console cannot reach its own store', { status: 503, code: 'store_unavailable' }],
]
for (const [says, problem] of troubles) {
  test(`“${says}” (${problem.code}) with nothing on screen, and over older rows`, async ({
    page,
    signIn,
  }) => {
    await signIn('root', '/audit')
    await answerWith(page, problem)
    await page.goto('/instance/clusters')
    await expect(inPlace(page)).toContainText(says)
    await expectNextTry(inPlace(page))
    await page.unroute(list)
    await untilNextTry(page)
    await expect(rows(page).first()).toBeVisible()

    await answerWith(page, problem)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(trouble(page)).toContainText(says)
    await expectNextTry(trouble(page))
    await expect(rows(page).first()).toBeVisible()
    await expect(page.getByText(/This is older data/)).toBeVisible()
    await page.unroute(list)
    await untilNextTry(page)
    await expect(trouble(page)).toHaveCount(0)
  })
}

test('a console that is being restarted is waited for', async ({ page, signIn }) => {
  await signIn('root', '/instance/clusters')
  await expect(rows(page).first()).toBeVisible()
  await page.route('**/api/**', (route) => route.abort('connectionrefused'))
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(trouble(page)).toContainText('The console cannot be reached')
  await expectNextTry(trouble(page))
  await page.unroute('**/api/**')
  await untilNextTry(page)
  await expect(trouble(page)).toHaveCount(0)
})
