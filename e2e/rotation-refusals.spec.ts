import { activeTokens, tokensUpstream } from './agent-token-page.ts'
import { expectAccessible } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import {
  beginRotation,
  expectStep,
  lookAgain,
  makeToken,
  prod,
  rotationPath,
} from './rotation-page.ts'
import { withholdRights } from './untold-rights.ts'

const staging = 2
const edge = 3

test('both tokens in use: which one may go is not guessed', async ({ page, signIn, gitlab }) => {
  await gitlab.control.contact(prod, 1)
  await gitlab.control.contact(prod, 2)
  await signIn('root', rotationPath(prod))
  await expect(page.getByText('Both tokens are in use')).toBeVisible()
  await expect(page.getByRole('button', { name: /Revoke|Create/ })).toHaveCount(0)

  // One falls silent: it was used, so that it is not proposed either.
  await gitlab.control.advance(600)
  await gitlab.control.contact(prod, 1)
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByText('Both places for tokens are taken')).toBeVisible()
  await expect(page.getByText(/prod-2 \(#2\) is not in use now, but it was/)).toBeVisible()
  await expect(page.getByRole('button', { name: /Revoke|Create/ })).toHaveCount(0)
  await page.getByRole('main').getByRole('link', { name: 'Open the agent' }).last().click()
  await expect(page).toHaveURL('/projects/1/agents/1')
})

test('a last use that cannot be read: nothing is guessed, and the way on is to look again', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/settings')
  await gitlab.control.contact(prod, 1)
  const unread = { method: 'GET', path: `${tokensUpstream(prod)}/2`, mode: 'status', status: 500 }
  await gitlab.control.fault({ ...unread, mode: 'status' })
  await page.goto(rotationPath(prod))
  await expect(page.getByText('The last use of a token could not be read')).toBeVisible()
  await expect(page.getByRole('button', { name: /Revoke|Create/ })).toHaveCount(0)
  await gitlab.control.clearFaults()
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByRole('button', { name: 'Revoke unused token #2' })).toBeVisible()
})

test('no token in use, and no token at all', async ({ page, signIn }) => {
  await signIn('root', rotationPath(staging))
  await expect(page.getByText('No token is in use')).toBeVisible()
  await page.goto(rotationPath(edge))
  await expect(page.getByText('This agent has no token')).toBeVisible()
  await expect(page.getByRole('button', { name: /Revoke|Create/ })).toHaveCount(0)
})

test('markers that somebody typed are not believed blindly', async ({ page, signIn, gitlab }) => {
  // Token 2 of prod cannot say what it replaces any more; this one names a token of another agent.
  await callGitLab(gitlab.url, 'DELETE', 'projects/1/cluster_agents/1/tokens/2')
  await gitlab.control.contact(prod, 1)
  const { id } = await makeToken(gitlab, prod, 'replaces #3')
  await signIn('root', rotationPath(prod))
  await expect(page.getByRole('button', { name: `Revoke unused token #${id}` })).toBeVisible()
  await expect(page.getByText(/says that it replaces #3, which is no active token/)).toBeVisible()
})

test('who may look but not change is told so in the dialog', async ({ page, signIn, gitlab }) => {
  await withholdRights(gitlab)
  await signIn('developer', rotationPath(prod))
  await gitlab.control.contact(prod, 1)
  await page.getByRole('button', { name: 'Revoke unused token #2' }).click()
  const question = page.getByRole('dialog')
  await question.getByRole('button', { name: 'Revoke token' }).click()
  await expect(question.getByText('You are not allowed to do this')).toBeVisible()
  expect(await activeTokens(gitlab, prod)).toHaveLength(2)
})

test('an agent that is not there, or not for this person', async ({ page, signIn, gitlab }) => {
  await signIn('guest', rotationPath(prod))
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    /This agent does not exist.*may not see it/s,
  )
  await page.goto('/projects/1/agents/nonsense/rotation')
  await expect(page.getByText('Nothing is at this address')).toBeVisible()
  expect(await gitlab.control.requests('DELETE')).toEqual([])
})

test('deleted while the page was open', async ({ page, signIn, gitlab }) => {
  await signIn('root', rotationPath(prod))
  await expectStep(page, 1, 'Find the live token')
  await callGitLab(gitlab.url, 'DELETE', 'projects/1/cluster_agents/1')
  await page.getByRole('button', { name: 'Read the tokens again' }).click()
  await expect(page.getByText('This agent does not exist')).toBeVisible()
})

test('GitLab fails: first nothing is shown for it, later the older step with a note', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('root', '/settings')
  const broken = { method: 'GET', path: tokensUpstream(prod), mode: 'status', status: 500 } as const
  await gitlab.control.fault(broken)
  await page.goto(rotationPath(prod))
  await expect(
    page
      .getByRole('main')
      .getByRole('alert')
      .getByText(/Request ID/),
  ).toBeVisible()
  await gitlab.control.clearFaults()
  await gitlab.control.contact(prod, 1)
  await page.getByRole('main').getByRole('button', { name: 'Try now' }).click()
  await expectStep(page, 1, 'Find the live token')

  await gitlab.control.fault(broken)
  await page.getByRole('button', { name: 'Read the tokens again' }).click()
  await expect(page.getByRole('status').getByText(/Request ID/)).toBeVisible()
  await expectStep(page, 1, 'Find the live token')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('no step has an accessibility violation, wide or narrow', async ({
      page,
      signIn,
      gitlab,
    }) => {
      test.setTimeout(120_000)
      await signIn('root', rotationPath(edge))
      await expect(page.getByText('This agent has no token')).toBeVisible()
      await expectAccessible(page)
      await gitlab.control.contact(prod, 1)
      await page.goto(rotationPath(prod))
      await expectStep(page, 1, 'Find the live token')
      await expectAccessible(page)
      const id = await beginRotation(gitlab)
      await lookAgain(page)
      await expectStep(page, 3, 'Store and install the new token')
      await expectAccessible(page)
      await gitlab.control.contact(prod, id)
      await lookAgain(page)
      await expectStep(page, 4, 'Watch the switch')
      await expectAccessible(page)
      await gitlab.control.advance(700)
      await gitlab.control.contact(prod, id)
      await lookAgain(page)
      await expectStep(page, 5, 'Revoke the old token')
      await expectAccessible(page)
      await callGitLab(gitlab.url, 'DELETE', 'projects/1/cluster_agents/1/tokens/1')
      await lookAgain(page)
      await expect(page.getByText('The rotation is complete')).toBeVisible()
      await expectAccessible(page)
    })
  })
}
