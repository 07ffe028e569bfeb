import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { signInOverHttp } from './person.ts'

const detail = (page: Page) => page.getByRole('dialog', { name: /^Entry \d+$/ })
const field = (page: Page, name: string) =>
  detail(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })

test('a change tells what was there before and after, but no secret', async ({
  page,
  signIn,
  stack,
}) => {
  const name = `changed-${Date.now().toString(36)}`
  await signIn('root', '/settings')
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  const changed = await root.call('PUT', '/api/scopes/instance/clusters/1', {
    body: {
      name,
      enabled: false,
      namespace_per_environment: true,
      platform_kubernetes_attributes: { token: 'fake-service-token', ca_cert: '' },
    },
  })
  expect(changed.status).toBe(200)
  await page.goto(`/audit?object=${name}`)
  await page.getByRole('button', { name: /^Show details of Change cluster/ }).click()
  await expect(field(page, 'name').getByRole('cell')).toHaveText([
    'Beforeshared-prod',
    `After${name}`,
  ])
  await expect(field(page, 'enabled').getByRole('cell')).toHaveText(['Beforetrue', 'Afterfalse'])
  await expect(field(page, 'platform_kubernetes_attributes.token').getByRole('cell')).toHaveText([
    'Beforenot kept',
    'Afternot kept',
  ])
  await expect(field(page, 'platform_kubernetes_attributes.ca_cert').getByRole('cell')).toHaveText([
    /^Beforesha256:[0-9a-f]{64}$/,
    'Afterempty',
  ])
  await expect(detail(page)).not.toContainText('fake-service-token')
  expect(await violations(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 800 })
  await expect(field(page, 'name').getByText('Before')).toBeVisible()
})

test('rows of names alone, and of nobody known, are shown as they are', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/settings')
  const row = {
    seq: 2,
    at: '2026-11-01T00:00:00.000Z',
    actor: { id: '8', name: 'ann' },
    auth_mode: 'oauth',
    session: '01234567',
    ip: null,
    action: 'cluster.update',
    scope: 'instance',
    object: { type: 'cluster', id: '1', name: 'prod' },
    changes: [{ field: 'name' }, { field: 'domain' }],
    phase: 'outcome',
    result: 'ok',
    request_id: 'request-2',
    gitlab: { status: 200, request_id: null },
  }
  const nobody = {
    ...row,
    seq: 1,
    actor: { id: '', name: '' },
    session: '',
    action: 'session.start',
    scope: null,
    object: { type: 'session', id: null, name: null },
    changes: null,
    result: 'unauthenticated',
    request_id: 'request-1',
  }
  await page.route('**/api/audit?**', (route) =>
    route.fulfill({ json: { items: [row, nobody], next_cursor: null } }),
  )
  await page.goto('/audit')
  await page.getByRole('button', { name: /^Show details of Change cluster/ }).click()
  await expect(detail(page).getByRole('columnheader')).toHaveText(['Field'])
  await expect(detail(page).getByRole('rowheader')).toHaveText(['name', 'domain'])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('row', { name: /Sign in/ })).toContainText('unknown')
  await page.getByRole('button', { name: /^Show details of Sign in/ }).click()
  await expect(detail(page)).toContainText('Not signed in')
  await expect(detail(page).getByRole('table')).toHaveCount(0)
})
