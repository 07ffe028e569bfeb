import { randomUUID } from 'node:crypto'
import { activeTokens } from './agent-token-page.ts'
import { preloaded } from './faults/preloaded.ts'
import { expect, test } from './fixtures.ts'
import { signInOverHttp } from './person.ts'
import { startReplica } from './stack.ts'

const edge = 3

// A variable of its own gives this file a console of its own: notices of other stories would be counted too.
test.use({ consoleEnv: { FLEET_MAX_ROWS: '49998' } })

test('a token whose answer died with its process is told of on the next visit, with the way to revoke it', async ({
  page,
  signIn,
  stack,
  gitlab,
}) => {
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  const replica = await startReplica(stack, preloaded('preload-kill.ts'))
  const cut = root.at(replica).call('POST', `/api/projects/1/agents/${edge}/tokens`, {
    body: { name: 'unseen-one', description: '' },
    headers: { 'Idempotency-Key': randomUUID() },
  })
  expect(await cut.catch(() => null)).toBeNull()

  await signIn('root', '/audit')
  const settings = page.getByRole('link', { name: 'Settings', exact: true })
  await expect(async () => {
    await page.reload()
    await expect(settings).toHaveAccessibleDescription(
      'A new agent token of yours could not be shown, or not for certain',
      { timeout: 2_000 },
    )
  }).toPass({ timeout: 20_000 })
  await settings.click()
  const notice = page
    .getByRole('region', { name: 'Tokens that could not be shown' })
    .getByRole('listitem')
    .filter({ hasText: 'unseen-one' })
  await expect(notice).toContainText(/Not certain.*did not store it, revoke it.*platform\/agents/s)
  expect(await activeTokens(gitlab)).toMatchObject([{ name: 'unseen-one' }])
  await notice.getByRole('link', { name: 'Tokens of agent edge' }).click()
  await expect(page.getByRole('button', { name: 'Revoke token unseen-one' })).toBeVisible()

  await page.goto('/settings')
  await notice.getByRole('button', { name: 'Dismiss the notice about token unseen-one' }).click()
  await expect(notice).toHaveCount(0)
  await expect(settings).toHaveAccessibleDescription('')
})
