import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { daysAgo, fleetAgent, fleetCluster, person } from '#lib/contract/fleet.fixture.ts'
import { readFleetRow } from './fleet-row.ts'

const answers = new Map<string, object>()
const later = daysAgo(-1)

beforeEach(() => {
  answers.clear()
  vi.stubGlobal('fetch', async (path: string) => Response.json(answers.get(path)))
})
afterEach(() => vi.unstubAllGlobals())

const basic = ({ id, username, name, web_url }: ReturnType<typeof person>) => ({
  id,
  username,
  name,
  web_url,
})
const token = (id: number, isKnown = true) => ({
  id,
  name: 'next',
  description: null,
  agent_id: 1,
  status: 'active',
  created_at: daysAgo(1),
  created_by_user_id: 1,
  last_used_at: isKnown ? later : null,
  console: { as_of: later, last_use_known: isKnown, created_by: basic(person(1, 'root')) },
})

function answerAgent(tokens: object[]) {
  const path = '/api/projects/101/agents/1'
  answers.set(path, {
    id: 1,
    name: 'agent-1',
    config_project: { id: 101, name: 'app', path_with_namespace: 'a/app' },
    created_at: daysAgo(400),
    created_by_user_id: 1,
    console: {
      as_of: later,
      web_url: null,
      created_by: basic(person(1, 'root')),
      config_file: { exists: null, web_url: null },
      evidence: {
        as_of: later,
        tokens: null,
        tokens_problem: null,
        is_receptive: null,
        receptive_problem: null,
      },
    },
  })
  answers.set(`${path}/tokens`, { items: tokens, complete: true })
}

it('an agent: its tokens as they are now, the rest as the scan told it', async () => {
  answerAgent([token(7)])
  const row = await readFleetRow(fleetAgent(1, { created_by: person(1, 'root', 'blocked') }))
  expect(row).toMatchObject({
    type: 'agent',
    versions: ['18.5.0'],
    created_by: { username: 'root', state: 'blocked' },
    tokens: [{ id: 7, last_used_at: later, created_by: { state: 'blocked' } }],
    console: { as_of: later },
  })
})

it('an agent with a token whose use is not known: nothing is said of its tokens', async () => {
  answerAgent([token(7), token(8, false)])
  expect(await readFleetRow(fleetAgent(1))).toMatchObject({ tokens: null })
})

it('a cluster: as it is now, in the scope that the scan told', async () => {
  const { type: _type, scope: _scope, ...cluster } = fleetCluster(1)
  answers.set('/api/scopes/project-201/clusters/1', {
    ...cluster,
    enabled: false,
    user: basic(person(9, 'other')),
    platform_kubernetes: { ...cluster.platform_kubernetes, ca_cert: null },
    console: { ca: null, as_of: later },
  })
  expect(await readFleetRow(fleetCluster(1))).toMatchObject({
    type: 'cluster',
    enabled: false,
    scope: { id: 201 },
    user: { username: 'other', state: null },
    console: { as_of: later },
  })
})
