import { beforeEach, expect, it } from 'vitest'
import { client, createOAuthClient } from './oauth-fixture.ts'
import { runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()
const { signIn, refresh } = createOAuthClient(fixture)

const secrets = async () => (await fixture.control('GET', '/secrets')).json as string[]
const sorted = (values: string[]) => values.toSorted()

beforeEach(() => fixture.control('DELETE', '/secrets'))

it('tokens that GitLab gave are told, and neither a reset nor a cleared log forgets them', async () => {
  const first = await signIn()
  const second = (await refresh(first)).json as typeof first
  const made = await fixture.api({
    as: 'maintainer',
    call: 'POST /projects/1/cluster_agents/3/tokens',
    body: { name: 'deploy' },
  })
  const { token } = made.json as { token: string }
  await fixture.control('DELETE', '/requests')
  await fixture.control('POST', '/reset', {})
  const given = [first, second].flatMap((pair) => [pair.access_token, pair.refresh_token])
  expect(sorted(await secrets())).toEqual(sorted([client.client_secret, ...given, token]))
  await fixture.control('DELETE', '/secrets')
  expect(await secrets()).toEqual([])
})

it('tokens that GitLab was shown count, whoever made them', async () => {
  await fixture.api({ call: 'GET /user', headers: { Authorization: 'Bearer fake-shown-token' } })
  await fetch(`${fixture.url}/oauth/revoke`, {
    method: 'POST',
    body: new URLSearchParams({ token: 'fake-revoked-token' }),
  })
  expect(sorted(await secrets())).toEqual(['fake-revoked-token', 'fake-shown-token'])
})

it('an agent token counts although its answer gets lost', async () => {
  const path = '/api/v4/projects/1/cluster_agents/3/tokens'
  await fixture.control('POST', '/faults', { path, when: 'after', mode: 'reset' })
  await expect(
    fixture.api({ as: 'root', call: `POST ${path}`, body: { name: 'lost' } }),
  ).rejects.toThrow()
  expect(await secrets()).toEqual([expect.stringMatching(/^glagent-/)])
})
