import { expect, test } from '../fixtures.ts'
import { scanFleet } from '../scan-fleet.ts'
import { runbook } from './runbook.ts'

const say = runbook('gitlab-upgrade')

test('before and after, by a saved scan', async ({ page, signIn, gitlab }) => {
  await signIn('root', '/settings')
  await expect(page.getByText(/All is well|needs? care/).first()).toBeVisible()
  say('All is well')
  for (const row of [
    'Version',
    'Agent server (KAS)',
    'Certificate-based clusters',
    'Receptive agents',
  ]) {
    await expect(
      page
        .getByRole('heading', { name: say(row) })
        .or(page.getByText(say(row)))
        .first(),
    ).toBeVisible()
  }
  await scanFleet(page)
  await page.getByRole('link', { name: say('Fleet') }).click()
  await page.getByRole('button', { name: say('Scan again') }).click()
  await expect(page.getByText('Scan complete').or(page.getByText(/^All read in/))).toBeVisible()
  await page.getByRole('button', { name: say('Export') }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: say('Save the scan') }).click(),
  ])
  const saved = await file.path()

  // GitLab is another one now: an agent fell silent, and the flag went off.
  await gitlab.control.advance(3600)
  await gitlab.control.settings({ certificate_based_clusters: false })
  await page.getByRole('link', { name: say('Settings') }).click()
  await page.getByRole('button', { name: say('Check again') }).click()
  await expect(page.getByText(/feature flag certificate_based_clusters/).first()).toBeVisible()
  await page.getByRole('link', { name: say('Fleet') }).click()
  await page.getByRole('button', { name: say('Scan again') }).click()
  await page.getByRole('button', { name: say('Export') }).click()
  await page.getByRole('menuitem', { name: say('Compare with a saved scan…') }).click()
  const dialog = page.getByRole('dialog', { name: 'Compare with a saved scan' })
  await dialog.locator('input[type=file]').setInputFiles(saved)
  await expect(dialog.getByRole('heading', { name: /newly stale/ })).toBeVisible()
  await expect(dialog.getByRole('heading', { name: '6 gone' })).toBeVisible()
})
