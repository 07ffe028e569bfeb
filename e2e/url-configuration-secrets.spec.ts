import { createClientCertificate } from './client-certificate.ts'
import { expect, test } from './fixtures.ts'
import { keptByPage, recordAnswers } from './received.ts'
import {
  edge,
  field,
  fillClient,
  form,
  keyField,
  openForm,
  rubyErrors,
  section,
  send,
  upstream,
} from './url-configuration-page.ts'

test('the private key is nowhere once the configuration is added', async ({
  page,
  context,
  signIn,
  gitlab,
  stack,
}) => {
  const { origin } = stack.console
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  const answers = await recordAnswers(page, origin)
  const client = await createClientCertificate('console')
  const other = await createClientCertificate('other')
  await signIn('maintainer', edge)
  await openForm(page)
  await field(page, 'URL').fill('grpcs://edge.example.test:4242')
  // A key that does not belong to it, one that GitLab refuses, then the one that is taken.
  await fillClient(page, { ...client, key: other.key })
  await expect(form(page)).toContainText('The key does not belong to the certificate.')
  await keyField(page).fill(client.key)
  await expect(form(page)).toContainText('The key belongs to the certificate.')
  await gitlab.control.fault({
    method: 'POST',
    path: upstream(3),
    mode: 'status',
    status: 400,
    body: rubyErrors('Client key must be a valid PEM private key', client.key),
  })
  await send(page)
  await expect(keyField(page)).toHaveAttribute('aria-invalid', 'true')
  await gitlab.control.clearFaults()
  await send(page)
  await expect(page.getByText('Agent edge is receptive now')).toBeVisible()
  await expect(section(page)).toContainText('GitLab keeps the private key')

  const kept = await keptByPage(page)
  const caches = await page.evaluate(() =>
    JSON.stringify(performance.getEntries().map((entry) => entry.toJSON())),
  )
  const received = await answers()
  const stored = await stack.store.text()
  const sent = await gitlab.control.requests('POST', /url_configurations$/)
  const keyInBase64 = Buffer.from(client.key.trim()).toString('base64')
  expect(sent.some(({ body }) => body.includes(keyInBase64))).toBe(true)
  expect(stored).toContain('url_configuration.create')
  expect(kept.text).toContain('edge.example.test')
  const places = {
    'what the browser received': received.map(({ headers, body }) => headers + body).join('\n'),
    'an address': received.map(({ url }) => url).join('\n'),
    'what the page keeps': kept.text,
    'the page’s measurements': caches,
    'the page’s console': said.join('\n'),
    cookies: JSON.stringify(await context.cookies(origin)),
    'the log': stack.console.output(),
    'the store': stored,
  }
  for (const { key } of [client, other]) {
    const [, firstLine = '', secondLine = ''] = key.split('\n')
    expect(secondLine.length).toBeGreaterThan(40)
    const forms = [
      secondLine,
      firstLine.slice(40),
      Buffer.from(key).toString('base64').slice(80, 120),
    ]
    for (const [place, text] of Object.entries(places)) {
      for (const part of forms) expect(text.includes(part), `${place} holds the key`).toBe(false)
    }
  }
})
