import { afterEach, expect, test } from 'vitest'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { type Answerer, json, type StandIn, standIn } from '../gitlab/stand-in.fixture.ts'
import { fetchKeys } from './jwks-fetch.ts'

setFakeEnvironment()

let server: StandIn | null = null
afterEach(() => server?.close())

async function keysFrom(answer: Answerer) {
  server = await standIn(answer)
  return fetchKeys({ url: `${server.url}/certs?p=1`, timeoutMs: 300 })
}
const rsa = { kty: 'RSA', kid: 'a', n: 'AQAB', e: 'AQAB' }

test('the public keys of a key set are given, secret ones left out', async () => {
  const set = { keys: [rsa, { kty: 'oct', k: 'AAAA' }], more: 1 }
  expect(await keysFrom((response) => json(response, set))).toEqual({ keys: [rsa] })
  expect(server?.seen.map(({ url }) => url)).toEqual(['/certs?p=1'])
})

test('another media type does', async () => {
  const keys = await keysFrom((response) => {
    response.writeHead(200, { 'Content-Type': 'application/jwk-set+json' })
    response.end(JSON.stringify({ keys: [rsa] }))
  })
  expect(keys.keys).toHaveLength(1)
})

const bad: [name: string, answer: Answerer][] = [
  ['a failure', (response) => json(response, { keys: [rsa] }, 503)],
  ['a redirect', (response) => response.writeHead(302, { Location: '/other' }).end()],
  ['a page', (response) => response.end('<html>')],
  ['no keys', (response) => json(response, { keys: [] })],
  ['only secret keys', (response) => json(response, { keys: [{ kty: 'oct', k: 'AAAA' }] })],
  ['keys of no kind', (response) => json(response, { keys: [{ kid: 'a' }] })],
  ['too many keys', (response) => json(response, { keys: Array(101).fill(rsa) })],
  ['too much', (response) => json(response, { keys: [rsa], filler: 'x'.repeat(300_000) })],
  ['a body that does not end', (response) => response.writeHead(200).write('{')],
  ['no answer', () => undefined],
]
test.each(bad)('%s is no key set', async (_name, answer) => {
  await expect(keysFrom(answer)).rejects.toThrow()
  expect(server?.seen).toHaveLength(1)
})
