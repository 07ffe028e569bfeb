import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { expect, test } from './fixtures.ts'

const pages: [name: string, path: string, ready: (page: Page) => Promise<void>][] = [
  [
    'list',
    '/project-1/clusters',
    (page) => expect(page.getByRole('link', { name: 'agents-old' })).toBeVisible(),
  ],
  [
    'cluster',
    '/project-1/clusters/4',
    (page) => expect(page.getByRole('textbox', { name: 'API URL' })).toBeVisible(),
  ],
  [
    'provider-managed cluster',
    '/instance/clusters/2',
    (page) => expect(page.getByRole('textbox', { name: 'API URL' })).toBeVisible(),
  ],
  [
    'form',
    '/group-1/clusters/new',
    (page) => expect(page.getByRole('button', { name: 'Add cluster' })).toBeVisible(),
  ],
  [
    'agents list',
    '/projects/1/agents',
    (page) => expect(page.getByText('Connected', { exact: true }).first()).toBeVisible(),
  ],
  [
    'agent',
    '/projects/1/agents/1',
    (page) => expect(page.getByRole('heading', { name: 'URL configuration' })).toBeVisible(),
  ],
  [
    'overview',
    '/',
    (page) => expect(page.getByRole('region', { name: 'Connections' })).toBeVisible(),
  ],
  [
    'findings',
    '/findings',
    (page) => expect(page.getByRole('tab', { name: /^Findings/ })).toBeVisible(),
  ],
  [
    'certificates',
    '/certificates',
    (page) =>
      expect(page.getByRole('region', { name: /^Certificates by the month/ })).toBeVisible(),
  ],
  [
    'fleet',
    '/fleet',
    (page) => expect(page.getByRole('link', { name: 'agents-old' })).toBeVisible(),
  ],
  ['sessions', '/sessions', (page) => expect(page.getByText('this session').first()).toBeVisible()],
  [
    'settings',
    '/settings',
    (page) => expect(page.getByText('Certificate-based clusters').first()).toBeVisible(),
  ],
  [
    'missing group',
    '/group-999/clusters',
    (page) => expect(page.getByText('was not found')).toBeVisible(),
  ],
  [
    'unknown address',
    '/nowhere',
    (page) => expect(page.getByText('Nothing is at this address')).toBeVisible(),
  ],
]

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('the sign-in page has no accessibility violation', async ({ page, gitlab: _reset }) => {
      await page.goto('/login')
      await expect(page.getByRole('link', { name: 'Sign in with GitLab' })).toBeVisible()
      expect(await violations(page)).toEqual([])
    })

    for (const [name, path, ready] of pages) {
      test(`the ${name} page has no accessibility violation, wide or narrow`, async ({
        page,
        signIn,
      }) => {
        await signIn('root', '/settings')
        await page.goto(path)
        await ready(page)
        expect(await violations(page)).toEqual([])
        await page.setViewportSize({ width: 320, height: 700 })
        await ready(page)
        expect(await violations(page)).toEqual([])
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflow, 'the page scrolls sideways at 320 px').toBe(0)
      })
    }

    test('the dialogs have no accessibility violation', async ({ page, signIn }) => {
      await signIn('root', '/project-1/clusters')
      await page.getByRole('button', { name: 'Actions for agents-old' }).click()
      await expect(page.getByRole('menu')).toBeVisible()
      // An open menu belongs to its button; that it stands at the end of the document is no content outside landmarks.
      expect(await violations(page, ['region'])).toEqual([])
      await page.getByRole('menuitem', { name: 'Delete…' }).press('Enter')
      await expect(page.getByRole('dialog').getByRole('textbox')).toBeVisible()
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await violations(page)).toEqual([])
    })
  })
}
