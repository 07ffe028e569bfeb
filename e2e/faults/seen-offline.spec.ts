import { field, fillNewCluster, rows } from '../cluster-page.ts'
import { expect, test } from '../fixtures.ts'
import { healed, inPlace, trouble } from './trouble.ts'

test('a browser without a network says so, keeps the rows, and goes on when it is back', async ({
  page,
  signIn,
  context,
}) => {
  await signIn('root', '/instance/clusters')
  await expect(rows(page).first()).toBeVisible()
  await context.setOffline(true)
  await expect(trouble(page)).toContainText('Your browser is offline')
  await expect(trouble(page)).toContainText('Goes on by itself when the network is back')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText(/This is older data/)).toBeVisible()
  await expect(rows(page).first()).toBeVisible()
  await context.setOffline(false)
  await expect(trouble(page)).toHaveCount(0)
  await expect(page.getByText(/This is older data/)).toHaveCount(0, healed)
})

test('a change is refused at once, is not sent later by itself, and what was typed stays', async ({
  page,
  signIn,
  gitlab,
  context,
}) => {
  await signIn('root', '/instance/clusters/new')
  await fillNewCluster(page, 'typed')
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await expect(inPlace(page)).toContainText('Your browser is offline')
  await expect(inPlace(page)).toContainText('Nothing was sent')
  await expect(field(page, 'Kubernetes cluster name')).toHaveValue('typed')
  await expect(page.getByLabel('Service token')).toHaveValue('fake-service-token')

  await context.setOffline(false)
  await expect(trouble(page)).toHaveCount(0)
  await page.reload({ waitUntil: 'commit' }).catch(() => undefined)
  expect(await gitlab.control.requests('POST', /clusters/)).toHaveLength(0)
})

const changes: [name: string, path: string, press: string[], sent: RegExp][] = [
  [
    'the registration of an agent',
    '/projects/1/agents?register=true',
    ['Register agent'],
    /cluster_agents$/,
  ],
]
for (const [name, path, press, sent] of changes) {
  test(`${name} is refused at once as well`, async ({ page, signIn, gitlab, context }) => {
    await signIn('maintainer', path)
    const dialog = page.getByRole('dialog')
    if (!(await dialog.isVisible())) {
      await page.getByRole('button', { name: 'Register agent' }).first().click()
    }
    await dialog.getByRole('textbox').first().fill('typed')
    await context.setOffline(true)
    for (const button of press) await dialog.getByRole('button', { name: button }).click()
    await expect(dialog.getByRole('alert')).toContainText('Your browser is offline')
    await expect(dialog.getByRole('textbox').first()).toHaveValue('typed')
    await context.setOffline(false)
    await expect(trouble(page)).toHaveCount(0)
    expect(await gitlab.control.requests('POST', sent)).toHaveLength(0)
  })
}
