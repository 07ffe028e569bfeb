import { expect, test } from '../fixtures.ts'
import { scanFleet } from '../scan-fleet.ts'
import { runbook } from './runbook.ts'

const say = runbook('clusters-to-agents')
/** The same as a part of what is shown. */
const words = (label: string) => {
  say(label)
  return label
}

test('the work list, and the way to the guide', async ({ page, signIn }) => {
  await signIn('root', '/settings')
  await scanFleet(page)
  await page.getByRole('link', { name: say('Fleet') }).click()
  await page
    .getByRole('group', { name: say('Kind') })
    .getByRole('checkbox', { name: /^Cluster/ })
    .check()
  await expect(page.getByRole('link', { name: /^Duplicates/ })).toBeVisible()
  await page.getByRole('button', { name: say('Export') }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: say('Rows as CSV') }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/\.csv$/)
  await page.getByRole('link', { name: say('Findings') }).click()
  const row = page
    .getByRole('row')
    .filter({ hasText: words('Deprecated certificate-based clusters') })
  await expect(row.getByRole('link', { name: say('Migration guide') })).toBeVisible()
})

test('an agent takes the place of a cluster', async ({ page, signIn, gitlab }) => {
  await signIn('root', '/projects/1/agents')
  await page.getByRole('button', { name: say('Register agent') }).click()
  const register = page.getByRole('dialog', { name: say('Register agent') })
  await register.getByRole('textbox', { name: 'Name' }).fill('staging-2')
  await register.getByRole('button', { name: say('Register agent') }).click()
  const token = page.getByRole('dialog', { name: /token for agent staging-2$/i })
  await token.getByRole('button', { name: say('Create token') }).click()
  await expect(token).toContainText(words('Waiting for first contact'))
  await gitlab.control.contact(5, 5)
  await expect(token).toContainText(words('Connected with this token'), { timeout: 15_000 })
  await token.getByRole('checkbox', { name: say('I have stored this token') }).check()
  await token
    .getByRole('button', { name: say('Close') })
    .last()
    .click()
  await expect(page.getByRole('button', { name: say('Delete agent') })).toBeVisible()

  await page.goto('/project-1/clusters/4')
  const danger = page.getByRole('region', { name: say('Danger zone') })
  await danger.getByRole('button', { name: say('Disable cluster') }).click()
  await expect(page.getByText(say('Disabled')).first()).toBeVisible()
  await danger.getByRole('button', { name: say('Enable cluster') }).click()
  await expect(danger.getByRole('button', { name: say('Disable cluster') })).toBeVisible()
  await danger.getByRole('button', { name: say('Disable cluster') }).click()
  await danger.getByRole('button', { name: say('Delete cluster…') }).click()
  const sure = page.getByRole('dialog', { name: /^Delete cluster agents-staging/ })
  await sure.getByRole('textbox').fill('agents-staging')
  await sure.getByRole('button', { name: say('Delete cluster') }).click()
  await expect(page.getByText('agents-staging is deleted in GitLab')).toBeVisible()
})

test('many at once', async ({ page, signIn }) => {
  await signIn('root', '/settings')
  await scanFleet(page)
  await page.goto('/fleet?kind=cluster')
  await page
    .getByRole('checkbox', { name: /^Select (?!all)/ })
    .first()
    .check()
  for (const action of ['Disable clusters…', 'Delete…']) {
    await expect(page.getByRole('button', { name: say(action) })).toBeVisible()
  }
})
