import type { Page } from '@playwright/test'
import { violations } from './axe.ts'
import { createClientCertificate } from './client-certificate.ts'
import { expect, test, type Username } from './fixtures.ts'
import {
  button,
  dialog,
  edge,
  field,
  fillClient,
  form,
  inside,
  keyField,
  openForm,
  openReplacement,
  section,
  upstream,
} from './url-configuration-page.ts'

const off: [name: string, who: Username, settings: Record<string, unknown>, says: RegExp[]][] = [
  [
    'switched off in GitLab',
    'root',
    { receptive_cluster_agents_enabled: false },
    [
      /Receptive mode is switched off/,
      /Enable receptive mode/,
      /receptive_cluster_agents_enabled=true/,
    ],
  ],
  ['not in this edition', 'root', { enterprise: false }, [/has no receptive agents/, /Ultimate/]],
  ['not allowed', 'developer', {}, [/You may not see URL configurations/, /Maintainer role/]],
]
for (const [name, who, settings, says] of off) {
  test(`receptive agents that are ${name} are explained as that`, async ({
    page,
    signIn,
    gitlab,
  }) => {
    await gitlab.control.settings(settings)
    await signIn(who, inside)
    for (const words of says) await expect(section(page)).toContainText(words)
    await expect(section(page)).toContainText('Request ID')
    await expect(button(page, 'Add URL configuration')).toHaveCount(0)
    await expect(section(page)).not.toContainText('No URL configuration')
  })
}

test('the setting is linked, and a retry finds it switched on', async ({
  page,
  signIn,
  gitlab,
}) => {
  await gitlab.control.settings({ receptive_cluster_agents_enabled: false })
  await signIn('root', inside)
  await expect(
    section(page).getByRole('link', { name: 'Open the setting in GitLab' }),
  ).toHaveAttribute('href', `${gitlab.url}/admin/application_settings/general`)
  await gitlab.control.settings({ receptive_cluster_agents_enabled: true })
  await button(page, 'Try again').click()
  await expect(section(page)).toContainText('grpcs://inside.example.test:4242')
})

test('a setting switched off meanwhile takes the place of what was read', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', inside)
  await expect(section(page)).toContainText('grpcs://inside.example.test:4242')
  await gitlab.control.settings({ receptive_cluster_agents_enabled: false })
  await button(page, 'Read the URL configuration again').click()
  await expect(section(page)).toContainText('Receptive mode is switched off')
  await expect(section(page)).not.toContainText('grpcs://inside.example.test:4242')
})

test('a failed reading says so, and later keeps the older data with a note', async ({
  page,
  signIn,
  gitlab,
}) => {
  const broken = {
    method: 'GET',
    path: upstream(4),
    mode: 'status',
    status: 500,
    body: '{}',
    times: 99,
  } as const
  await gitlab.control.fault(broken)
  await signIn('maintainer', inside)
  await expect(section(page).getByRole('alert')).toContainText('Request ID')
  await gitlab.control.clearFaults()
  await button(page, 'Try now').click()
  await expect(section(page)).toContainText('grpcs://inside.example.test:4242')
  await gitlab.control.fault(broken)
  await button(page, 'Read the URL configuration again').click()
  await expect(section(page).getByRole('status')).toContainText('This is older data')
  await expect(section(page)).toContainText('grpcs://inside.example.test:4242')
})

test('while it is read a place of its own stands there', async ({ page, signIn, gitlab }) => {
  await gitlab.control.fault({
    method: 'GET',
    path: upstream(3),
    mode: 'slow',
    delay_ms: 1_200,
    times: 9,
  })
  await signIn('maintainer', edge)
  await expect(section(page).getByRole('status')).toHaveText(
    'Reading the URL configuration from GitLab',
  )
  await expect(section(page)).toContainText('No URL configuration')
})

async function fillAll(page: Page): Promise<void> {
  const client = await createClientCertificate('console', { days: -3 })
  const agent = await createClientCertificate('agent', { dns: ['other.example.test'] })
  await field(page, 'URL').fill('grpc://edge.example.test:4242')
  await fillClient(page, { ...client, key: agent.key })
  await field(page, 'CA certificate').fill(agent.cert)
  await expect(form(page)).toContainText('The key does not belong to the certificate.')
  await expect(form(page)).toContainText('It has expired')
}

const shown: [name: string, path: string, ready: (page: Page) => Promise<unknown>][] = [
  ['a configuration', inside, (page) => expect(button(page, 'Copy public key')).toBeVisible()],
  ['the form with all that can be wrong', edge, (page) => openForm(page).then(() => fillAll(page))],
  ['the form of a replacement', inside, openReplacement],
  [
    'the question before deleting',
    inside,
    async (page) => {
      await button(page, 'Delete URL configuration').click()
      await expect(dialog(page)).toContainText('has never connected')
    },
  ],
]
for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })
    for (const [name, path, ready] of shown) {
      test(`${name} has no accessibility violation, wide or narrow`, async ({ page, signIn }) => {
        await signIn('root', path)
        await ready(page)
        expect(await violations(page)).toEqual([])
        // So tall that nothing lies half under the bar, where it would count as too small to press.
        await page.setViewportSize({ width: 320, height: 3000 })
        expect(await violations(page)).toEqual([])
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflow, 'the page scrolls sideways at 320 px').toBe(0)
      })
    }
  })
}

test('a configuration is added, replaced and deleted by keyboard alone', async ({
  page,
  signIn,
}) => {
  await signIn('maintainer', edge)
  await button(page, 'Add URL configuration').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(field(page, 'URL')).toBeFocused()
  await page.keyboard.type('agent')
  await page.keyboard.press('Enter')
  await expect(page.locator(':focus')).toContainText('One thing needs another look')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(field(page, 'URL')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('grpcs://keys.example.test:4242')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await expect(keyField(page)).toBeVisible()
  await page.keyboard.press('ArrowUp')
  await expect(form(page).getByRole('radio', { name: 'JWT' })).toBeFocused()
  await field(page, 'URL').press('Enter')
  await expect(section(page).getByRole('heading', { level: 2 })).toBeFocused()

  await button(page, 'Replace URL configuration').press('Enter')
  await expect(section(page).getByRole('heading', { name: 'Replace' })).toBeFocused()
  await form(page).locator('[type=submit]').press('Enter')
  await expect(dialog(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(form(page).locator('[type=submit]')).toBeFocused()
  await page.keyboard.press('Enter')
  await dialog(page).getByRole('button', { name: 'Delete and add again' }).press('Enter')
  await expect(section(page).getByRole('heading', { level: 2 })).toBeFocused()

  await button(page, 'Delete URL configuration').press('Enter')
  await dialog(page).getByRole('button', { name: 'Delete URL configuration' }).press('Enter')
  await expect(section(page)).toContainText('No URL configuration')
  await expect(section(page).getByRole('heading', { level: 2 })).toBeFocused()
})

test('nothing is sent twice by pressing twice', async ({ page, signIn, gitlab }) => {
  await signIn('maintainer', edge)
  await openForm(page)
  await field(page, 'URL').fill('grpcs://edge.example.test:4242')
  await gitlab.control.fault({ method: 'POST', path: upstream(3), mode: 'slow', delay_ms: 500 })
  await form(page).locator('[type=submit]').dblclick()
  await expect(page.getByText('Agent edge is receptive now')).toBeVisible()
  expect(await gitlab.control.requests('POST', /url_configurations$/)).toHaveLength(1)
})
