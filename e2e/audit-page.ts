import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, type Username } from './fixtures.ts'
import { signInOverHttp } from './person.ts'
import type { Stack } from './stack.ts'

const table = (page: Page) => page.getByRole('table', { name: 'Audit trail' })
export const bodyRows = (page: Page) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
export const rowOf = (page: Page, ...texts: string[]) =>
  texts.reduce((row: Locator, text) => row.filter({ hasText: text }), bodyRows(page)).first()
export const detail = (page: Page) => page.getByRole('dialog', { name: /^Entry \d+$/ })
const collection = '/api/projects/1/agents'

/** A name that no other test of the same store has used. */
export const unique = (name: string) => `${name}-${Date.now().toString(36)}`

/** Registers and deletes an agent over HTTP, as rows to look at. */
export async function registerAndDelete(stack: Stack, username: Username, name: string) {
  const person = await signInOverHttp(stack, stack.console.origin, username)
  const created = await person.call('POST', collection, { body: { name } })
  expect(created.status).toBe(201)
  const { id } = created.json<{ id: number }>()
  const read = await person.call('GET', `${collection}/${id}`)
  const deleted = await person.call('DELETE', `${collection}/${id}`, {
    headers: { 'If-Unmodified-Since': read.json<{ console: { as_of: string } }>().console.as_of },
    body: {},
  })
  expect(deleted.status).toBeLessThan(300)
  // The browser signs in by hand again.
  await stack.gitlab.control.reset({ world: 'standard' })
}

export async function download(page: Page, name: 'Export CSV' | 'Export JSON') {
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name }).click()
  const file = await started
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

interface Row {
  seq: number
  at: string
  phase: string
  result: string | null
  [fact: string]: unknown
}

export const made = (seq: number, changed: Partial<Row> = {}): Row => ({
  seq,
  at: new Date(Date.UTC(2026, 10, 1) + seq * 60_000).toISOString(),
  actor: { id: '8', name: 'ann' },
  auth_mode: 'oauth',
  session: '01234567',
  ip: '192.0.2.7',
  action: 'cluster.delete',
  scope: 'group-42',
  object: { type: 'cluster', id: String(seq), name: `made-${seq}` },
  changes: null,
  phase: 'outcome',
  result: 'ok',
  request_id: `request-${seq}`,
  gitlab: { status: 204, request_id: null },
  ...changed,
})

/** Pages of rows in place of the server's, as for a long trail: `pages` of them, all but the first with `size` rows. */
export async function fakeTrail(page: Page, pages: number, { delayMs = 0, size = 100 } = {}) {
  await page.route('**/api/audit?**', async (route) => {
    const at = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
    const length = at === 0 ? 100 : size
    const items = Array.from({ length }, (_, index) => made(1_000_000 - at * size - index))
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    await route
      .fulfill({ json: { items, next_cursor: at + 1 < pages ? String(at + 1) : null } })
      .catch(() => undefined)
  })
}
