import { agentList, agentRows } from './agent-page.ts'
import { expect, test } from './fixtures.ts'

test('at a project the rail leads to its agents; the place is kept both ways', async ({
  page,
  signIn,
}) => {
  await signIn('maintainer', '/project-1/clusters')
  const rail = page.getByRole('navigation', { name: 'Navigation' })
  await rail.getByRole('link', { name: 'Agents' }).click()
  await expect(page).toHaveURL(agentList)
  await expect(rail.getByRole('link', { name: 'Agents' })).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toHaveText(/agentsAgents$/)
  await page.getByRole('link', { name: 'prod', exact: true }).click()
  const crumbs = page.getByRole('navigation', { name: 'Breadcrumb' })
  await expect(crumbs).toHaveText(/Agentsprod$/)
  await crumbs.getByRole('link', { name: 'Agents' }).click()
  await expect(agentRows(page)).toHaveCount(4)
  await rail.getByRole('link', { name: 'Clusters' }).click()
  await expect(page).toHaveURL('/project-1/clusters')
})

for (const scope of ['instance', 'group-1']) {
  test(`at ${scope} the rail asks for a project first`, async ({ page, signIn }) => {
    await signIn('root', `/${scope}/clusters`)
    await expect(page.getByRole('table')).toBeVisible()
    await page.getByRole('button', { name: 'Agents' }).click()
    const picker = page.getByRole('dialog', { name: 'Choose a project' })
    await expect(picker).toContainText('Agents belong to projects.')
    await expect(picker.getByRole('combobox')).toBeFocused()
    await page.keyboard.type('shop')
    await expect(picker.getByRole('option')).toHaveText([/platform\/web\/shop/])
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/projects/2/agents')
    await expect(page.getByText('No agents yet')).toBeVisible()
  })
}

test('the choice of a project can be left, and says when nothing matches', async ({
  page,
  signIn,
}) => {
  await signIn('root', '/instance/clusters')
  const opener = page.getByRole('button', { name: 'Agents' })
  await opener.click()
  await page.getByRole('combobox').fill('no such project')
  await expect(page.getByText('Nothing matches “no such project”.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(opener).toBeFocused()
})

test('switching to another project stays with agents, to a group goes to its clusters', async ({
  page,
  signIn,
}) => {
  await signIn('root', agentList)
  await expect(agentRows(page)).toHaveCount(4)
  const search = page.getByRole('combobox', { name: /Find groups and projects/ })
  await page.getByRole('button', { name: /Switch scope/ }).click()
  await search.fill('shop')
  await page.getByRole('option', { name: /platform\/web\/shop/ }).click()
  await expect(page).toHaveURL('/projects/2/agents')
  await page.getByRole('button', { name: /Switch scope/ }).click()
  await search.fill('platform')
  await page
    .getByRole('option', { name: /^Platform/ })
    .first()
    .click()
  await expect(page).toHaveURL('/group-1/clusters')
})

test('the palette goes to the agents and registers one', async ({ page, signIn }) => {
  await signIn('maintainer', '/project-1/clusters')
  await expect(page.getByRole('link', { name: 'agents-old' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('option', { name: 'Agents', exact: true }).click()
  await expect(agentRows(page)).toHaveCount(4)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /page or an action/ }).fill('register')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Register agent' })).toBeVisible()
})

for (const path of ['/projects/x/agents', '/projects/1/agents/x', '/projects/1']) {
  test(`the address ${path} has a page with a way back`, async ({ page, signIn }) => {
    await signIn('root', '/instance/clusters')
    await page.goto(path)
    await expect(page.getByText('Nothing is at this address')).toBeVisible()
  })
}
