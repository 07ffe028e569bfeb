import type { Page } from '@playwright/test'
import {
  activeTokens,
  agentPath,
  beginWithToken,
  box,
  closeButton,
  createdSecret,
  creationsAt,
  dialog,
  openCreation,
  stored,
} from './agent-token-page.ts'
import { violations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'

const edge = 3

test('a token is made, copied, installed, and its first contact turns the line green', async ({
  page,
  context,
  signIn,
  gitlab,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const secret = await beginWithToken(page, signIn)
  await expect(box(page)).not.toHaveValue(secret)
  await dialog(page).getByRole('button', { name: 'Copy token' }).click()
  await expect(dialog(page).getByText('Copied. Clear your clipboard')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret)
  await dialog(page).getByRole('button', { name: 'Reveal' }).click()
  await expect(box(page)).toHaveValue(secret)
  await dialog(page).getByRole('button', { name: 'Hide' }).click()
  await expect(box(page)).not.toHaveValue(secret)

  for (const [tab, text] of [
    ['Helm', '--set config.kasAddress=wss://kas.gitlab.test'],
    ['kubectl secret', '--from-file=token=/dev/stdin'],
    ['glab / Flux', 'secretName: edge-gitlab-agent-token'],
  ] as const) {
    await dialog(page).getByRole('tab', { name: tab }).click()
    await expect(dialog(page).getByRole('tabpanel')).toContainText(text)
    await expect(dialog(page).getByRole('tabpanel')).not.toContainText(secret)
  }
  await expect(dialog(page).getByText('Waiting for first contact')).toBeVisible()
  const [token] = await activeTokens(gitlab)
  await gitlab.control.contact(edge, token?.id ?? 0)
  await expect(dialog(page).getByText('Connected with this token')).toBeVisible()

  await expect(closeButton(page)).toBeDisabled()
  await stored(page).check()
  await closeButton(page).click()
  await expect(dialog(page)).toBeHidden()
  expect(await creationsAt(gitlab)).toHaveLength(1)
  const card = page.getByRole('listitem').filter({ hasText: token?.name ?? '' })
  await expect(card).toContainText(/Live.*Last used.*Created.*Administrator/s)
  await expect(page.getByText('1 of 2 slots used')).toBeVisible()
})

test('where the clipboard refuses, the token is on show and selected', async ({ page, signIn }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
  })
  const secret = await beginWithToken(page, signIn)
  await dialog(page).getByRole('button', { name: 'Copy token' }).click()
  await expect(dialog(page).getByText('The browser refused to copy')).toBeVisible()
  await expect(box(page)).toHaveValue(secret)
  await expect(box(page)).toBeFocused()
  const selected = await box(page).evaluate((element) =>
    element instanceof HTMLTextAreaElement
      ? element.value.slice(element.selectionStart, element.selectionEnd)
      : '',
  )
  expect(selected).toBe(secret)
})

test('after five minutes the token leaves the page, unless it is kept', async ({
  page,
  signIn,
}) => {
  await page.clock.install()
  const secret = await beginWithToken(page, signIn)
  await dialog(page).getByRole('button', { name: 'Reveal' }).click()
  const keep = dialog(page).getByRole('button', { name: 'Keep it 5 more minutes' })
  await expect(dialog(page).getByRole('timer')).toHaveText(/^[45]:/)
  await page.clock.fastForward(200_000)
  await expect(dialog(page).getByRole('timer')).toHaveText(/^1:/)
  await expect(keep).toHaveCount(0)
  await page.clock.fastForward(60_000)
  await keep.click()
  await expect(dialog(page).getByRole('timer')).toHaveText(/^[45]:/)
  await expect(keep).toHaveCount(0)
  await expect(box(page)).toHaveValue(secret)
  await page.clock.fastForward(301_000)
  await expect(dialog(page).getByText('The token is no longer on this page')).toBeVisible()
  expect(await page.content()).not.toContain(secret)
  await expect(dialog(page).getByText('Waiting for first contact')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
})

test('not stored: it is revoked, and a new one is made at once', async ({
  page,
  signIn,
  gitlab,
}) => {
  const first = await beginWithToken(page, signIn)
  const [lost] = await activeTokens(gitlab)
  const answer = page.waitForResponse((response) => response.status() === 201)
  await dialog(page).getByRole('button', { name: 'Revoke it and make a new one' }).click()
  const { token: second } = (await (await answer).json()) as { token: string }
  expect(second).not.toBe(first)
  await dialog(page).getByRole('button', { name: 'Reveal' }).click()
  await expect(box(page)).toHaveValue(second)
  await expect(stored(page)).not.toBeChecked()
  const left = await activeTokens(gitlab)
  expect(left).toHaveLength(1)
  expect(left[0]?.id).not.toBe(lost?.id)
})

test('a token that is revoked meanwhile says so in the waiting line', async ({
  page,
  signIn,
  gitlab,
}) => {
  await beginWithToken(page, signIn)
  const [token] = await activeTokens(gitlab)
  const path = `projects/1/cluster_agents/${edge}/tokens/${token?.id}`
  await callGitLab(gitlab.url, 'DELETE', path)
  await expect(dialog(page).getByText('This token was revoked meanwhile')).toBeVisible()
})

test('signing out in another tab takes the token off this one', async ({
  page,
  context,
  signIn,
}) => {
  const secret = await beginWithToken(page, signIn)
  await dialog(page).getByRole('button', { name: 'Reveal' }).click()
  const other = await context.newPage()
  await other.goto('/settings')
  await other.getByRole('button', { name: /Account of/ }).click()
  await other.getByRole('menuitem', { name: 'Sign out' }).press('Enter')
  await expect(other.getByRole('link', { name: 'Sign in with GitLab' })).toBeVisible()
  await expect(page.getByText('The token is no longer on this page')).toBeAttached()
  expect(await page.content()).not.toContain(secret)
})

test('wrong fields are said before anything is sent', async ({ page, signIn, gitlab }) => {
  await signIn('root', agentPath(edge))
  await openCreation(page)
  const name = dialog(page).getByLabel('Token name')
  await name.fill(' ')
  await dialog(page).getByRole('button', { name: 'Create token' }).click()
  await expect(dialog(page).getByRole('group', { name: /needs another look/ })).toBeFocused()
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await name.fill('a'.repeat(256))
  await dialog(page).getByRole('button', { name: 'Create token' }).click()
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  expect(await creationsAt(gitlab)).toEqual([])
  await name.fill('deploy')
  await createdSecret(page)
  expect(await activeTokens(gitlab)).toMatchObject([{ name: 'deploy' }])
})

test('a token is made, stored and closed by keyboard alone', async ({ page, signIn, gitlab }) => {
  await signIn('root', agentPath(edge))
  const button = page.getByRole('main').getByRole('button', { name: 'Create token' }).first()
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByLabel('Token name')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('by-keys')
  await page.keyboard.press('Enter')
  await expect(stored(page)).toBeVisible()
  await page.keyboard.press('Tab')
  for (let count = 0; count < 20 && !(await focused(page, stored(page))); count += 1) {
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Space')
  await expect(stored(page)).toBeChecked()
  await page.keyboard.press('Tab')
  await expect(closeButton(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeHidden()
  await expect(button).toBeFocused()
  expect(await activeTokens(gitlab)).toMatchObject([{ name: 'by-keys' }])
})

const focused = (_page: Page, locator: ReturnType<typeof stored>) =>
  locator.evaluate((element) => element === document.activeElement)

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme at 320 px`, () => {
    test.use({
      colorScheme,
      viewport: { width: 320, height: 640 },
      contextOptions: { reducedMotion: 'reduce' },
    })

    test('the token fits, and has no accessibility violation', async ({ page, signIn }) => {
      const secret = await beginWithToken(page, signIn)
      await dialog(page).getByRole('button', { name: 'Reveal' }).click()
      await expect(box(page)).toHaveValue(secret)
      for (const tab of ['Helm', 'glab / Flux', 'Token']) {
        await dialog(page).getByRole('tab', { name: tab }).click()
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(wide).toBe(320)
        await expect(stored(page)).toBeInViewport()
        await expect(closeButton(page)).toBeInViewport()
      }
      expect(await violations(page)).toEqual([])
    })
  })
}
