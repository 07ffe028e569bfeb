import { exportJWK, generateKeyPair, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import type { PublicKeys } from './jwks-fetch.ts'
import { createKeySet } from './key-set.ts'

setFakeEnvironment()
const minute = 60_000

let old: Awaited<ReturnType<typeof pair>>
let next: Awaited<ReturnType<typeof pair>>
beforeAll(async () => {
  old = await pair('old')
  next = await pair('next')
})

async function pair(kid: string) {
  const keys = await generateKeyPair('ES256', { extractable: true })
  return { kid, ...keys, jwk: { ...(await exportJWK(keys.publicKey)), kid, kty: 'EC' } }
}

let at: number
let published: PublicKeys
let isDown: boolean
let loads: number
let keys: JWTVerifyGetKey
beforeEach(() => {
  at = 1_000_000
  published = { keys: [old.jwk] }
  isDown = false
  loads = 0
  keys = createKeySet({
    now: () => at,
    freshMs: 5 * minute,
    pauseMs: minute / 2,
    staleMs: 24 * 60 * minute,
    load: async () => {
      loads += 1
      if (isDown) throw new Error('down')
      return published
    },
  })
})

async function verify(by: typeof old): Promise<string> {
  const jwt = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: by.kid })
    .sign(by.privateKey)
  return jwtVerify(jwt, keys).then(
    () => 'ok',
    (error: { code: string }) => error.code,
  )
}

test('the keys are read once for everybody who comes at the same time', async () => {
  expect(await Promise.all([verify(old), verify(old), verify(old)])).toEqual(['ok', 'ok', 'ok'])
  expect(loads).toBe(1)
})

test('a new key is known after the pause, whoever asks for it before', async () => {
  await verify(old)
  published = { keys: [old.jwk, next.jwk] }
  expect(await verify(next)).toBe('ERR_JWKS_NO_MATCHING_KEY')
  at += minute / 2
  expect(await verify(next)).toBe('ok')
  expect(loads).toBe(2)
})

test('a key that was taken away is refused once the keys are read again', async () => {
  await verify(old)
  published = { keys: [next.jwk] }
  expect(await verify(old)).toBe('ok')
  at += 5 * minute
  expect(await verify(old)).toBe('ERR_JWKS_NO_MATCHING_KEY')
})

test('unknown keys ask at most once in the pause', async () => {
  await verify(old)
  for (let second = 0; second < 120; second += 1) {
    at += 1_000
    await verify(next)
  }
  expect(loads).toBe(1 + 120 / 30)
})

test('known keys do while they cannot be read again, for a day', async () => {
  await verify(old)
  isDown = true
  for (let hour = 0; hour < 23; hour += 1) {
    at += 60 * minute
    expect(await verify(old)).toBe('ok')
  }
  at += 60 * minute
  expect(await verify(old)).toBe('sso_unavailable')
})

test('without any key it is tried again sooner', async () => {
  isDown = true
  expect(await verify(old)).toBe('sso_unavailable')
  expect(await verify(old)).toBe('sso_unavailable')
  expect(loads).toBe(1)
  isDown = false
  at += 5_000
  expect(await verify(old)).toBe('ok')
})

test('nobody waits twice for a reading that takes long', async () => {
  const slow = vi.fn(() => new Promise<PublicKeys>(() => undefined))
  const hanging = createKeySet({ now: () => at, freshMs: 1, pauseMs: 1, staleMs: 1, load: slow })
  for (let n = 0; n < 3; n += 1) void hanging({ alg: 'ES256' }, { payload: '', signature: '' })
  expect(slow).toHaveBeenCalledTimes(1)
})
