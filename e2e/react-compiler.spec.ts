import { expect, test } from './fixtures.ts'

/**
 * What the compiler leaves at the beginning of a component: a memo cache from `react/compiler-runtime`, then the
 * component's own words. Searched for around a word of ours, because react-dom and libraries hold such calls too.
 */
const beginningOf = (namespace: string) =>
  new RegExp(`function[^{}]*\\{(?:\\w*\\s*)let [^;]{0,400}?\\("${namespace}"\\)`, 'g')
const memoCache = /\(0,\w+\.c\)\(\d+\)/

test('the React Compiler is on, and filters and columns follow every click', async ({
  page,
  signIn,
}) => {
  const loaded = new Set<string>()
  page.on('request', (request) => {
    if (request.url().includes('/_next/static/chunks/')) loaded.add(request.url())
  })
  await signIn('maintainer', '/project-1/clusters/4')
  await expect(page.getByRole('button', { name: 'Disable cluster' })).toBeVisible()
  await page.goto('/project-1/clusters')
  await expect(page.getByRole('link', { name: 'agents-old' })).toBeVisible()
  const scripts = [...loaded].map(async (url) => (await page.request.get(url)).text())
  const code = (await Promise.all(scripts)).join('\n')
  const beginnings = (namespace: string) => code.match(beginningOf(namespace)) ?? []
  for (const namespace of ['clusterForm.danger', 'clusterForm.caCert']) {
    expect(beginnings(namespace), `no component of ${namespace} was found`).not.toEqual([])
    for (const text of beginnings(namespace)) expect(text).toMatch(memoCache)
  }
  // Tables say 'use no memo': the same look at code that was not compiled finds no cache.
  expect(beginnings('table')).not.toEqual([])
  for (const text of beginnings('table')) expect(text).not.toMatch(memoCache)

  const names = page.getByRole('table', { name: 'Clusters' }).getByRole('rowheader')
  await expect(names).toHaveText(['agents-old', 'agents-staging'])
  await page.getByRole('main').getByRole('button', { name: 'Status', exact: true }).first().click()
  await page.getByRole('menuitemcheckbox', { name: /Disabled/ }).click()
  await page.keyboard.press('Escape')
  await expect(names).toHaveText(['agents-old'])
  await page.getByRole('button', { name: 'Clear filter Status' }).click()
  await expect(names).toHaveText(['agents-old', 'agents-staging'])

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Base domain' }).click()
  await expect(page.getByRole('columnheader', { name: 'Base domain' })).toBeVisible()
  await page.getByRole('menuitemcheckbox', { name: 'Base domain' }).click()
  await expect(page.getByRole('columnheader', { name: 'Base domain' })).toHaveCount(0)
})
