import { expectAccessible } from './axe.ts'
import { expect, stackTestWith, test } from './fixtures.ts'
import { fleetRow, fleetTable } from './fleet-table-page.ts'
import { callGitLab, type GitLabCluster } from './gitlab-api.ts'
import { signInOverHttp } from './person.ts'
import { scanFleet } from './scan-fleet.ts'

test.use({ viewport: { width: 1440, height: 900 } })

const select = (name: string) => `Select ${name}`

test('every cluster and agent is on one page, reached from the rail', async ({ page, signIn }) => {
  await signIn('root', '/settings')
  await scanFleet(page)
  await page
    .getByRole('navigation', { name: 'Navigation' })
    .getByRole('link', { name: 'Fleet' })
    .click()
  await expect(page).toHaveURL('/fleet')
  await expect(fleetRow(page, 'agents-old')).toContainText('Disabled')
  await expect(fleetTable(page).getByText('Connected', { exact: true }).first()).toBeVisible()
  await expect(page.getByText(/as of/)).toBeVisible()
  await expectAccessible(page)
})

test('clusters are disabled one by one after a phrase, and each keeps its namespaces', async ({
  page,
  signIn,
  gitlab,
}) => {
  const before = await callGitLab<GitLabCluster>(gitlab.url, 'GET', 'projects/1/clusters/4')
  await signIn('root', '/settings')
  await scanFleet(page)
  await page.goto('/fleet?kind=cluster')
  await page.getByRole('checkbox', { name: select('agents-old') }).check()
  await page.getByRole('checkbox', { name: select('agents-staging') }).check()
  const bar = page.getByRole('region', { name: 'Selected rows' })
  await expect(bar).toContainText(/^2 of \d+ selected/)
  await bar.getByRole('button', { name: 'Disable clusters…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 selected row is left alone')
  const steps = dialog.getByRole('list', { name: 'What is done, one after another' })
  await expect(steps.getByRole('listitem')).toHaveCount(1)
  await expect(steps).toContainText('agents-staging')
  await dialog.getByRole('textbox').fill('disable 2')
  await dialog.getByRole('button', { name: 'Disable 1 cluster' }).click()
  await expect(dialog.getByText('This is not the name above.')).toBeVisible()
  await dialog.getByRole('textbox').fill('disable 1')
  await dialog.getByRole('button', { name: 'Disable 1 cluster' }).click()
  await expect(dialog.getByText('1 of 1 done')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(fleetRow(page, 'agents-staging')).toContainText('Disabled')
  await expect(bar).toBeHidden()
  const after = await callGitLab<GitLabCluster>(gitlab.url, 'GET', 'projects/1/clusters/4')
  expect(after).toMatchObject({
    enabled: false,
    namespace_per_environment: before.namespace_per_environment,
  })
})

test('what fails is told by row, and tried again alone', async ({ page, signIn, gitlab }) => {
  await signIn('root', '/settings')
  await scanFleet(page)
  await page.goto('/fleet?kind=cluster')
  await page.getByRole('checkbox', { name: select('agents-old') }).check()
  await page.getByRole('checkbox', { name: select('agents-staging') }).check()
  // Somebody else was quicker with one of them: the record is newer than the scan.
  await page.waitForTimeout(1_100)
  await callGitLab(gitlab.url, 'PUT', 'projects/1/clusters/4', { domain: 'new.example.test' })
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('delete 2')
  await dialog.getByRole('button', { name: 'Delete 2 records' }).click()
  await expect(dialog.getByText('1 of 2 done')).toBeVisible()
  await expect(dialog.getByText(/^Failed · /)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Try 1 again' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Copy report' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(fleetRow(page, 'agents-old')).toBeHidden()
  await expect(fleetRow(page, 'agents-staging')).toBeVisible()
  // The last result, without another scan.
  await page.reload()
  await expect(fleetRow(page, 'agents-staging')).toBeVisible()
  await expect(fleetRow(page, 'agents-old')).toBeHidden()
})

test('all that match are selected only when somebody says so', async ({ page, signIn }) => {
  await signIn('root', '/settings')
  await scanFleet(page)
  await page.goto('/fleet?kind=agent')
  const ticks = fleetTable(page).getByRole('checkbox')
  await ticks.first().check()
  const bar = page.getByRole('region', { name: 'Selected rows' })
  const all = bar.getByRole('button', { name: /^Select all \d+ matching/ })
  const count = /\d+/.exec((await all.textContent()) ?? '')?.[0]
  await all.click()
  await expect(bar).toContainText(`${count} of ${count} selected`)
  await bar.getByRole('button', { name: 'Disable clusters…' }).click()
  await expect(page.getByRole('dialog', { name: 'Nothing to do' })).toContainText(
    'GitLab cannot disable an agent',
  )
  await page.keyboard.press('Escape')
  await bar.getByRole('button', { name: 'Clear selection' }).click()
  await expect(bar).toBeHidden()
})

test('each person sees what GitLab shows them', async ({ stack, gitlab: _reset }) => {
  const names = async (who: 'root' | 'maintainer' | 'outsider') => {
    const person = await signInOverHttp(stack, stack.console.origin, who)
    const answer = await person.call('GET', '/api/fleet?do=restart')
    return answer.text.split('\n').filter((line) => /^\{"type":"(agent|cluster)"/.test(line)).length
  }
  const [root, maintainer, outsider] = [
    await names('root'),
    await names('maintainer'),
    await names('outsider'),
  ]
  expect(root).toBeGreaterThan(maintainer)
  expect(maintainer).toBeGreaterThan(outsider)
})

stackTestWith({ READ_ONLY: 'true' })(
  'with READ_ONLY nothing can be selected, and views can be saved all the same',
  async ({ stack, gitlab: _reset }) => {
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    const body = { name: 'mine', query: 'status=no_token' }
    const made = await root.call('POST', '/api/views', { body })
    expect(made.status).toBe(201)
    const { id } = made.json<{ id: string }>()
    expect((await root.call('DELETE', `/api/views/${id}`)).status).toBe(204)
  },
)
