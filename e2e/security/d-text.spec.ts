import { randomUUID } from 'node:crypto'
import { count } from './figures.ts'
import { apiCalls, expect, test } from './watched.ts'

const tokens = '/api/projects/1/agents/3/tokens'
const bad: [name: string, body: { name: string; description: string }, field: string][] = [
  ['a name of 256 characters', { name: 'x'.repeat(256), description: '' }, 'name'],
  ['a name with lines', { name: 'a\nb', description: '' }, 'name'],
  ['a name that turns its text round', { name: 'a\u202eb', description: '' }, 'name'],
  ['a name with colours', { name: 'a\u001b[31mb', description: '' }, 'name'],
  ['no room for the mark', { name: 'a', description: 'x'.repeat(1_024) }, 'description'],
  ['a description with colours', { name: 'a', description: '\u001b[31m' }, 'description'],
  ['a description that turns its text round', { name: 'a', description: '\u2066x' }, 'description'],
]
test('D07 a token’s texts that would mislead or not fit are refused by field', async ({
  enter,
  gitlab,
}) => {
  const root = await enter()
  for (const [name, body, field] of bad) {
    const headers = { 'Idempotency-Key': randomUUID() }
    const answer = await root.call('POST', tokens, { body, headers })
    expect(answer.status, name).toBe(422)
    expect(Object.keys(answer.json<{ errors: object }>().errors), name).toEqual([field])
  }
  const calls = await apiCalls(gitlab)
  count('upstream calls for refused requests', calls.length, bad.length)
  expect(calls).toEqual([])
})

test('D11 whatever a request holds, a line of the log is one JSON object and says what the console wrote', async ({
  enter,
  stack,
}) => {
  const root = await enter()
  const forged = '{"level":50,"event":"forged"}'
  const from = stack.console.output().length
  await root.call('GET', `/api/x%0a${encodeURIComponent(forged)}%1b%5b31m`)
  await root.call('GET', `/api/audit?actor=${encodeURIComponent(`a\n${forged}`)}`)
  await root.call('PUT', '/api/scopes/instance/clusters/1', {
    body: { namespace_per_environment: true, name: `renamed\n${forged}\u001b[31m\u2028` },
  })
  await root.call('POST', '/api/projects/1/agents', { body: { name: `a\n${forged}` } })
  await root.call('GET', '/api/session', {
    headers: { 'User-Agent': forged, 'X-Request-Id': forged },
  })
  const lines = stack.console
    .output()
    .slice(from)
    .split('\n')
    .filter((line) => line !== '')
  expect(lines.length).toBeGreaterThan(4)
  for (const line of lines) {
    expect(() => JSON.parse(line), line).not.toThrow()
    expect(JSON.parse(line).event, line).not.toBe('forged')
    expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
  }
})
