import { createClientCertificate } from './client-certificate.ts'
import { expect, test } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import {
  button,
  configurationsAt,
  configurationsOf,
  edge,
  field,
  fillClient,
  form,
  inside,
  leaveQuestion,
  openForm,
  rubyErrors,
  section,
  send,
  upstream,
} from './url-configuration-page.ts'

const url = 'grpcs://edge.example.test:4242'
const base64 = (text: string) => Buffer.from(text).toString('base64')

test('with JWT the public key comes with the matching Helm values', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', edge)
  await expect(section(page)).toContainText('No URL configuration')
  await openForm(page)
  await expect(section(page).getByRole('heading', { name: 'Add URL configuration' })).toBeFocused()
  await expect(form(page).getByRole('radio', { name: 'JWT' })).toBeChecked()
  await field(page, 'URL').fill(url)
  await expect(form(page)).toContainText(
    'GitLab expects the agent’s certificate to be for edge.example.test.',
  )
  await send(page)
  await expect(page.getByText('Agent edge is receptive now')).toBeVisible()
  await expect(section(page).getByRole('heading', { level: 2 })).toBeFocused()

  const [made] = await configurationsAt(gitlab, 3)
  expect(made).toMatchObject({ url, client_cert: null })
  const key = made?.public_key ?? ''
  expect(key).toMatch(/^[\w+/]{43}=$/)
  await expect(section(page)).toContainText(key)
  await expect(button(page, 'Copy public key')).toBeVisible()
  await expect(section(page)).toContainText(
    `--set config.receptive.enabled=true \\\n--set config.api.jwtPublicKey=${key}`,
    { useInnerText: true },
  )
  await section(page).getByRole('tab', { name: 'values.yaml' }).click()
  await expect(section(page)).toContainText(`jwtPublicKey: "${key}"`)
  const [sent] = await gitlab.control.requests('POST', /url_configurations$/)
  expect(JSON.parse(sent?.body ?? '')).toEqual({ url })
  await expect(page.getByRole('main')).toContainText('Receptive')
})

test('with mTLS certificate, key, authority and name are sent as GitLab expects them', async ({
  page,
  signIn,
  gitlab,
}) => {
  const client = await createClientCertificate('console')
  const agent = await createClientCertificate('agent', { dns: ['tls.example.test'] })
  await signIn('maintainer', edge)
  await openForm(page)
  await field(page, 'URL').fill(url)
  await fillClient(page, client)
  await expect(form(page)).toContainText('The key belongs to the certificate.')
  await field(page, 'TLS host').fill('tls.example.test')
  await field(page, 'CA certificate').fill(agent.cert)
  await expect(form(page)).toContainText('This certificate is for tls.example.test.')
  await send(page)
  await expect(page.getByText('Agent edge is receptive now')).toBeVisible()

  const [sent] = await gitlab.control.requests('POST', /url_configurations$/)
  expect(JSON.parse(sent?.body ?? '')).toEqual({
    url,
    client_cert: base64(client.cert.trim()),
    client_key: base64(client.key.trim()),
    ca_cert: base64(agent.cert.trim()),
    tls_host: 'tls.example.test',
  })
  await expect(form(page)).toHaveCount(0)
  await expect(section(page)).toContainText('GitLab keeps the private key and shows it to nobody.')
  await expect(section(page).getByText('Valid until')).toHaveCount(2)
  await expect(section(page)).toContainText('GitLab’s Helm chart does not support mTLS in full yet')
  await expect(section(page)).toContainText('--namespace gitlab-agent-edge')
  await section(page).getByRole('tab', { name: 'values.yaml' }).click()
  await expect(section(page)).toContainText('--api-mtls=true')
})

const refusals: [body: string, name: string, says: string][] = [
  [
    rubyErrors('Url is blocked: Requests to the local network are not allowed'),
    'URL',
    'local network',
  ],
  [rubyErrors('Tls host is invalid'), 'TLS host', 'Enter a host name such as'],
  [rubyErrors('Ca cert must be a valid PEM certificate'), 'CA certificate', 'no PEM certificate'],
  [rubyErrors('Url is not to the taste of GitLab'), 'URL', 'is not to the taste of GitLab'],
  ['{"error":"url is missing"}', 'URL', 'Fill in this field.'],
]
for (const [body, name, says] of refusals) {
  test(`GitLab’s 400 ${body} stands at its field`, async ({ page, signIn, gitlab }) => {
    await signIn('maintainer', edge)
    await openForm(page)
    await field(page, 'URL').fill(url)
    await gitlab.control.fault({
      method: 'POST',
      path: upstream(3),
      mode: 'status',
      status: 400,
      body,
    })
    await send(page)
    await expect(page.locator(':focus')).toContainText(`${name}: `)
    await expect(field(page, name)).toHaveAccessibleDescription(new RegExp(says))
    await expect(field(page, name)).toHaveAttribute('aria-invalid', 'true')
    await expect(field(page, 'URL')).toHaveValue(url)
  })
}

test('a configuration that somebody added meanwhile is told and shown', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', edge)
  await openForm(page)
  await field(page, 'URL').fill(url)
  await callGitLab(gitlab.url, 'POST', configurationsOf(3), {
    url: 'grpcs://meanwhile.example.test',
  })
  await send(page)
  await expect(form(page).getByRole('alert')).toContainText('GitLab has a URL configuration')
  await form(page).getByRole('button', { name: 'Show it' }).click()
  await leaveQuestion(page).getByRole('button', { name: 'Discard changes' }).click()
  await expect(section(page)).toContainText('grpcs://meanwhile.example.test')
})

test('an answer that got lost is looked for, and told when nobody knows', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', edge)
  await openForm(page)
  await field(page, 'URL').fill(url)
  await gitlab.control.fault({ method: 'POST', path: upstream(3), mode: 'reset', when: 'before' })
  await gitlab.control.fault({ method: 'GET', path: upstream(3), mode: 'html', times: 99 })
  await send(page)
  await expect(form(page).getByRole('alert')).toContainText(
    'It is not known whether GitLab added it',
  )
  await gitlab.control.clearFaults()
  await form(page).getByRole('button', { name: 'Look again' }).click()
  await expect(form(page)).toContainText('GitLab has none at the moment.')
  await send(page)
  await expect(page.getByText('Agent edge is receptive now')).toBeVisible()
})

test('what is typed is asked about before it is lost', async ({ page, signIn }) => {
  await signIn('maintainer', inside)
  await expect(section(page)).toContainText('grpcs://inside.example.test:4242')
  await page.goto(edge)
  await openForm(page)
  await button(page, 'Cancel').click()
  await expect(form(page)).toHaveCount(0)
  await openForm(page)
  await field(page, 'URL').fill(url)
  await page.getByRole('link', { name: 'Settings' }).click()
  const question = leaveQuestion(page)
  await expect(question).toContainText('The URL configuration of agent edge')
  await question.getByRole('button', { name: 'Stay' }).click()
  await expect(field(page, 'URL')).toHaveValue(url)
})
