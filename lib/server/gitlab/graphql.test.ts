import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { globalId, queryGitLab, refusalOf } from './graphql.ts'
import { codeOf, started } from './request.fixture.ts'
import { json } from './stand-in.fixture.ts'

const query = '{ thing { id } }'
const schema = z.object({ thing: z.object({ id: z.number() }).nullable() })
const ask = (body: unknown, status = 200) =>
  started((response) => json(response, body, status)).then((server) => ({
    server,
    answer: queryGitLab(server.gitlab(), { query, variables: { a: 1 }, schema }),
  }))

describe('a query', () => {
  test('is a POST beside the REST API, with its variables', async () => {
    const { server, answer } = await ask({ data: { thing: { id: 1 } } })
    expect((await answer).data).toEqual({ data: { thing: { id: 1 } }, errors: [] })
    expect(server.seen[0]).toMatchObject({ method: 'POST', url: '/api/graphql' })
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ query, variables: { a: 1 } })
  })

  test('counts as a read: it is tried again', async () => {
    const server = await started((response, _seen, count) =>
      count === 1 ? json(response, {}, 503) : json(response, { data: { thing: null } }),
    )
    const answer = await queryGitLab(server.gitlab(), { query, schema })
    expect(answer.data.data).toEqual({ thing: null })
    expect(server.seen).toHaveLength(2)
    expect(server.exchanges.map(({ effect }) => effect)).toEqual(['read', 'read'])
  })

  test('that is answered in part gives the part and what went wrong', async () => {
    const errors = [{ message: 'GRPC::Unavailable', path: ['thing', 0, 'id'], locations: [] }]
    const { answer } = await ask({ data: { thing: null }, errors })
    expect((await answer).data).toEqual({
      data: { thing: null },
      errors: [{ message: 'GRPC::Unavailable', path: ['thing', 0, 'id'] }],
    })
  })

  test.each([
    ['Query has complexity of 300, which exceeds max complexity of 250', 'complexity'],
    ['Query has depth of 30, which exceeds max depth of 20', 'complexity'],
    ["Field 'clusterAgents' doesn't exist on type 'Group'", 'validation'],
    ['Internal server error', 'other'],
  ])('refused as a whole: %s', async (message, refusal) => {
    for (const body of [{ errors: [{ message }] }, { data: null, errors: [{ message }] }]) {
      const { answer } = await ask(body)
      const error = await answer.catch((caught: unknown) => caught)
      expect(error).toMatchObject({ code: 'upstream_invalid' })
      expect(refusalOf(error)).toBe(refusal)
    }
  })

  test('with data of another shape is not usable', async () => {
    const { answer } = await ask({ data: { thing: 'what' } })
    expect(await codeOf(answer)).toBe('upstream_invalid')
  })

  test('without a token that is good asks for a new sign-in', async () => {
    const server = await started((response) =>
      json(response, { errors: [{ message: 'Invalid token' }] }, 401),
    )
    expect(await codeOf(queryGitLab(server.gitlab(), { query, schema }))).toBe('reauth_required')
  })

  test('of many that wait together is told of a 429 at once', async () => {
    const server = await started((response) => {
      response.writeHead(429, { 'Retry-After': '1', 'Content-Type': 'text/plain' })
      response.end('Retry later')
    })
    const answer = queryGitLab(server.gitlab(), { query, schema, waits: false })
    const error = await answer.catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'rate_limited', retryAfterS: 1 })
    expect(server.seen).toHaveLength(1)
    expect(refusalOf(error)).toBeNull()
  })
})

test.each([
  ['gid://gitlab/Clusters::Agent/12', 12],
  ['gid://gitlab/Project/1', 1],
  ['12', null],
  ['gid://gitlab/Project/0', null],
  ['gid://elsewhere/Project/1', null],
])('a global id %s', (text, id) => {
  expect(globalId.safeParse(text).data ?? null).toBe(id)
})
