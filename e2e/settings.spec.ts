import type { Page } from '@playwright/test'
import { expect, test, type Username } from './fixtures.ts'
import { startStack } from './stack.ts'

const row = (page: Page, title: string) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) })

/** What is to be done about a row: on show where it needs care, else opened. */
async function remedy(page: Page, title: string, isShown: boolean) {
  const steps = row(page, title).getByRole('group')
  await expect(steps).toHaveJSProperty('open', isShown)
  if (!isShown) await row(page, title).getByText('What to do').click()
  return steps
}

interface Finding {
  settings: Record<string, boolean>
  as: Username
  title: string
  state: string
  says: RegExp
  todo: RegExp
  /** Whether what to do is on show without a click. */
  isShown: boolean
}

const certificateBased = {
  settings: { certificate_based_clusters: false },
  title: 'Certificate-based clusters',
  state: 'Off',
  says: /certificate_based_clusters is off/,
  todo: /Feature\.enable\(:certificate_based_clusters\)/,
  isShown: true,
}
const receptive = {
  settings: { receptive_cluster_agents_enabled: false },
  title: 'Receptive agents',
  state: 'Off',
  says: /Only agents that GitLab connects to need this/,
  todo: /receptive_cluster_agents_enabled=true/,
  isShown: false,
}
const kas = {
  settings: { kas_enabled: false },
  title: 'Agent server (KAS)',
  state: 'Off',
  says: /Agents need it; certificate-based clusters do not/,
  todo: /gitlab_kas\['enable'\] = true/,
  isShown: false,
}
const adminMode = {
  settings: { admin_mode: true },
  title: 'Instance clusters',
  state: 'Not allowed',
}
const findings: Finding[] = [
  ...[certificateBased, receptive, kas].flatMap((finding) => [
    { ...finding, as: 'root' as const },
    { ...finding, as: 'developer' as const },
  ]),
  {
    ...adminMode,
    as: 'root',
    says: /lacks the API scope admin_mode/,
    todo: /GITLAB_OAUTH_SCOPES="api admin_mode"/,
    isShown: true,
  },
  {
    ...adminMode,
    as: 'developer',
    says: /Only administrators of GitLab may/,
    todo: /ask an administrator of GitLab/,
    isShown: false,
  },
]

for (const { settings, as, title, state, says, todo, isShown } of findings) {
  const [setting] = Object.entries(settings).map(([name, value]) => `${name} ${value}`)
  test(`with ${setting} ${as} is told what it means and what to do`, async ({
    page,
    signIn,
    gitlab,
  }) => {
    await gitlab.control.settings(settings)
    await signIn(as, '/settings')
    await expect(row(page, title)).toContainText(state)
    await expect(row(page, title)).toContainText(says)
    await expect(await remedy(page, title, isShown)).toContainText(todo)
  })
}

test('root sees that all is well, with the evidence', async ({ page, signIn, gitlab }) => {
  await signIn('root', '/settings')
  await expect(page.getByText('All is well')).toBeVisible()
  const facts: [title: string, says: string][] = [
    ['Connection', `${gitlab.url} answers`],
    ['Version', '18.10.0-ee · Enterprise Edition'],
    ['Certificate-based clusters', 'Switched on'],
    ['Agent server (KAS)', 'wss://kas.gitlab.test'],
    ['Receptive agents', 'Switched on'],
    ['Signed in as', '(@root), administrator'],
    ['API scopes', 'api'],
    ['Instance clusters', 'Allowed'],
    ['Changing clusters', 'Allowed'],
  ]
  for (const [title, says] of facts) await expect(row(page, title)).toContainText(says)
  await expect(page.getByText('What to do')).toHaveCount(0)
})

test('Check again follows what was done in GitLab', async ({ page, signIn, gitlab }) => {
  await gitlab.control.settings(certificateBased.settings)
  await signIn('root', '/settings')
  await expect(page.getByText('1 thing needs care')).toBeVisible()
  await gitlab.control.settings({ certificate_based_clusters: true })
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByText('All is well')).toBeVisible()
})

test('an access without the scope api is told, with the variable to set', async ({ page }) => {
  const readOnly = await startStack({ env: { GITLAB_OAUTH_SCOPES: 'read_api' } })
  try {
    await readOnly.gitlab.control.oauth({ auto_login: 'root' })
    await page.goto(`${readOnly.console.origin}/settings`)
    await page.getByRole('link', { name: 'Sign in with GitLab' }).click()
    for (const title of ['API scopes', 'Changing clusters']) {
      await expect(row(page, title)).toContainText(/Missing|Not allowed/)
      await expect(await remedy(page, title, true)).toContainText('GITLAB_OAUTH_SCOPES="api"')
    }
  } finally {
    await readOnly.close()
  }
})
