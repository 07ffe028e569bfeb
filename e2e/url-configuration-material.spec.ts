import { createClientCertificate } from './client-certificate.ts'
import { expect, test } from './fixtures.ts'
import {
  edge,
  field,
  fillClient,
  form,
  keyField,
  openForm,
  send,
} from './url-configuration-page.ts'

const url = 'grpcs://edge.example.test:4242'

test('a key of another certificate is told at the field, and refused', async ({
  page,
  signIn,
  gitlab,
}) => {
  const [one, other] = await Promise.all(
    ['one', 'other'].map((name) => createClientCertificate(name)),
  )
  await signIn('maintainer', edge)
  await openForm(page)
  await field(page, 'URL').fill(url)
  await fillClient(page, { cert: one?.cert ?? '', key: other?.key ?? '' })
  await expect(form(page)).toContainText('The key does not belong to the certificate.')
  await send(page)
  await expect(page.locator(':focus')).toContainText('This key does not belong to the certificate.')
  await expect(keyField(page)).toHaveAttribute('aria-invalid', 'true')
  expect(await gitlab.control.requests('POST', /url_configurations$/)).toEqual([])

  await keyField(page).fill(one?.key ?? '')
  await expect(form(page)).toContainText('The key belongs to the certificate.')
  await send(page)
  await expect(page.getByText('Agent edge is receptive now')).toBeVisible()
})

const keys: [name: string, key: string, says: string][] = [
  [
    'with a passphrase',
    '-----BEGIN ENCRYPTED PRIVATE KEY-----\nZmFrZQ==',
    'protected by a passphrase',
  ],
  [
    'that cannot be read',
    '-----BEGIN PRIVATE KEY-----\nZmFrZQ==\n-----END PRIVATE KEY-----',
    'This cannot be read as an RSA, EC or Ed25519 key.',
  ],
]
for (const [name, key, says] of keys) {
  test(`a key ${name} is told at the field`, async ({ page, signIn }) => {
    const { cert } = await createClientCertificate('console')
    await signIn('maintainer', edge)
    await openForm(page)
    await fillClient(page, { cert, key })
    await expect(form(page)).toContainText(says)
  })
}

test('a certificate without its key, and mTLS without either, are refused before GitLab is asked', async ({
  page,
  signIn,
  gitlab,
}) => {
  const { cert, key } = await createClientCertificate('console')
  await signIn('maintainer', edge)
  await openForm(page)
  await field(page, 'URL').fill(url)
  await form(page).getByRole('radio', { name: 'mTLS' }).check()
  await send(page)
  await expect(page.locator(':focus')).toContainText('2 things need another look')
  await field(page, 'Client certificate').fill(cert)
  await send(page)
  await expect(form(page)).toContainText('GitLab would silently drop a certificate without its key')
  await field(page, 'Client certificate').fill(key)
  await keyField(page).fill(cert)
  await send(page)
  await expect(form(page)).toContainText('This holds a private key')
  await expect(form(page)).toContainText('This is no PEM private key')
  expect(await gitlab.control.requests('POST', /url_configurations$/)).toEqual([])

  // With JWT nothing of it is sent.
  await form(page).getByRole('radio', { name: 'JWT' }).check()
  await expect(keyField(page)).toHaveCount(0)
  await send(page)
  await expect(page.getByText('Agent edge is receptive now')).toBeVisible()
  const [sent] = await gitlab.control.requests('POST', /url_configurations$/)
  expect(JSON.parse(sent?.body ?? '')).toEqual({ url })
})

test('an expired certificate and one for another name are warned about', async ({
  page,
  signIn,
}) => {
  const expired = await createClientCertificate('expired', { days: -3 })
  const agent = await createClientCertificate('agent', { dns: ['other.example.test'] })
  await signIn('maintainer', edge)
  await openForm(page)
  await field(page, 'URL').fill(url)
  await fillClient(page, expired)
  await expect(form(page)).toContainText('It has expired: connections with it are refused.')
  await expect(form(page).getByText('Expired', { exact: true })).toBeVisible()
  await field(page, 'CA certificate').fill(agent.cert)
  await expect(form(page)).toContainText('This certificate is not for edge.example.test.')
  await expect(form(page)).toContainText('DNS:other.example.test')
  await field(page, 'TLS host').fill('other.example.test')
  await expect(form(page)).toContainText('This certificate is for other.example.test.')
})

test('certificates and key can be dropped as files, the key covered until it is asked for', async ({
  page,
  signIn,
}) => {
  const { cert, key } = await createClientCertificate('console')
  await signIn('maintainer', edge)
  await openForm(page)
  await form(page).getByRole('radio', { name: 'mTLS' }).check()
  const files = form(page).locator('input[type=file]')
  const fileOf = (name: string, text: string) => ({
    name,
    mimeType: 'application/x-pem-file',
    buffer: Buffer.from(text),
  })
  await files.nth(0).setInputFiles(fileOf('console.crt', cert.replaceAll('\n', '\r\n')))
  await files.nth(1).setInputFiles(fileOf('console.key', key))
  await expect(field(page, 'Client certificate')).toHaveValue(cert)
  await expect(form(page)).toContainText('The key belongs to the certificate.')
  const covering = () =>
    keyField(page).evaluate((element) =>
      getComputedStyle(element).getPropertyValue('-webkit-text-security'),
    )
  expect(await covering()).toBe('disc')
  await form(page).getByRole('button', { name: 'Show key' }).click()
  expect(await covering()).toBe('none')
})

test('grpc:// is warned about, other schemes are refused', async ({ page, signIn }) => {
  await signIn('maintainer', edge)
  await openForm(page)
  await field(page, 'URL').fill('grpc://edge.example.test:4242')
  await expect(form(page)).toContainText('grpc:// is not encrypted')
  await form(page).getByRole('radio', { name: 'mTLS' }).check()
  await expect(form(page)).toContainText('mTLS needs grpcs://')
  await field(page, 'URL').fill('https://edge.example.test')
  await expect(form(page)).not.toContainText('grpc:// is not encrypted')
  await field(page, 'URL').blur()
  await expect(form(page)).toContainText('The address must begin with grpcs:// or grpc://.')
})
