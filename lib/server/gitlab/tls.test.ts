import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type SelfSigned, selfSigned } from '#lib/server/self-signed.fixture.ts'
import type { GitLabSettings } from './gitlab.ts'
import { createGitLab } from './request.ts'
import { fakeTokens, settingsFor } from './stand-in.fixture.ts'

const day = 86_400_000
const now = Date.now()
const certificate = (notAfter: number, ip: string) =>
  selfSigned({
    subject: 'CN=gitlab',
    algorithm: 'ec-384',
    notBefore: now - 10 * day,
    notAfter,
    isCa: true,
    ip: [ip],
  })

/** What comes of a read and a write, and how many requests the server saw. */
async function outcomes(
  { pem, key }: SelfSigned,
  tls: { maxVersion?: 'TLSv1.1'; minVersion?: 'TLSv1' },
  settings: Partial<GitLabSettings>,
) {
  let seen = 0
  const server = createServer({ cert: pem, key, ...tls }, (_, response) => {
    seen += 1
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  const gitlab = createGitLab({
    tokens: fakeTokens(),
    person: '1',
    requestId: 'r',
    settings: settingsFor(url, settings),
  })
  const end = (operation: Promise<unknown>) =>
    operation.then(
      () => 'ok',
      (error: { code: string }) => error.code,
    )
  const schema = z.object({})
  const ends = [
    await end(gitlab.get('things', { schema })),
    await end(gitlab.post('things', { schema, body: {} })),
  ]
  server.closeAllConnections()
  server.close()
  return { ends, seen }
}

const refused = { ends: ['upstream_tls', 'upstream_tls'], seen: 0 }

describe('a certificate', () => {
  test('that the configured CA vouches for', async () => {
    const good = await certificate(now + day, '127.0.0.1')
    expect(await outcomes(good, {}, { ca: good.pem })).toEqual({ ends: ['ok', 'ok'], seen: 2 })
  })

  test('that nobody vouches for', async () => {
    expect(await outcomes(await certificate(now + day, '127.0.0.1'), {}, {})).toEqual(refused)
  })

  test('that has expired', async () => {
    const old = await certificate(now - day, '127.0.0.1')
    expect(await outcomes(old, {}, { ca: old.pem })).toEqual(refused)
  })

  test('of somebody else', async () => {
    const other = await certificate(now + day, '127.0.0.2')
    expect(await outcomes(other, {}, { ca: other.pem })).toEqual(refused)
  })
})

test('TLS that is too old', async () => {
  const good = await certificate(now + day, '127.0.0.1')
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const
  expect(await outcomes(good, old, { ca: good.pem })).toEqual(refused)
})
