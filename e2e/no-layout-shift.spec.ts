import { expect, test } from './fixtures.ts'
import { scanFleet } from './scan-fleet.ts'

for (const path of [
  '/',
  '/project-1/clusters',
  '/project-1/clusters/4',
  '/projects/1/agents',
  '/projects/1/agents/1',
  '/fleet',
  '/findings',
  '/certificates',
  '/sessions',
  '/settings',
]) {
  test(`nothing jumps while ${path} loads`, async ({ page, signIn, gitlab }) => {
    await signIn('root', '/login')
    // A first scan fills the page row by row; here it opens with its last result.
    await scanFleet(page)
    await gitlab.control.fault({ method: 'GET', path: '*', mode: 'slow', delay_ms: 300, times: 99 })
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            const entries = list.getEntries() as (PerformanceEntry & { value: number })[]
            resolve(entries.reduce((sum, entry) => sum + entry.value, 0))
          }).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => resolve(0), 500)
        }),
    )
    expect(shift).toBeLessThan(0.01)
  })
}
