import { field, fillNewCluster } from './cluster-page.ts'
import { expect, test } from './fixtures.ts'

test('pressing twice fast adds one cluster, saves once and deletes once', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/instance/clusters/new')
  await fillNewCluster(page, 'twice')
  await page.getByRole('button', { name: 'Add cluster' }).dblclick()
  await expect(page.getByText('twice is added')).toBeVisible()
  await expect(page).toHaveURL(/\/instance\/clusters\/\d+$/)
  expect(await gitlab.control.requests('POST', /clusters\/add/)).toHaveLength(1)

  await field(page, 'Base domain').fill('twice.example.test')
  await page.getByRole('button', { name: 'Review 1 change' }).dblclick()
  await page.getByRole('button', { name: 'Save 1 change' }).dblclick()
  await expect(page.getByText('twice is saved')).toBeVisible()
  expect(await gitlab.control.requests('PUT')).toHaveLength(1)
  await expect(page.locator(':focus')).not.toHaveJSProperty('tagName', 'BODY')
  await expect(field(page, 'Kubernetes cluster name')).toBeFocused()

  await page.getByRole('button', { name: 'Delete cluster…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Delete cluster' }).click()
  await expect(dialog.getByText('Type the name.')).toBeVisible()
  await expect(dialog.getByRole('textbox')).toBeFocused()
  await dialog.getByRole('textbox').fill('twice')
  await dialog.getByRole('button', { name: 'Delete cluster' }).dblclick()
  await expect(page).toHaveURL(/\/instance\/clusters$/)
  expect(await gitlab.control.requests('DELETE', /clusters/)).toHaveLength(1)
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
  await expect(page.getByText('twice is deleted')).toBeVisible()
})

test('undoing twice fast switches once, and one toast tells of one cluster', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/instance/clusters/1')
  const toast = page.getByRole('region', { name: 'Notifications' })
  await page.getByRole('button', { name: 'Disable cluster' }).dblclick()
  await expect(toast.getByText('shared-prod is disabled')).toBeVisible()
  expect(await gitlab.control.requests('PUT')).toHaveLength(1)
  const undo = toast.getByRole('button', { name: 'Undo' })
  await undo.dblclick()
  await expect(toast.getByText('shared-prod is enabled')).toBeVisible()
  await expect(toast.getByText('shared-prod is disabled')).toHaveCount(0)
  await expect(undo).toHaveCount(1)
  await expect(undo).toBeFocused()
  expect(await gitlab.control.requests('PUT')).toHaveLength(2)
})

test('an undo that fails names the cluster, and gives way to the next try', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/instance/clusters/1')
  const toast = page.getByRole('region', { name: 'Notifications' })
  await page.getByRole('button', { name: 'Disable cluster' }).click()
  await expect(toast.getByText('shared-prod is disabled')).toBeVisible()
  await gitlab.control.fault({
    method: 'PUT',
    path: '/api/v4/admin/clusters/1',
    mode: 'status',
    status: 403,
    body: '{"message":"403 Forbidden"}',
  })
  await toast.getByRole('button', { name: 'Undo' }).click()
  await expect(toast.getByText('shared-prod could not be enabled')).toBeVisible()
  await expect(toast.getByText('shared-prod is disabled')).toHaveCount(0)
  await gitlab.control.clearFaults()
  await toast.getByRole('button', { name: 'Try again' }).click()
  await expect(toast.getByText('shared-prod is enabled')).toBeVisible()
  await expect(toast.getByText(/could not/)).toHaveCount(0)
})

test('what is lost stands in sight of a small screen when the dialog opens', async ({
  page,
  signIn,
}) => {
  await page.setViewportSize({ width: 320, height: 568 })
  await signIn('root', '/instance/clusters/1')
  await page.getByRole('button', { name: 'Delete cluster…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { name: 'Lost' })).toBeInViewport()
  await expect(dialog.getByRole('heading', { level: 2 })).toBeFocused()
})
