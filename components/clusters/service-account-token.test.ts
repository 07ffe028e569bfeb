import { describe, expect, test } from 'vitest'
import { readServiceAccountToken, tokenUrgency } from './service-account-token.ts'

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const jwt = (claims: unknown) => `${encode({ alg: 'RS256' })}.${encode(claims)}.ZmFrZQ`

const now = Date.UTC(2026, 10, 20, 12)
const inSeconds = (seconds: number) => now / 1000 + seconds

const bound = {
  iss: 'https://kubernetes.default.svc.cluster.local',
  sub: 'system:serviceaccount:gitlab:gitlab-admin',
  exp: inSeconds(3600),
  'kubernetes.io': { namespace: 'gitlab', serviceaccount: { name: 'gitlab-admin', uid: 'x' } },
}
const legacy = {
  iss: 'kubernetes/serviceaccount',
  'kubernetes.io/serviceaccount/namespace': 'kube-system',
  'kubernetes.io/serviceaccount/service-account.name': 'gitlab',
}

describe('readServiceAccountToken', () => {
  test.each([
    {
      name: 'bound token',
      token: jwt(bound),
      facts: {
        kind: 'bound',
        issuer: bound.iss,
        subject: 'gitlab:gitlab-admin',
        expiresAt: now + 3_600_000,
      },
    },
    {
      name: 'legacy secret token, with white space around it',
      token: `\n ${jwt(legacy)} \n`,
      facts: { kind: 'legacy', issuer: legacy.iss, subject: 'kube-system:gitlab', expiresAt: null },
    },
    {
      name: 'only the subject names the account',
      token: jwt({ sub: 'system:serviceaccount:a:b', exp: 1 }),
      facts: { kind: 'bound', issuer: null, subject: 'a:b', expiresAt: 1000 },
    },
    {
      name: 'a JWT of an identity provider',
      token: jwt({ iss: 'https://login.example.com', sub: 'jürgen', exp: 2 }),
      facts: {
        kind: 'other',
        issuer: 'https://login.example.com',
        subject: 'jürgen',
        expiresAt: 2000,
      },
    },
    {
      name: 'an unknown shape of the kubernetes.io claim',
      token: jwt({ 'kubernetes.io': 'surprise' }),
      facts: { kind: 'other', issuer: null, subject: null, expiresAt: null },
    },
  ])('$name', ({ token, facts }) => {
    expect(readServiceAccountToken(token)).toEqual(facts)
  })

  test.each([
    ['empty', ''],
    ['opaque', 'abcdef0123456789'],
    ['two parts', 'a.b'],
    ['four parts', 'a.b.c.d'],
    ['payload that is no base64', 'a.%%%.c'],
    ['payload that is no JSON', `a.${encode('hello')}.c`],
    ['payload that is no object', `a.${encode('42')}.c`],
    ['claims of a wrong type', jwt({ exp: 'tomorrow' })],
    ['a dotted password', 'correct.horse.battery'],
  ])('nothing alarming for %s', (_name, token) => {
    expect(readServiceAccountToken(token)).toBeNull()
  })
})

test.each([
  ['expired', -1, 'expired'],
  ['an hour', 3600, 'hours'],
  ['a day', 86_400, 'hours'],
  ['two days', 2 * 86_400, 'days'],
  ['a year', 365 * 86_400, 'fine'],
])('tokenUrgency: %s', (_name, seconds, urgency) => {
  const facts = readServiceAccountToken(jwt({ ...bound, exp: inSeconds(seconds) }))
  expect(facts && tokenUrgency(facts, now)).toBe(urgency)
})
