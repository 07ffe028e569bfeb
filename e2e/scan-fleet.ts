import { expect, type Page } from '@playwright/test'

/** Scans as whoever is signed in, so that the page finds a result of the world as it is now. */
export async function scanFleet(page: Page) {
  const answer = await page.request.get('/api/fleet?do=restart', { headers: { 'X-CSRF': '1' } })
  expect(answer.status()).toBe(200)
  expect(await answer.text()).toContain('"type":"end"')
}
