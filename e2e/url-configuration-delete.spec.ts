import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { Stack } from './stack.ts'
import {
  addConfiguration,
  button,
  configurationsAt,
  dialog,
  inside,
  removeConfiguration,
  section,
  upstream,
} from './url-configuration-page.ts'

const old = 'grpcs://inside.example.test:4242'
const next = 'grpcs://next.example.test:4242'

async function openDeletion(page: Page): Promise<void> {
  await button(page, 'Delete URL configuration').click()
  await expect(dialog(page)).toContainText(old)
}
const confirmDeletion = (page: Page) =>
  dialog(page).getByRole('button', { name: 'Delete URL configuration' }).click()

const refuseDeletion = ({ control }: Stack['gitlab'], status: number, message: string) =>
  control.fault({
    method: 'DELETE',
    path: `${upstream(4)}/1`,
    mode: 'status',
    status,
    body: JSON.stringify({ message }),
  })

test('deleting names its effect, and is on condition of what was seen', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', inside)
  await openDeletion(page)
  await expect(dialog(page)).toContainText('GitLab stops connecting to this agent.')
  await expect(dialog(page)).toContainText('it becomes an ordinary agent')
  await expect(dialog(page)).toContainText('has never connected')
  await confirmDeletion(page)
  await expect(dialog(page)).toHaveCount(0)
  await expect(section(page)).toContainText('No URL configuration')
  await expect(section(page).getByRole('heading', { level: 2 })).toBeFocused()
  await expect(page.getByText('The URL configuration of inside is deleted')).toBeVisible()
  expect(await configurationsAt(gitlab)).toEqual([])
  const [request] = await gitlab.control.requests('DELETE')
  expect(request?.headers['if-unmodified-since']).toBeTruthy()
})

test('one that was added anew after the dialog read it is not deleted unseen', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', inside)
  await openDeletion(page)
  await refuseDeletion(gitlab, 412, '412 Precondition Failed')
  await confirmDeletion(page)
  await expect(dialog(page).getByRole('alert')).toContainText('was added anew after this dialog')
  await gitlab.control.clearFaults()
  await removeConfiguration(gitlab)
  await addConfiguration(gitlab, { url: next })
  // GitLab's condition knows whole seconds only.
  await gitlab.control.advance(5)
  await dialog(page).getByRole('button', { name: 'Look again' }).click()
  await expect(dialog(page)).toContainText(next)
  await confirmDeletion(page)
  await expect(section(page)).toContainText('No URL configuration')
})

test('one that was deleted meanwhile says so in the dialog', async ({ page, signIn, gitlab }) => {
  await signIn('maintainer', inside)
  await openDeletion(page)
  await removeConfiguration(gitlab)
  await confirmDeletion(page)
  await expect(dialog(page).getByRole('alert')).toContainText('It is gone already')
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(section(page)).toContainText('No URL configuration')
})

test('a deletion that fails stays in the dialog', async ({ page, signIn, gitlab }) => {
  await signIn('maintainer', inside)
  await openDeletion(page)
  await refuseDeletion(gitlab, 403, '403 Forbidden')
  await confirmDeletion(page)
  await expect(dialog(page).getByRole('alert')).toContainText('You are not allowed to do this')
  await expect(dialog(page)).toContainText('Request ID')
})
