import type { Page } from '@playwright/test'
import {
  beginWithToken,
  box,
  createdSecret,
  dialog,
  openCreation,
  question,
  stored,
} from './agent-token-page.ts'
import { expect, test } from './fixtures.ts'

const ways: [name: string, leave: (page: Page) => Promise<unknown>][] = [
  ['Escape', (page) => page.keyboard.press('Escape')],
  ['a press beside it', (page) => page.mouse.click(5, 5)],
  [
    'the cross',
    (page) =>
      dialog(page).getByRole('button', { name: 'Close' }).filter({ hasNotText: 'Close' }).click(),
  ],
  [
    'the back button',
    async (page) => {
      page.goBack().catch(() => undefined)
    },
  ],
]
for (const [name, leave] of ways) {
  test(`${name} asks before the token is lost`, async ({ page, signIn }) => {
    await signIn('root', '/settings')
    await page.goto('/projects/1/agents')
    await page.getByRole('link', { name: 'edge', exact: true }).click()
    await openCreation(page)
    const secret = await createdSecret(page)
    await dialog(page).getByRole('button', { name: 'Reveal' }).click()
    await leave(page)
    await question(page).getByRole('button', { name: 'Stay' }).click()
    await expect(question(page)).toBeHidden()
    await expect(box(page)).toHaveValue(secret)
    await leave(page)
    await question(page).getByRole('button', { name: 'Leave without it' }).click()
    await expect(dialog(page)).toBeHidden()
    expect(await page.content()).not.toContain(secret)
  })
}

for (const [name, leave] of [
  ['closing the tab', (page: Page) => page.close({ runBeforeUnload: true })],
  ['reloading', async (page: Page) => void page.reload().catch(() => undefined)],
] as const) {
  test(`${name} asks before the token is lost`, async ({ page, signIn }) => {
    const secret = await beginWithToken(page, signIn)
    await dialog(page).getByRole('button', { name: 'Reveal' }).click()
    const asked = page.waitForEvent('dialog')
    await leave(page)
    const native = await asked
    expect(native.type()).toBe('beforeunload')
    await native.dismiss()
    await expect(box(page)).toHaveValue(secret)
  })
}

test('once it is stored nothing asks any more; unstored, it is said that it is active', async ({
  page,
  signIn,
}) => {
  await beginWithToken(page, signIn)
  await stored(page).check()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  await openCreation(page)
  await createdSecret(page)
  await page.keyboard.press('Escape')
  await question(page).getByRole('button', { name: 'Leave without it' }).click()
  await expect(page.getByText(/is active, and nobody can see it again/)).toBeVisible()
})
