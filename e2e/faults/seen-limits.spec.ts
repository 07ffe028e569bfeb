import { rows } from '../cluster-page.ts'
import type { Fault } from '../simulator-control.ts'
import { expect, test } from '../with-aftermath.ts'
import { expectNextTry, inPlace, untilNextTry } from './trouble.ts'

test.beforeEach(({ page }) => page.clock.install())

const list = '/api/v4/admin/clusters'
const whoops = '<html><body><h1>503 Whoops, GitLab is away</h1></body></html>'

/** What a page says about each way in which GitLab does not answer properly. Each heals by itself. */
const faults: [says: string, fault: Pick<Fault, 'mode'> & Partial<Fault>, never?: RegExp][] = [
  [
    'GitLab asks us to slow down',
    {
      mode: 'status',
      status: 429,
      body: 'Retry later',
      headers: { 'Retry-After': '6', 'Content-Type': 'text/plain' },
    },
    /Retry later/,
  ],
  [
    'GitLab says that it is unavailable',
    {
      mode: 'status',
      status: 503,
      body: whoops,
      headers: { 'Retry-After': '6', 'Content-Type': 'text/html' },
    },
    /Whoops/,
  ],
  ['GitLab did not answer in time', { mode: 'hang' }],
  ['GitLab reports an error of its own', { mode: 'status', status: 500, body: whoops }, /Whoops/],
  ['GitLab’s answer makes no sense', { mode: 'html' }, /<html/],
]
for (const [says, fault, never = /<html/] of faults) {
  test(`“${says}”, with the next try, and then the rows`, async ({ page, signIn, gitlab }) => {
    await signIn('root', '/audit')
    await gitlab.control.fault({ method: 'GET', path: list, ...fault })
    await page.goto('/instance/clusters')
    await expect(inPlace(page)).toContainText(says)
    await expectNextTry(inPlace(page))
    await expect(page.getByRole('main')).not.toContainText(never)
    await gitlab.control.clearFaults()
    await untilNextTry(page)
    await expect(rows(page).first()).toBeVisible()
  })
}

test('while GitLab limits us the time left is counted down, and GitLab is asked once when it is over', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/audit')
  await gitlab.control.fault({
    method: 'GET',
    path: list,
    mode: 'status',
    status: 429,
    body: 'Retry later',
    headers: { 'Retry-After': '7', 'Content-Type': 'text/plain' },
  })
  await page.goto('/instance/clusters')
  const timer = inPlace(page).getByRole('timer')
  const secondsLeft = async () =>
    Number(/(\d+) second/.exec((await timer.textContent()) ?? '')?.[1])
  const first = await secondsLeft()
  expect(first).toBeGreaterThan(0)
  await expect.poll(secondsLeft).toBeLessThan(first)
  expect(await gitlab.control.requests('GET', /admin\/clusters\?page=1/)).toHaveLength(1)
  await gitlab.control.clearFaults()
  await untilNextTry(page)
  await expect(rows(page).first()).toBeVisible()
  expect(await gitlab.control.requests('GET', /admin\/clusters\?page=1/)).toHaveLength(2)
})

test('a page that nobody looks at asks for nothing', async ({ page, signIn, gitlab, context }) => {
  await signIn('root', '/audit')
  await gitlab.control.fault({ method: 'GET', path: list, mode: 'status', status: 500 })
  await page.goto('/instance/clusters')
  await expectNextTry(inPlace(page))
  // Chromium shows every tab of a headless browser: the page is told otherwise.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  const asked = (await gitlab.control.requests('GET', /admin\/clusters(\?|$)/)).length
  await page.clock.runFor(120_000)
  expect(await gitlab.control.requests('GET', /admin\/clusters(\?|$)/)).toHaveLength(asked)
  await gitlab.control.clearFaults()
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await page.clock.runFor(1_000)
  await expect(rows(page).first()).toBeVisible()
  expect(context.pages()).toHaveLength(1)
})
