import { expect, type Page } from '@playwright/test'

/** Scans the fleet anew as the person of the page: the console remembers the result of an earlier test. */
export async function freshScan(page: Page): Promise<void> {
  const answer = await page.request.get('/api/fleet?do=restart', { headers: { 'X-CSRF': '1' } })
  expect(await answer.text(), 'the scan went to its end').toContain('"type":"end"')
}

/** Ends every snooze: the store outlives a test. */
export async function endSnoozes(page: Page): Promise<void> {
  const path = '/api/findings/snoozes'
  const headers = { 'X-CSRF': '1', Origin: new URL(page.url()).origin }
  const answer = await page.request.get(path, { headers })
  const { items }: { items: { id: string }[] } = await answer.json()
  for (const { id } of items) {
    const ended = await page.request.delete(`${path}/${id}`, {
      headers: { ...headers, 'Content-Type': 'application/json' },
    })
    expect(ended.status()).toBe(204)
  }
}
