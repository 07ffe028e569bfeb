import { expect, it } from 'vitest'
import { checkFacts, grape, message, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const TOKENS = '/projects/1/cluster_agents/1/tokens'
const EDGE_TOKENS = '/projects/1/cluster_agents/3/tokens'
const LIMIT = message('400 Bad request - An agent can have only two active tokens at a time')
const BASIC_KEYS = [
  'id',
  'name',
  'description',
  'agent_id',
  'status',
  'created_at',
  'created_by_user_id',
]

const create = (body: object, as = 'maintainer') => ({ as, call: `POST ${EDGE_TOKENS}`, body })

checkFacts(fixture, [
  {
    section: '6.3 T1',
    fact: 'last used first, never used last',
    as: 'developer',
    call: `GET ${TOKENS}`,
    given: ({ control }) => control('POST', '/agents/1/contact', { token_id: 2 }),
    status: 200,
    like: [{ id: 2 }, { id: 1 }],
  },
  {
    section: '6.3 T1',
    fact: 'active ones only',
    as: 'developer',
    call: `GET ${TOKENS}`,
    given: ({ api }) => api({ as: 'maintainer', call: `DELETE ${TOKENS}/1` }),
    status: 200,
    like: [{ id: 2, status: 'active' }],
    sends: { 'x-total': '1' },
  },
  {
    section: '6.3 T1',
    fact: 'below Developer',
    as: 'guest',
    call: `GET ${TOKENS}`,
    status: 404,
    answer: message('404 Not found'),
  },
  {
    section: '6.3 T2',
    fact: 'revoked',
    as: 'developer',
    call: `GET ${TOKENS}/1`,
    given: ({ api }) => api({ as: 'maintainer', call: `DELETE ${TOKENS}/1` }),
    status: 404,
    answer: message('404 Not found'),
  },
  {
    section: '6.3 T2',
    fact: 'of another agent',
    as: 'developer',
    call: `GET ${TOKENS}/3`,
    status: 404,
    answer: message('404 Not found'),
  },
  {
    section: '6.3 T2',
    fact: 'seed 004 misspells the route',
    as: 'developer',
    call: 'GET /projects/1/cluster_agents/1/token/1',
    status: 404,
    answer: grape('404 Not Found'),
  },
  {
    section: '6.3 T2',
    fact: 'never used',
    as: 'developer',
    call: `GET ${TOKENS}/2`,
    status: 200,
    like: { id: 2, last_used_at: null },
  },
  {
    section: '6.3 T3',
    fact: 'creates, with the secret',
    ...create({ name: 'edge-1', description: 'first' }),
    status: 201,
    like: {
      id: 5,
      agent_id: 3,
      description: 'first',
      status: 'active',
      created_by_user_id: 2,
      last_used_at: null,
      token: expect.stringMatching(/^glagent-[\w-]{50}$/),
    },
  },
  {
    section: '6.3 T3',
    fact: 'an instance prefix stands in front',
    ...create({ name: 'edge-1' }),
    given: ({ settings }) => settings({ agent_token_prefix: 'acme-' }),
    status: 201,
    like: { token: expect.stringMatching(/^acme-glagent-[\w-]{50}$/) },
  },
  {
    section: '6.3 T3',
    fact: 'Developer',
    ...create({ name: 'edge-1' }, 'developer'),
    status: 403,
    answer: message('403 Forbidden'),
  },
  {
    section: '6.3 T3',
    fact: 'a third active token',
    as: 'maintainer',
    call: `POST ${TOKENS}`,
    body: { name: 'third' },
    status: 400,
    answer: LIMIT,
  },
  {
    section: '6.3 T3',
    fact: 'revoked ones do not count',
    as: 'maintainer',
    call: `POST ${TOKENS}`,
    body: { name: 'third' },
    given: ({ api }) => api({ as: 'maintainer', call: `DELETE ${TOKENS}/2` }),
    status: 201,
    like: { id: 5 },
  },
  {
    section: '6.3 T3',
    fact: 'without a name',
    ...create({}),
    status: 400,
    answer: grape('name is missing'),
  },
  {
    section: '6.3 T3',
    fact: 'a blank name',
    ...create({ name: ' ' }),
    status: 400,
    answer: message('400 Bad request - ["Name can\'t be blank"]'),
  },
  {
    section: '6.3 T3',
    fact: 'a name of 256 characters',
    ...create({ name: 'x'.repeat(256) }),
    status: 400,
    answer: message('400 Bad request - ["Name is too long (maximum is 255 characters)"]'),
  },
  {
    section: '6.3 T3',
    fact: 'a description of 1025 characters',
    ...create({ name: 'edge', description: 'x'.repeat(1025) }),
    status: 400,
    answer: message('400 Bad request - ["Description is too long (maximum is 1024 characters)"]'),
  },
  {
    section: '6.3 T4',
    fact: 'revokes',
    as: 'maintainer',
    call: `DELETE ${TOKENS}/1`,
    status: 204,
    answer: '',
  },
  {
    section: '6.3 T4',
    fact: 'revoking twice is 204 again',
    as: 'maintainer',
    call: `DELETE ${TOKENS}/1`,
    given: ({ api }) => api({ as: 'maintainer', call: `DELETE ${TOKENS}/1` }),
    status: 204,
  },
  {
    section: '6.3 T4',
    fact: 'guest',
    as: 'guest',
    call: `DELETE ${TOKENS}/1`,
    status: 403,
    answer: message('403 Forbidden'),
  },
  {
    section: '6.3 T4',
    fact: 'a token that never was',
    as: 'maintainer',
    call: `DELETE ${TOKENS}/999`,
    status: 404,
    answer: message('404 Not found'),
  },
])

it('§6.3 the list has no last_used_at, the single token has', async () => {
  const list = await fixture.api({ as: 'developer', call: `GET ${TOKENS}` })
  const [first] = list.json as object[]
  expect(Object.keys(first ?? {})).toEqual(BASIC_KEYS)
  const single = await fixture.api({ as: 'developer', call: `GET ${TOKENS}/1` })
  expect(Object.keys(single.json as object)).toEqual([...BASIC_KEYS, 'last_used_at'])
})

it('§6.3 the secret is shown once', async () => {
  await fixture.api(create({ name: 'edge-1' }))
  const { text } = await fixture.api({ as: 'maintainer', call: `GET ${EDGE_TOKENS}/5` })
  expect(text).not.toContain('glagent-')
})
