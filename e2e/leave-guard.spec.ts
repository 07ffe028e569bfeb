import type { Page } from '@playwright/test'
import { field } from './cluster-page.ts'
import { expect, test } from './fixtures.ts'

const question = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' })
const answer = (page: Page, name: 'Stay' | 'Discard changes') =>
  question(page).getByRole('button', { name }).click()

/** The browser's own buttons. Not waited for: a move that the page takes back never ends. */
const press = (move: Promise<unknown>) => void move.catch(() => undefined)
const back = async (page: Page) => press(page.goBack())
const forward = async (page: Page) => press(page.goForward())

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).press('Enter')
}

async function palette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find a scope, a page or an action' }).fill('Settings')
  await page.getByRole('option', { name: 'Settings' }).click()
}

async function scopeSwitcher(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Switch scope/ }).click()
  await page.getByRole('combobox', { name: /Find groups/ }).fill('shop')
  await page.getByRole('option', { name: /platform\/web\/shop/ }).click()
}

interface Way {
  name: string
  leave: (page: Page) => Promise<unknown>
  arrives: RegExp
}

const settingsLink = (page: Page) => page.getByRole('link', { name: 'Settings' }).click()
const ways: Way[] = [
  { name: 'a link', leave: settingsLink, arrives: /\/settings$/ },
  { name: 'the back button', leave: back, arrives: /\/instance\/clusters$/ },
  { name: 'the forward button', leave: forward, arrives: /\/settings$/ },
  { name: 'the palette', leave: palette, arrives: /\/settings$/ },
  { name: 'the scope switcher', leave: scopeSwitcher, arrives: /\/project-2\/clusters$/ },
  { name: 'signing out', leave: signOut, arrives: /\/login/ },
]

const forms = [
  {
    name: 'editing a cluster',
    link: 'shared-prod',
    path: '/instance/clusters/1',
    label: 'Base domain',
    original: 'apps.example.test',
    typed: 'typed.example.test',
  },
  {
    name: 'adding a cluster',
    link: 'Add cluster',
    path: '/instance/clusters/new',
    label: 'Kubernetes cluster name',
    original: '',
    typed: 'typed-name',
  },
]

for (const { name: form, link, path, label, original, typed } of forms) {
  test.describe(`while ${form}`, () => {
    // A page before the form and one after it, so that both buttons of the browser lead somewhere.
    test.beforeEach(async ({ page, signIn }) => {
      await signIn('root', '/instance/clusters')
      await page.getByRole('link', { name: link }).click()
      await expect(field(page, label)).toHaveValue(original)
      await settingsLink(page)
      await expect(page).toHaveURL(/\/settings$/)
      await page.goBack()
      await expect(field(page, label)).toHaveValue(original)
    })

    for (const { name, leave, arrives } of ways) {
      test(`${name} asks as long as something is not saved`, async ({ page }) => {
        await field(page, label).fill(typed)
        await leave(page)
        await expect(question(page)).toBeVisible()
        await answer(page, 'Stay')
        await expect(question(page)).toBeHidden()
        await expect(page).toHaveURL(path)
        await expect(field(page, label)).toHaveValue(typed)
        await leave(page)
        await answer(page, 'Discard changes')
        await expect(page).toHaveURL(arrives)
      })

      test(`${name} asks nothing once what was typed is taken back`, async ({ page }) => {
        await field(page, label).fill(typed)
        await field(page, label).fill(original)
        await leave(page)
        await expect(page).toHaveURL(arrives)
        await expect(question(page)).toHaveCount(0)
      })
    }

    test('closing the tab asks as long as something is not saved', async ({ page }) => {
      await field(page, label).fill(typed)
      // No person closes it before the page has taken in what was typed; a test can.
      const isGuarded = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
      await expect.poll(() => page.evaluate(isGuarded)).toBe(true)
      const asked = page.waitForEvent('dialog')
      await page.close({ runBeforeUnload: true })
      const dialog = await asked
      expect(dialog.type()).toBe('beforeunload')
      await dialog.dismiss()
    })

    test('back and forward work as ever after the question was asked', async ({ page }) => {
      await field(page, label).fill(typed)
      await back(page)
      await answer(page, 'Discard changes')
      await expect(page).toHaveURL(/\/instance\/clusters$/)
      await page.goForward()
      await expect(page).toHaveURL(path)
      await expect(field(page, label)).toHaveValue(original)
      await page.goForward()
      await expect(page).toHaveURL(/\/settings$/)
      await page.goBack()
      await page.goBack()
      await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
    })

    test('pressing back again and again still asks, and the page stays', async ({ page }) => {
      await field(page, label).fill(typed)
      await back(page)
      await expect(question(page)).toBeVisible()
      await back(page)
      await answer(page, 'Stay')
      await expect(page).toHaveURL(path)
      await expect(field(page, label)).toHaveValue(typed)
    })
  })
}

test('with a dialog open over the form the back button asks too, and both stay', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/instance/clusters')
  await page.getByRole('link', { name: 'shared-prod' }).click()
  await field(page, 'Base domain').fill('typed.example.test')
  await page.getByRole('button', { name: 'Delete cluster…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete cluster shared-prod' })
  await dialog.getByRole('textbox').fill('shared')
  await back(page)
  await answer(page, 'Stay')
  await expect(dialog.getByRole('textbox')).toHaveValue('shared')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(field(page, 'Base domain')).toHaveValue('typed.example.test')
})

test('Discard changes takes everything back, after a question', async ({ page, signIn }) => {
  await signIn('root', '/instance/clusters/1')
  await field(page, 'Base domain').fill('typed.example.test')
  await page.getByRole('main').getByRole('button', { name: 'Discard changes' }).click()
  await answer(page, 'Stay')
  await expect(field(page, 'Base domain')).toHaveValue('typed.example.test')
  await page.getByRole('main').getByRole('button', { name: 'Discard changes' }).click()
  await answer(page, 'Discard changes')
  await expect(field(page, 'Base domain')).toHaveValue('apps.example.test')
})
