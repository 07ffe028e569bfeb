import { expect, type Page } from '@playwright/test'

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
