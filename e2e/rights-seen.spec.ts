import type { Page } from '@playwright/test'
import { agentList, agentRow } from './agent-page.ts'
import { agentPath } from './agent-token-page.ts'
import { expectAccessible } from './axe.ts'
import { field, fillNewCluster, rows } from './cluster-page.ts'
import { test as base, expect, type Username, type WorkerFixtures } from './fixtures.ts'
import { signInOverHttp } from './person.ts'
import { startStack } from './stack.ts'

const test = base
const main = (page: Page) => page.getByRole('main')
const lookOnly = /^You can look, but not change/

/** Everything that changes something, by the words on it. */
const writes =
  /^(Add cluster|Register agent|Create token|Revoke|Rotate|Delete|Disable|Enable|Review|Add URL configuration|Replace|Sign out everywhere)/

async function expectNoWrites(page: Page) {
  await expect(main(page).getByRole('button', { name: writes })).toHaveCount(0)
  await expect(main(page).getByRole('link', { name: writes })).toHaveCount(0)
}

const can = (read: boolean | null, write: boolean | null) => ({
  read_clusters: read,
  write_clusters: write,
  read_agents: read,
  write_agents: write,
  read_url_configurations: write,
})
const [nothing, look, change, unknown] = [
  can(false, false),
  can(true, false),
  can(true, true),
  can(null, null),
]

const told: [who: Username, scope: string, rights: object][] = [
  ['root', 'instance', change],
  ['maintainer', 'instance', nothing],
  ['root', 'group-1', change],
  ['maintainer', 'group-1', change],
  ['maintainer', 'group-2', change],
  ['developer', 'group-2', look],
  ['guest', 'group-1', nothing],
  ['outsider', 'group-3', nothing],
  ['root', 'project-3', change],
  ['maintainer', 'project-1', change],
  ['maintainer', 'project-3', change],
  ['developer', 'project-2', look],
  ['reporter', 'project-1', nothing],
  ['outsider', 'project-4', nothing],
]
for (const [who, scope, rights] of told) {
  test(`${who} in ${scope}: what they may do is told`, async ({ stack, gitlab: _reset }) => {
    const person = await signInOverHttp(stack, stack.console.origin, who)
    const answer = await person.call('GET', `/api/scopes/${scope}`)
    expect(answer.json()).toMatchObject({ console: { may: rights } })
  })
}

test('an administrator out of Admin Mode is told so as well', async ({ stack, gitlab }) => {
  const person = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.settings({ admin_mode: true })
  const instance = await person.call('GET', '/api/scopes/instance')
  expect(instance.json()).toMatchObject({ console: { may: nothing } })
})

test('what GitLab does not tell is null, and the scope is told all the same', async ({
  stack,
  gitlab,
}) => {
  const person = await signInOverHttp(stack, stack.console.origin, 'developer')
  await gitlab.control.fault({
    method: 'GET',
    path: '/api/v4/groups/1/members/all/:id',
    mode: 'status',
    status: 500,
  })
  const answer = await person.call('GET', '/api/scopes/group-1')
  expect(answer.json()).toMatchObject({ name: 'Platform', console: { may: unknown } })
})

test('a developer sees the clusters of a project and is told why they stay as they are', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('developer', '/project-1/clusters')
  await expect(rows(page)).toHaveText(['agents-old', 'agents-staging'])
  await expect(main(page).getByText(lookOnly)).toHaveText(
    'You can look, but not change. Changes take the Maintainer role in this project.',
  )
  await expectNoWrites(page)
  await page.getByRole('button', { name: 'Actions for agents-old' }).click()
  await expect(page.getByRole('menuitem')).toHaveText(['Open'])
  await page.getByRole('menuitem', { name: 'Open' }).press('Enter')
  await expect(page).toHaveURL('/project-1/clusters/5')
  await expect(main(page).getByText('https://k8s-review.example.test:6443')).toBeVisible()
  await expect(main(page).getByText(lookOnly)).toBeVisible()
  await expect(main(page).getByRole('textbox')).toHaveCount(0)
  await expectNoWrites(page)
  await expectAccessible(page)

  await page.goto('/project-1/clusters/new')
  await expect(
    page.getByRole('heading', { name: 'You can look, but not change', exact: true }),
  ).toBeVisible()
  await expect(main(page).getByRole('textbox')).toHaveCount(0)
  await page.keyboard.press('Control+K')
  await page.getByRole('combobox').fill('Add cluster')
  await expect(page.getByRole('option', { name: 'Add cluster' })).toHaveCount(0)
  expect(await gitlab.control.requests('POST', /\/api\/v4\//)).toEqual([])
})

test('a developer sees agents, their tokens and a rotation without a way to change them', async ({
  page,
  signIn,
}) => {
  await signIn('developer', agentList)
  await expect(agentRow(page, 'prod')).toContainText('Connected')
  await expect(main(page).getByText(lookOnly)).toBeVisible()
  await expectNoWrites(page)
  await page.getByRole('button', { name: 'Actions for prod' }).click()
  await expect(page.getByRole('menuitem')).toHaveText(['Open agent'])
  await page.getByRole('menuitem').press('Enter')
  await expect(page).toHaveURL(agentPath(1))
  await expect(main(page).getByRole('heading', { name: 'prod-1' })).toBeVisible()
  await expectNoWrites(page)
  await expectAccessible(page)
  await page.goto(`${agentPath(1)}/rotation`)
  await expect(main(page).getByText(lookOnly).first()).toBeVisible()
  await expectNoWrites(page)
})

for (const { as, path } of [
  { as: 'root', path: '/instance/clusters' },
  { as: 'maintainer', path: '/group-2/clusters' },
  { as: 'maintainer', path: '/project-3/clusters' },
] as const) {
  test(`${as} is offered changes at ${path}`, async ({ page, signIn }) => {
    await signIn(as, path)
    await expect(main(page).getByRole('link', { name: 'Add cluster' }).first()).toBeVisible()
    await expect(main(page).getByText(lookOnly)).toHaveCount(0)
  })
}

test('a right lost while the form is open ends in the refusal, and keeps what was typed', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', '/group-1/clusters/new')
  await fillNewCluster(page, 'refused')
  for (const [method, path, status] of [
    ['POST', '/api/v4/groups/1/clusters/user', 403],
    ['GET', '/api/v4/groups/1/members/all/:id', 404],
  ] as const) {
    const message = status === 403 ? '403 Forbidden' : '404 Not found'
    await gitlab.control.fault({
      method,
      path,
      mode: 'status',
      status,
      body: { message },
      times: 9,
    })
  }
  const asked = page.waitForResponse('**/api/scopes/group-1')
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await asked
  await expect(page.getByText('You are not allowed to do this')).toBeVisible()
  await expect(field(page, 'Kubernetes cluster name')).toHaveValue('refused')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Leave|Discard/ })
    .click()
  await expect(main(page).getByText(lookOnly)).toBeVisible()
})

for (const { who, answer, line } of [
  { who: 'a viewer', answer: { role: 'viewer' }, line: /^Read-only\. You are a viewer/ },
  { who: 'a session that may read only', answer: {}, line: /^Read-only\. The access/ },
]) {
  test(`${who} is told so on every page and offered no change`, async ({ page, signIn }) => {
    await page.route('**/api/session', async (route) => {
      const response = await route.fetch()
      const json = await response.json()
      await route.fulfill({ response, json: { ...json, ...answer, may_write: false } })
    })
    await signIn('root', '/instance/clusters')
    await expect(rows(page).first()).toBeVisible()
    await expect(page.getByText(line)).toBeVisible()
    await expectNoWrites(page)
    await page.goto('/projects/1/agents')
    await expect(agentRow(page, 'prod')).toContainText('Connected')
    await expect(page.getByText(line)).toBeVisible()
    await expectNoWrites(page)
  })
}

const readOnly = base.extend<object, WorkerFixtures>({
  stack: [
    async ({ engine }, use) => {
      const stack = await startStack({ engine, env: { READ_ONLY: 'true' } })
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
})

readOnly(
  'switched to reading, every page says so and offers no change',
  async ({ page, signIn }) => {
    await signIn('root', '/instance/clusters')
    await expect(rows(page).first()).toBeVisible()
    await expect(page.getByText(/^Read-only\. .* for everybody\.$/)).toBeVisible()
    await expectNoWrites(page)
    await expectAccessible(page)
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto('/instance/clusters/1')
    await expect(main(page).getByText('https://k8s-shared.example.test:6443')).toBeVisible()
    await expectNoWrites(page)
    await page.goto('/instance/clusters/new')
    await expect(page.getByRole('heading', { name: 'Changes are switched off' })).toBeVisible()
    await page.goto(agentPath(1))
    await expect(main(page).getByRole('heading', { name: 'prod-1' })).toBeVisible()
    await expectNoWrites(page)
    await page.goto('/findings')
    await expect(main(page).getByText('nobody can snooze')).toBeVisible()
    await page.getByRole('button', { name: /^Details of CA expired/ }).click()
    await expect(page.getByRole('dialog', { name: 'CA expired' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Snooze…' })).toHaveCount(0)
    // Nothing can be selected for a change; what is one's own can be kept.
    await page.goto('/fleet?status=enabled')
    await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
    await expect(page.getByRole('table').getByRole('checkbox')).toHaveCount(0)
    await expect(main(page).getByRole('button', { name: 'Save view' })).toBeVisible()
    // A person's own sessions are theirs to end.
    await page.goto('/sessions')
    await expect(main(page).getByRole('button', { name: 'Sign out everywhere' })).toBeVisible()
  },
)
