import { expect, test } from './fixtures.ts'
import { linesOf } from './log-lines.ts'

const list = '/api/scopes/instance/clusters'

test('what the page asks for has one id, from the browser to GitLab', async ({
  page,
  signIn,
  gitlab,
  stack,
}) => {
  const asked = page.waitForRequest((request) => request.url().endsWith(list))
  await signIn('root', '/instance/clusters')
  const request = await asked
  const id = await request.headerValue('x-request-id')
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(await (await request.response())?.headerValue('x-request-id')).toBe(id)
  const seen = await gitlab.control.requests('GET', /admin\/clusters/)
  expect(seen.map(({ headers }) => headers['x-request-id'])).toContain(id)
  expect(await linesOf(stack, id)).not.toEqual([])
})

test('the id of a failure can be read off the screen and found in the log', async ({
  page,
  signIn,
  gitlab,
  stack,
}) => {
  await gitlab.control.fault({ method: 'GET', path: '/api/v4/admin/clusters', mode: 'html' })
  const answered = page.waitForResponse((response) => response.url().endsWith(list))
  await signIn('root', '/instance/clusters')
  const id = await (await answered).headerValue('x-request-id')
  await expect(page.getByRole('main').getByText(String(id)).first()).toBeVisible()
  const line = (await linesOf(stack, id)).find(({ event }) => event === 'request')
  expect(line).toMatchObject({ level: 'error', route: '/api/scopes/:scope/clusters' })
})

test('when a proxy answers in the console’s place, the page shows the id that it sent', async ({
  page,
  signIn,
}) => {
  await page.route(`**${list}`, (route) =>
    route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>502 Bad Gateway</h1>' }),
  )
  const asked = page.waitForRequest((request) => request.url().endsWith(list))
  await signIn('root', '/instance/clusters')
  const id = await (await asked).headerValue('x-request-id')
  await expect(page.getByRole('main').getByText(String(id)).first()).toBeVisible()
})
