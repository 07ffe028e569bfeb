import { expect, test } from '../fixtures.ts'
import { callGitLab } from '../gitlab-api.ts'

test('C16 E14 only GitLab’s own pages are linked, and no link tells where it was clicked', async ({
  page,
  signIn,
  gitlab,
  context,
}) => {
  const known = await callGitLab<object>(gitlab.url, 'GET', 'admin/clusters/1')
  const hostile = [
    'javascript:document.title=1',
    'https://evil.example/a',
    gitlab.url.replace('://', '://u:p@'),
    'data:text/html,x',
    `${gitlab.url}.evil.example/`,
  ]
  await signIn('root', '/settings')
  for (const web_url of hostile) {
    await gitlab.control.clearFaults()
    await gitlab.control.fault({
      method: 'GET',
      path: '/api/v4/admin/clusters/1',
      mode: 'status',
      status: 200,
      body: { ...known, user: { id: 1, name: 'Somebody', username: 'somebody', web_url } },
    })
    await page.goto('/instance/clusters/1')
    await expect(page.getByText('Somebody').first()).toBeVisible()
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')))
    expect(links).not.toContain(web_url)
    expect(links.join('\n')).not.toMatch(/javascript:|evil|data:|u:p@/)
  }

  await gitlab.control.clearFaults()
  await page.goto('/projects/1/agents/1')
  const link = page
    .getByRole('main')
    .getByRole('link', { name: /GitLab/ })
    .first()
  await expect(link).toBeVisible()
  await gitlab.control.clearRequests()
  const opened = context.waitForEvent('page')
  await link.click()
  await (await opened).waitForLoadState()
  const seen = await gitlab.control.requests('GET')
  expect(seen.length).toBeGreaterThan(0)
  const shown = seen.filter(({ path }) => !path.startsWith('/api/'))
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.flatMap(({ headers }) => headers.referer ?? [])).toEqual([])
})
