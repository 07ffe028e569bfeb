import { getIntrospectionQuery } from 'graphql'
import { expect, it } from 'vitest'
import { ask, checkFacts, asked as fact, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const errors = (...messages: string[]) => ({ errors: messages.map((message) => ({ message })) })

/** The query of §8.6, whose cost the reference puts at about 90. */
const FLEET = `query {
  queryComplexity { score limit }
  projects(ids: ["gid://gitlab/Project/1"], first: 100) {
    pageInfo { hasNextPage endCursor }
    nodes { id fullPath
      clusterAgents(first: 20) { count pageInfo { hasNextPage endCursor }
        nodes { id name createdAt webPath
          tokens(status: ACTIVE, first: 2) { nodes { id name createdAt lastUsedAt } }
          connections(first: 5) { nodes { connectedAt metadata { version podName } warnings { version { type message } } } } } } } } }`

const score = (value: number, limit: number) => ({
  data: { queryComplexity: { score: value, limit } },
})

// Three plain fields around a page of 100 cost 2 × 120 and more.
const costly = (fields: number) =>
  `{ projects(first: 100) { nodes { ${Array.from({ length: fields }, (_, index) => `f${index}: name`).join(' ')} } } }`

const nested = (depth: number) =>
  depth === 0
    ? 'name'
    : `group { ${Array.from({ length: depth }, () => 'parent {').join(' ')} name ${'}'.repeat(depth)} }`

// §8.5: limits.
checkFacts(fixture, [
  fact('8.6', 'the query of §8.6 costs what it says', 'maintainer', FLEET, {
    like: score(89, 250),
  }),
  fact('8.5', 'an administrator may spend more', 'root', '{ queryComplexity { score limit } }', {
    answer: score(3, 300),
  }),
  fact('8.5', 'nobody less', undefined, '{ queryComplexity { score limit } }', {
    answer: score(3, 200),
  }),
  fact(
    '1.4',
    'an administrator without admin mode is an ordinary user',
    'root',
    '{ queryComplexity { limit } }',
    {
      given: ({ settings }) => settings({ admin_mode: true }),
      answer: { data: { queryComplexity: { limit: 250 } } },
    },
  ),
  fact('8.5', 'over the limit the whole query is refused', 'maintainer', costly(130), {
    like: errors('Query has complexity of 264, which exceeds max complexity of 250'),
    lacks: ['data'],
  }),
  fact('8.5', 'the same for an administrator passes', 'root', costly(130), { lacks: ['errors'] }),
  fact('8.5', 'too deep', 'root', `{ project(fullPath: "platform/agents") { ${nested(18)} } }`, {
    like: errors('Query has depth of 21, which exceeds max depth of 20'),
  }),
  fact('8.5', 'deep enough', 'root', `{ project(fullPath: "platform/agents") { ${nested(17)} } }`, {
    lacks: ['errors'],
  }),
  fact(
    '8.5',
    'anonymous: less deep',
    undefined,
    `{ project(fullPath: "open/docs") { ${nested(13)} } }`,
    {
      like: errors('Query has depth of 16, which exceeds max depth of 15'),
    },
  ),
  fact(
    '8.5',
    'a text of more than 10,000 characters',
    'root',
    `{ currentUser { id } } #${'x'.repeat(9_980)}`,
    {
      status: 422,
      answer: errors('Query too large'),
    },
  ),
  fact('8.5', 'at most five validation errors', 'root', '{ a b c d e f g }', {
    like: errors(
      ...['a', 'b', 'c', 'd', 'e'].map((name) => `Field '${name}' doesn't exist on type 'Query'`),
    ),
  }),
  fact('8.5', 'no query', 'root', '', { answer: errors('No query string was present') }),
  fact('8.5', 'a query that is none', 'root', '{ currentUser {', { lacks: ['data'] }),
  fact(
    '8.5',
    'nothing stands for a missing variable',
    'root',
    'query($ids: [ID!]!) { projects(ids: $ids) { count } }',
    {
      lacks: ['data'],
    },
  ),
])

const ME = '{ currentUser { username } }'

// §8.5, §1.3: who asks.
checkFacts(fixture, [
  fact('8.5', 'read_api suffices for a query', 'root-read', ME, {
    answer: { data: { currentUser: { username: 'root' } } },
  }),
  ...['unknown', 'expired', 'revoked'].map((as) =>
    fact('8.5', `an invalid token: ${as}`, as, ME, {
      status: 401,
      answer: errors('Invalid token'),
    }),
  ),
  fact('1.3', 'a blocked user', 'blocked', ME, {
    status: 403,
    answer: errors('API not accessible for user'),
  }),
  {
    ...fact('1.3', 'a bearer will do', undefined, ME, {
      answer: { data: { currentUser: { username: 'developer' } } },
    }),
    headers: { Authorization: 'Bearer glpat-developer' },
  },
  fact('10', 'over the throttle: plain text, and how long to wait', 'developer', ME, {
    given: async ({ settings, api }) => {
      await settings({ throttle_requests_per_minute: 1 })
      await api({ as: 'developer', call: 'GET /user' })
    },
    status: 429,
    answer: 'Retry later',
    sends: { 'Content-Type': 'text/plain', 'Retry-After': /^\d+$/ },
  }),
  fact('10', 'the throttle counts GraphQL too', 'developer', ME, {
    given: ({ settings }) => settings({ throttle_requests_per_minute: 5 }),
    sends: { 'RateLimit-Limit': '5', 'RateLimit-Remaining': '4' },
  }),
])

it('§8.5 a batch is answered as one, and its limits hold for all of it', async () => {
  const batch = (...queries: string[]) =>
    fixture.api({
      as: 'maintainer',
      call: 'POST /api/graphql',
      body: queries.map((query) => ({ query })),
    })
  expect((await batch(ME, ME)).json).toEqual([
    { data: { currentUser: { username: 'maintainer' } } },
    { data: { currentUser: { username: 'maintainer' } } },
  ])
  expect((await batch(costly(80), costly(80))).json).toMatchObject([
    errors('Query has complexity of 328, which exceeds max complexity of 250'),
    errors('Query has complexity of 328, which exceeds max complexity of 250'),
  ])
})

it('§8 tells of its types when asked', async () => {
  const answer = await fixture.api({ as: 'developer', ...ask(getIntrospectionQuery()) })
  const { data } = answer.json as { data: { __schema: { types: { name: string }[] } } }
  expect(data.__schema.types.map(({ name }) => name)).toContain('ConnectedAgent')
})
