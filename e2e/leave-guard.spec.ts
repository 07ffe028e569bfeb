import { expect, type Page } from '@playwright/test'
import { test } from './fixtures.ts'

const original = 'apps.example.test'
const typed = 'typed.example.test'
const domain = (page: Page) => page.getByRole('textbox', { name: 'Base domain' })
const question = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' })

test.beforeEach(async ({ page, signIn }) => {
  await signIn('root', '/instance/clusters')
  await page.getByRole('link', { name: 'shared-prod' }).click()
  await expect(domain(page)).toHaveValue(original)
})

const ways: [name: string, leave: (page: Page) => Promise<unknown>, arrives: RegExp][] = [
  ['a link', (page) => page.getByRole('link', { name: 'Settings' }).click(), /\/settings$/],
  ['the back button', (page) => page.evaluate(() => history.back()), /\/instance\/clusters$/],
]
for (const [name, leave, arrives] of ways) {
  test(`${name} asks while something is not saved`, async ({ page }) => {
    await domain(page).fill(typed)
    await leave(page)
    await expect(question(page)).toBeVisible()
    await question(page).getByRole('button', { name: 'Stay' }).click()
    await expect(page).toHaveURL('/instance/clusters/1')
    await expect(domain(page)).toHaveValue(typed)
    await leave(page)
    await question(page).getByRole('button', { name: 'Discard changes' }).click()
    await expect(page).toHaveURL(arrives)
  })

  test(`${name} asks nothing while nothing changed`, async ({ page }) => {
    await domain(page).fill(typed)
    await domain(page).fill(original)
    await leave(page)
    await expect(page).toHaveURL(arrives)
    await expect(question(page)).toHaveCount(0)
  })
}

test('closing the tab asks while something is not saved', async ({ page }) => {
  await domain(page).fill(typed)
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
})

test('back and forward still work after the question was asked', async ({ page }) => {
  await domain(page).fill(typed)
  await page.evaluate(() => history.back())
  await question(page).getByRole('button', { name: 'Discard changes' }).click()
  await expect(page).toHaveURL(/\/instance\/clusters$/)
  await page.goForward()
  await expect(page).toHaveURL('/instance/clusters/1')
  await expect(domain(page)).toHaveValue(original)
  await page.goBack()
  await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
})
