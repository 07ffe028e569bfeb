import { randomUUID } from 'node:crypto'
import { expect, test } from './behind-nginx.ts'
import { linesOf } from './log-lines.ts'
import { signInOverHttp } from './person.ts'

test('nginx passes the id of a request on and back, and one replica tells of it', async ({
  replicas,
  stack,
  gitlab,
}) => {
  const root = await signInOverHttp(stack, replicas.origin, 'root')
  for (const method of ['GET', 'POST']) {
    const id = randomUUID()
    const answer = await root.call(method, '/api/projects/1/agents', {
      headers: { 'X-Request-Id': id },
      ...(method === 'POST' ? { body: { name: 'named-by-its-request' } } : {}),
    })
    expect(answer.status, answer.text).toBeLessThan(300)
    expect(answer.headers['x-request-id']).toBe(id)
    const seen = await gitlab.control.requests(method, /cluster_agents/)
    expect(seen.map(({ headers }) => headers['x-request-id'])).toContain(id)
    const output = () =>
      replicas
        .running()
        .map((one) => one.output())
        .join('')
    const lines = await linesOf({ console: { output } }, id)
    expect(lines.filter(({ event }) => event === 'request')).toHaveLength(1)
  }
})
