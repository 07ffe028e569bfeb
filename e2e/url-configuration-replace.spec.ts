import { createClientCertificate } from './client-certificate.ts'
import { expect, test } from './fixtures.ts'
import {
  addConfiguration,
  configurationsAt,
  dialog,
  field,
  fillClient,
  form,
  inside,
  keyField,
  leaveQuestion,
  openReplacement,
  removeConfiguration,
  replace,
  rubyErrors,
  section,
  send,
  upstream,
} from './url-configuration-page.ts'

const old = 'grpcs://inside.example.test:4242'
const next = 'grpcs://next.example.test:4242'

test('replacing names the gap, keeps what was read in sight, and gives a new public key', async ({
  page,
  signIn,
  gitlab,
}) => {
  const [before] = await configurationsAt(gitlab)
  await signIn('maintainer', inside)
  await openReplacement(page)
  await expect(form(page)).toContainText('it is deleted and added again')
  await expect(form(page)).toContainText('up to 10 minutes')
  await expect(form(page)).toContainText('With JWT GitLab makes a new key pair')
  await expect(field(page, 'URL')).toHaveValue(old)
  await expect(section(page)).toContainText(before?.public_key ?? '')
  await field(page, 'URL').fill(next)
  await send(page)
  await expect(dialog(page)).toContainText('The connection to the agent, for up to 10 minutes')
  await dialog(page).getByRole('button', { name: 'Delete and add again' }).click()
  await expect(page.getByText('The URL configuration of inside is replaced')).toBeVisible()
  await expect(section(page).getByRole('heading', { level: 2 })).toBeFocused()
  const [after] = await configurationsAt(gitlab)
  expect(after?.url).toBe(next)
  await expect(section(page)).toContainText(after?.public_key ?? '')
  await expect(section(page)).not.toContainText(before?.public_key ?? '')
})

test('of mTLS everything is filled in again but the private key', async ({
  page,
  signIn,
  gitlab,
}) => {
  const client = await createClientCertificate('console')
  const authority = await createClientCertificate('agent', { dns: ['inside.example.test'] })
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  await removeConfiguration(gitlab)
  await addConfiguration(gitlab, {
    url: old,
    client_cert: base64(client.cert),
    client_key: base64(client.key),
    ca_cert: base64(authority.cert),
    tls_host: 'inside.example.test',
  })
  await signIn('maintainer', inside)
  await openReplacement(page)
  await expect(form(page).getByRole('radio', { name: 'mTLS' })).toBeChecked()
  await expect(field(page, 'Client certificate')).toHaveValue(client.cert)
  await expect(keyField(page)).toHaveValue('')
  await expect(field(page, 'CA certificate')).toHaveValue(authority.cert)
  await expect(field(page, 'TLS host')).toHaveValue('inside.example.test')
  await expect(form(page)).toContainText('The private key has to be given again')

  // Nothing is deleted for a key that GitLab could not use.
  await keyField(page).fill((await createClientCertificate('other')).key)
  await send(page)
  await expect(page.locator(':focus')).toContainText('This key does not belong to the certificate.')
  await expect(dialog(page)).toHaveCount(0)
  expect(await gitlab.control.requests('DELETE', /url_configurations/)).toHaveLength(1)
  await keyField(page).fill(client.key)
  await replace(page)
  await expect(page.getByText('The URL configuration of inside is replaced')).toBeVisible()
})

test('a refusal between deleting and adding says that the agent has none, and keeps the form', async ({
  page,
  signIn,
  gitlab,
}) => {
  const client = await createClientCertificate('console')
  await signIn('maintainer', inside)
  await openReplacement(page)
  await field(page, 'URL').fill(next)
  await fillClient(page, client)
  await gitlab.control.fault({
    method: 'POST',
    path: upstream(4),
    mode: 'status',
    status: 400,
    body: rubyErrors('Url is blocked: Requests to the local network are not allowed'),
  })
  await replace(page)
  await expect(dialog(page)).toHaveCount(0)
  await expect(form(page).getByRole('alert')).toContainText(
    'The agent has no URL configuration now',
  )
  await expect(page.locator(':focus')).toContainText('The agent has no URL configuration now')
  await expect(field(page, 'URL')).toHaveAccessibleDescription(/local network/)
  await expect(field(page, 'URL')).toHaveValue(next)
  await expect(keyField(page)).toHaveValue(client.key)
  await expect(section(page).getByText('Deleted', { exact: true })).toBeVisible()
  await expect(section(page)).toContainText(old)
  expect(await configurationsAt(gitlab)).toEqual([])

  await page.getByRole('link', { name: 'Settings' }).click()
  const question = leaveQuestion(page)
  await expect(question).toContainText('whose old one is deleted')
  await question.getByRole('button', { name: 'Stay' }).click()

  await gitlab.control.clearFaults()
  await form(page).getByRole('button', { name: 'Add URL configuration' }).click()
  await expect(page.getByText('The URL configuration of inside is replaced')).toBeVisible()
  expect(await configurationsAt(gitlab)).toMatchObject([{ url: next }])
})

test('an answer that gets lost between the two is told as not known', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', inside)
  await openReplacement(page)
  await field(page, 'URL').fill(next)
  await send(page)
  await expect(dialog(page)).toContainText(old)
  await gitlab.control.fault({ method: 'POST', path: upstream(4), mode: 'reset', when: 'after' })
  // The looks of the server fail too, and the one of the page.
  await gitlab.control.fault({ method: 'GET', path: upstream(4), mode: 'html', times: 99 })
  await dialog(page).getByRole('button', { name: 'Delete and add again' }).click()
  await expect(form(page).getByRole('alert')).toContainText('It is not known')
  await expect(form(page)).not.toContainText('The agent has no URL configuration now')
  const look = form(page).getByRole('button', { name: 'Look again' })
  // Else the look that is under way may find it before anybody asks.
  await expect(look).not.toHaveAttribute('aria-busy')
  await gitlab.control.clearFaults()
  await look.click()
  await expect(form(page).getByRole('alert')).toContainText('GitLab has a URL configuration')
  await form(page).getByRole('button', { name: 'Show it' }).click()
  await leaveQuestion(page).getByRole('button', { name: 'Discard changes' }).click()
  await expect(section(page)).toContainText(next)
})

test('a configuration deleted meanwhile is replaced by adding', async ({
  page,
  signIn,
  gitlab,
}) => {
  await signIn('maintainer', inside)
  await openReplacement(page)
  await field(page, 'URL').fill(next)
  await removeConfiguration(gitlab)
  await send(page)
  await expect(dialog(page).getByRole('alert')).toContainText('Yours can be added at once')
  await dialog(page).getByRole('button', { name: 'Delete and add again' }).click()
  await expect(page.getByText('The URL configuration of inside is replaced')).toBeVisible()
  expect(await configurationsAt(gitlab)).toMatchObject([{ url: next }])
})
