import type { Page } from '@playwright/test'
import { expectAccessible, violations } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { beginRotation, expectStep, prod, revokeToken, rotationPath } from './rotation-page.ts'

const campaign = '/rotation?projects=1&days=30'
const table = (page: Page) => page.getByRole('table', { name: 'Rotation' })
const row = (page: Page, name: string) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
const unclear = (page: Page) => page.getByRole('region', { name: /cannot be told/ })
const refresh = (page: Page) =>
  page.getByRole('button', { name: 'Read the agents and their tokens again' }).click()

test('projects are chosen by search, and the address holds the choice', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/settings')
  await gitlab.control.contact(prod, 1)
  await page.getByRole('link', { name: 'Rotation' }).click()
  await expect(page.getByText('Choose projects to begin')).toBeVisible()
  const projects = page.getByRole('combobox', { name: 'Projects' })
  await projects.fill('platform/agents')
  const options = page.getByRole('option')
  // A press while the list still changes would meet another row.
  await expect(options).toHaveText(['platform/agents'])
  await options.click()
  await expect(page).toHaveURL('/rotation?projects=1')
  await projects.fill('shop')
  await expect(options).toHaveText(['platform/web/shop'])
  await options.click()
  await expect(page).toHaveURL('/rotation?projects=1,2')
  await page.keyboard.press('Escape')
  await expect(projects).toHaveAttribute('aria-expanded', 'false')
  // The list is closed: there is nothing more that it could close, and what was chosen stays.
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL('/rotation?projects=1,2')
  await expect(page.getByText('No token is known to be older than 180 days')).toBeVisible()

  const days = page.getByRole('textbox', { name: 'Token older than' })
  await days.fill('30')
  await expect(page).toHaveURL('/rotation?projects=1,2&days=30')
  await expect(row(page, 'prod')).toContainText(/To do.*3 months ago.*Start rotation/s)
  await days.fill('0')
  await expect(page.getByText('A whole number from 1 to 3650.')).toBeVisible()
  await expect(page).toHaveURL('/rotation?projects=1,2&days=30')

  await page.reload()
  await expect(row(page, 'prod')).toContainText('To do')
  await page.getByRole('button', { name: 'Remove platform/web/shop' }).click()
  await expect(page).toHaveURL('/rotation?projects=1&days=30')
  await page.goBack()
  await expect(page).toHaveURL('/rotation?projects=1,2&days=30')
  await expect(page.getByRole('button', { name: 'Remove platform/web/shop' })).toBeVisible()
})

test('the work list follows the rotations, by GitLab alone, and never asks for a secret', async ({
  page,
  signIn,
  gitlab,
}) => {
  await gitlab.control.contact(prod, 1)
  await signIn('root', campaign)
  await expect(
    page.getByText('0 of 1 rotated within 30 days · 0 in progress, 1 to do'),
  ).toBeVisible()
  await expect(row(page, 'prod')).toContainText('To do')
  // No token is in use at these, and the one without a token is not due.
  await expect(unclear(page)).toContainText(
    /inside.*No token is in use.*staging.*No token is in use/s,
  )
  await expect(unclear(page)).not.toContainText('edge')

  await row(page, 'prod').getByRole('link', { name: 'Start rotation of prod' }).click()
  await expect(page).toHaveURL(rotationPath(prod))
  await page.goBack()

  const id = await beginRotation(gitlab)
  await refresh(page)
  await expect(row(page, 'prod')).toContainText(/In progress.*step 3 of 5/s)
  await gitlab.control.advance(700)
  await gitlab.control.contact(prod, id)
  await refresh(page)
  await expect(row(page, 'prod')).toContainText('step 5 of 5')
  await row(page, 'prod').getByRole('link', { name: 'Continue rotation of prod' }).click()
  await expectStep(page, 5, 'Revoke the old token')
  await revokeToken(gitlab, prod, 1)
  await page.goto(campaign)
  await expect(row(page, 'prod')).toContainText('Rotated')
  await expect(page.getByText(/^1 of 1 rotated within 30 days/)).toBeVisible()
  expect(await gitlab.control.requests('POST', /\/cluster_agents\//)).toHaveLength(1)
})

test('both in use, unread or failed: counted apart, each with its reason', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/settings')
  await gitlab.control.contact(prod, 1)
  await gitlab.control.contact(prod, 2)
  const tokensOf = (agentId: number) => `/api/v4/projects/1/cluster_agents/${agentId}/tokens`
  const failure = { method: 'GET', mode: 'status', status: 500 } as const
  await gitlab.control.fault({ ...failure, path: tokensOf(2) })
  await gitlab.control.fault({ ...failure, path: `${tokensOf(4)}/4` })
  await page.goto(campaign)
  await expect(unclear(page)).toContainText('3 agents of which it cannot be told')
  await expect(unclear(page)).toContainText(/prod.*Both tokens are in use/s)
  await expect(unclear(page)).toContainText(/staging.*Its tokens could not be read/s)
  await expect(unclear(page)).toContainText(/inside.*The last use of a token could not be read/s)
  await unclear(page).getByRole('link', { name: 'prod' }).click()
  await expect(page).toHaveURL(rotationPath(prod))
})

test('a project that cannot be read is named with its reason, the others are shown', async ({
  page,
  signIn,
  gitlab,
}) => {
  await gitlab.control.contact(prod, 1)
  await signIn('root', '/rotation?projects=1,999&days=30')
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText('The agents of 1 project could not be read')
  await expect(alert).toContainText(/#999: .*not found.*Request ID/s)
  await expect(row(page, 'prod')).toContainText('To do')
})

test('searched, filtered, empty: the table says what it shows', async ({
  page,
  signIn,
  gitlab,
}) => {
  await gitlab.control.contact(prod, 1)
  await signIn('root', campaign)
  await expect(row(page, 'prod')).toBeVisible()
  await page.getByRole('searchbox').fill('nothing like it')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.goto(`${campaign}&state=rotated`)
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.goto('/rotation?projects=4')
  await expect(page.getByText('These projects have no agents')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('the campaign has no accessibility violation, wide or narrow', async ({
      page,
      signIn,
      gitlab,
    }) => {
      await gitlab.control.contact(prod, 1)
      await signIn('root', campaign)
      for (const path of ['/rotation', campaign, '/rotation?projects=1,2,999&days=30']) {
        await page.goto(path)
        await expect(page.getByText(/Choose projects to begin|Start rotation/)).toBeVisible()
        await expectAccessible(page)
      }
      await page.getByRole('combobox', { name: 'Projects' }).fill('plat')
      await expect(page.getByRole('option').first()).toBeVisible()
      // While its list is open the field hides the rest of the page from assistive technology, its headings too.
      const hidden = ['region', 'aria-hidden-focus', 'page-has-heading-one']
      expect(await violations(page, hidden)).toEqual([])
    })
  })
}
