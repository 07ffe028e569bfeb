import { field, fillNewCluster, rows } from '../cluster-page.ts'
import { expect, test } from '../with-aftermath.ts'
import { inPlace, trouble } from './trouble.ts'

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
  await expect(page.getByText(/This is older data/)).toHaveCount(0)
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
  const created = () => gitlab.control.requests('POST', /admin\/clusters\/add/)
  expect(await created()).toHaveLength(0)
  await page.getByRole('button', { name: 'Add cluster' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'typed' })).toBeVisible()
  expect(await created()).toHaveLength(1)
})

test('the registration of an agent is refused at once as well', async ({
  page,
  signIn,
  gitlab,
  context,
}) => {
  await signIn('maintainer', '/projects/1/agents')
  await page.getByRole('button', { name: 'Register agent' }).first().click()
  const dialog = page.getByRole('dialog')
  const name = dialog.getByRole('textbox').first()
  await name.fill('typed')
  await context.setOffline(true)
  await dialog.getByRole('button', { name: 'Register agent' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Your browser is offline')
  await expect(name).toHaveValue('typed')
  await context.setOffline(false)
  await expect(trouble(page)).toHaveCount(0)
  expect(await gitlab.control.requests('POST', /cluster_agents$/)).toHaveLength(0)
})
