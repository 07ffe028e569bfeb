import { expect, test } from './fixtures.ts'

test('the palette leads to places, pages and actions', async ({ page, signIn }) => {
  await signIn('root', '/instance/clusters')
  await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('old docs no such thing')
  await expect(page.getByText(/Nothing matches/)).toBeVisible()
  const field = page.getByRole('combobox', { name: 'Find a scope, a page or an action' })
  await field.fill('shop')
  await expect(page.getByRole('option', { name: /platform\/web\/shop/ })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: /platform\/web\/shop/ }).click()
  await expect(page).toHaveURL('/project-2/clusters')
  await page.keyboard.press('Control+k')
  await expect(field).toHaveValue('')
  await field.fill('Add cluster')
  // It comes when it is known what the person may do in this place.
  await expect(page.getByRole('option', { name: 'Add cluster' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/project-2/clusters/new')
})

test('? lists the keys, Escape closes and gives the focus back', async ({ page, signIn }) => {
  await signIn('root', '/instance/clusters')
  await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(keys).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()

  const menu = page.getByRole('button', { name: 'Actions for shared-prod' })
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Delete…' }).press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(menu).toBeFocused()
})

test('a cluster is edited by keyboard alone', async ({ page, signIn }) => {
  await signIn('root', '/instance/clusters')
  await page.getByRole('link', { name: 'shared-prod' }).focus()
  await page.keyboard.press('Enter')
  const domain = page.getByRole('textbox', { name: 'Base domain' })
  await domain.focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('keys.example.test')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: /Review changes/ })).toBeVisible()
  await page.getByRole('button', { name: 'Save 1 change' }).press('Enter')
  await expect(page.getByText('shared-prod is saved')).toBeVisible()
})

test('the scope switcher finds groups and projects by name or path', async ({ page, signIn }) => {
  await signIn('root', '/instance/clusters')
  await page.getByRole('button', { name: /Switch scope/ }).click()
  await page.getByRole('combobox', { name: /Find groups/ }).fill('platform/web')
  await page.getByRole('option', { name: /platform\/web$/ }).click()
  await expect(page).toHaveURL('/group-2/clusters')
  await expect(page.getByRole('button', { name: /Switch scope.*platform\/web/ })).toBeVisible()
  await page.goto('/')
  await page.getByRole('link', { name: 'Clusters', exact: true }).click()
  await expect(page).toHaveURL('/group-2/clusters')
})

test('clusters asked for before it is known who asks are those of the last scope', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/group-2/clusters')
  await expect(page.getByRole('button', { name: /Switch scope.*platform\/web/ })).toBeVisible()
  const known = Promise.withResolvers<void>()
  await page.route('**/api/session', async (route) => {
    await known.promise
    await route.continue()
  })
  await page.goto('/')
  await page.getByRole('link', { name: 'Clusters', exact: true }).click()
  await expect(page).toHaveURL('/#choose-place')
  known.resolve()
  await expect(page).toHaveURL('/group-2/clusters')
  await page.goBack()
  await expect(page).toHaveURL('/')
})

test('the scope switcher goes where was typed on Enter, by a full path too', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/instance/clusters')
  for (const typed of ['platform/web', 'platform web']) {
    await page.getByRole('button', { name: /Switch scope/ }).click()
    const search = page.getByRole('combobox', { name: /Find groups/ })
    await search.fill(typed)
    await expect(page.getByRole('option', { name: /platform\/web$/ })).toBeVisible()
    await search.press('Enter')
    await expect(page).toHaveURL('/group-2/clusters')
    await page.goto('/instance/clusters')
  }
  await page.getByRole('button', { name: /Switch scope/ }).click()
  await page.getByRole('combobox', { name: /Find groups/ }).fill('zz')
  await expect(page.getByText('Type at least 3 letters')).toBeVisible()
})
