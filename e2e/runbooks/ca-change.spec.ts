import { createClientCertificate } from '../client-certificate.ts'
import { expect, test } from '../fixtures.ts'
import { scanFleet } from '../scan-fleet.ts'
import { dialog, field, form, section } from '../url-configuration-page.ts'
import { runbook } from './runbook.ts'

const say = runbook('ca-change')

test('a cluster trusts the old and the new CA, then the new one alone', async ({
  page,
  signIn,
}) => {
  const next = await createClientCertificate('shop-2')
  await signIn('root', '/settings')
  await scanFleet(page)
  await page.getByRole('link', { name: say('Certificates') }).click()
  for (const button of ['Calendar (.ics)', 'CSV', 'Ends']) {
    await expect(
      page
        .getByRole('main')
        .getByRole('button', { name: say(button) })
        .first(),
    ).toBeVisible()
  }
  await page.getByRole('button', { name: 'Show the places of shop' }).click()
  await page.getByRole('dialog').getByRole('link', { name: /shop/ }).click()

  const ca = page.getByRole('textbox', { name: say('CA certificate') })
  const old = await ca.inputValue()
  expect(old).toContain('BEGIN CERTIFICATE')
  await ca.fill(`${old.trim()}\n${next.cert}`)
  await expect(page.getByText('Bundle of 2 certificates')).toBeVisible()
  await page.getByRole('button', { name: say('Review 1 change') }).click()
  await page.getByRole('button', { name: say('Save 1 change') }).click()
  await expect(page.getByText('shop is saved')).toBeVisible()
  await expect(page.getByText('Nothing changed yet')).toBeVisible()

  await page.getByRole('link', { name: say('Certificates') }).click()
  await page.getByRole('button', { name: say('Scan again') }).click()
  await page
    .getByRole('button', { name: say('The new result is here, with the same rows. Show it') })
    .click()
  await expect(page.getByRole('table').getByRole('row', { name: /shop-2/ })).toBeVisible()

  await page.getByRole('button', { name: 'Show the places of shop-2' }).click()
  await page.getByRole('dialog').getByRole('link', { name: /shop/ }).click()
  await ca.fill(next.cert)
  await page.getByRole('button', { name: say('Review 1 change') }).click()
  await page.getByRole('button', { name: say('Save 1 change') }).click()
  await expect(page.getByText('shop is saved')).toBeVisible()
  await expect(page.getByText('Nothing changed yet')).toBeVisible()
  await page.getByRole('link', { name: say('Certificates') }).click()
  await page.getByRole('button', { name: say('Scan again') }).click()
  await page
    .getByRole('button', { name: say('The new result is here, with the same rows. Show it') })
    .click()
  await expect(
    page.getByRole('button', { name: 'Show the places of shop', exact: true }),
  ).toHaveCount(0)
})

test('a receptive agent gets another CA', async ({ page, signIn }) => {
  const authority = await createClientCertificate('agent', { dns: ['inside.example.test'] })
  await signIn('root', '/projects/1/agents/4')
  await expect(section(page).getByRole('heading', { level: 2 })).toHaveText(
    say('URL configuration'),
  )
  await section(page)
    .getByRole('button', { name: say('Replace URL configuration') })
    .click()
  say('Client certificate')
  say('Private key of the client certificate')
  await field(page, 'CA certificate').fill(authority.cert)
  await form(page)
    .getByRole('button', { name: say('Replace URL configuration') })
    .click()
  await dialog(page)
    .getByRole('button', { name: say('Delete and add again') })
    .click()
  await expect(page.getByText('The URL configuration of inside is replaced')).toBeVisible()
})
