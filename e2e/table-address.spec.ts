import type { Page } from '@playwright/test'
import { rows } from './cluster-page.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import { type Place, places } from './places.ts'

const names = Array.from({ length: 30 }, (_, index) => `many-${String(index + 1).padStart(2, '0')}`)

/** Thirty more clusters: with what is there already more than a page of 25. */
async function addMany(gitlabUrl: string, { scope, collection }: Place): Promise<void> {
  const path = `${collection}/${scope === 'instance' ? 'add' : 'user'}`
  for (const name of names) {
    await callGitLab(gitlabUrl, 'POST', path, {
      name,
      environment_scope: name,
      platform_kubernetes_attributes: {
        api_url: `https://${name}.example.test:6443`,
        token: 'fake-service-token',
      },
    })
  }
}

async function choosePageSize(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Rows per page' }).click()
  await page.getByRole('option', { name: '25 rows' }).click()
}

for (const place of places) {
  const { scope, as } = place
  const list = `/${scope}/clusters`

  test.describe(`the list of ${scope}`, () => {
    test.beforeEach(async ({ signIn, gitlab }) => {
      await addMany(gitlab.url, place)
      await signIn(as, list)
    })

    test('is paged and sorted in the address, through reload, back and forward', async ({
      page,
    }) => {
      const total = 30 + place.names.length
      const first = [...place.names, ...names].toSorted()
      await expect(rows(page)).toHaveText(first)
      await choosePageSize(page)
      await expect(rows(page)).toHaveText(first.slice(0, 25))
      await expect(page.getByText(`1–25 of ${total}`)).toBeVisible()
      await page.getByRole('button', { name: 'Next page' }).click()
      await expect(rows(page)).toHaveText(first.slice(25))
      await expect(page).toHaveURL(/\?(?=.*size=25)(?=.*page=2)/)
      await page.reload()
      await expect(rows(page)).toHaveText(first.slice(25))
      await expect(page.getByText(`Page 2 of 2`)).toBeVisible()

      // Another order begins at its first page.
      await page.getByRole('button', { name: 'Name', exact: true }).click()
      await expect(rows(page)).toHaveText(first.toReversed().slice(0, 25))
      await expect(page).toHaveURL(/sort=-name/)
      await page.reload()
      await expect(rows(page)).toHaveText(first.toReversed().slice(0, 25))
      await page.goBack()
      await expect(rows(page)).toHaveText(first.slice(25))
      await page.goBack()
      await expect(rows(page)).toHaveText(first.slice(0, 25))
      await page.goForward()
      await expect(rows(page)).toHaveText(first.slice(25))
    })

    test('keeps the choice of columns in the address, through reload and back', async ({
      page,
    }) => {
      const header = (name: string) => page.getByRole('columnheader', { name })
      const toggle = (name: string) => page.getByRole('menuitemcheckbox', { name }).click()
      await expect(header('Provider')).toBeVisible()
      await page.getByRole('button', { name: 'Columns' }).click()
      await toggle('Base domain')
      await expect(header('Base domain')).toBeVisible()
      await toggle('Provider')
      await expect(header('Provider')).toHaveCount(0)
      await page.keyboard.press('Escape')
      await expect(page).toHaveURL(/columns=[^&]*domain/)
      await page.reload()
      await expect(header('Base domain')).toBeVisible()
      await expect(header('Provider')).toHaveCount(0)
      await page.goBack()
      await expect(header('Provider')).toBeVisible()
      await expect(header('Base domain')).toBeVisible()
      await page.goBack()
      await expect(header('Base domain')).toHaveCount(0)
      await page.goForward()
      await expect(header('Base domain')).toBeVisible()
      await page.getByRole('button', { name: 'Columns' }).click()
      await page.getByRole('menuitem', { name: 'Show the usual columns' }).press('Enter')
      await expect(header('Base domain')).toHaveCount(0)
      await expect(page).not.toHaveURL(/columns=/)
    })
  })
}
