import { expect, test } from './fixtures.ts'
import { scanFleet } from './scan-fleet.ts'

/*
 * A page on which nothing happens does nothing: a rendering that sets off the next one is not seen, and takes a core of
 * everybody's machine as long as the tab is open. React works in messages to itself.
 */
const pages = [
  '/',
  '/fleet',
  '/certificates',
  '/findings',
  '/instance/clusters',
  '/instance/clusters/1',
  '/projects/1/agents',
  '/projects/1/agents/1',
  '/rotation',
  '/audit',
  '/sessions',
  '/settings',
]

declare global {
  interface Window {
    ownMessages?: number
  }
}

for (const path of pages) {
  test(`${path} is quiet when nothing happens`, async ({ page, signIn }) => {
    await page.addInitScript(() => {
      window.ownMessages = 0
      const { postMessage } = MessagePort.prototype
      MessagePort.prototype.postMessage = function (...message: [unknown]) {
        window.ownMessages = (window.ownMessages ?? 0) + 1
        postMessage.apply(this, message)
      }
    })
    await signIn('root', path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    if (path === '/fleet') await scanFleet(page)
    await page.waitForLoadState('networkidle')
    const count = () => page.evaluate(() => window.ownMessages ?? 0)
    // Clocks go on, and readings that are due are made.
    await expect
      .poll(async () => {
        const before = await count()
        await page.waitForTimeout(1_000)
        return (await count()) - before
      })
      .toBeLessThan(10)
    expect(await count()).toBeGreaterThan(0)
  })
}
