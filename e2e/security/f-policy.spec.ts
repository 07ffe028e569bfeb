import { send } from '../person.ts'
import { count } from './figures.ts'
import { bareScripts, directives, nonceOf, policyOf } from './policy.ts'
import { addressOf, pages } from './routes.ts'
import { expect, test } from './watched.ts'

/** Addresses of every page of the build, and of pages that are none. */
const addresses = [
  ...pages.map((page) => addressOf(page)),
  '/nowhere',
  '/a/b/c/d',
  '/api.js',
  '/auth/nowhere',
  '/_next/nowhere',
  '/instance/nowhere',
]

test('F02 F04 every page, known or not, has a strict policy and no script without its nonce', async ({
  enter,
  stack,
}) => {
  const person = await enter()
  let bare = 0
  for (const path of addresses) {
    for (const cookie of [person.cookie, '']) {
      const answer = await send('GET', `${stack.console.origin}${path}`, { Cookie: cookie })
      const policy = directives(policyOf(answer))
      expect(nonceOf(policyOf(answer)), path).not.toBeNull()
      expect(policy.get('script-src')?.slice(1), path).toEqual(["'strict-dynamic'"])
      expect(policy.get('style-src')?.[0], path).toBe("'self'")
      expect(policy.get('style-src')?.join(' '), path).not.toContain('unsafe-inline')
      expect(policy.get('default-src'), path).toEqual(["'none'"])
      for (const name of ['base-uri', 'object-src', 'frame-ancestors', 'frame-src']) {
        expect(policy.get(name), `${path} ${name}`).toEqual(["'none'"])
      }
      for (const name of ['form-action', 'connect-src', 'font-src']) {
        expect(policy.get(name), `${path} ${name}`).toEqual(["'self'"])
      }
      expect([...policy.values()].flat().join(' '), path).not.toMatch(/\*|http:|unsafe-eval/)
      bare += bareScripts(answer)
    }
  }
  count('CSP violations', bare, addresses.length * 2)
  expect(bare, 'scripts without the nonce').toBe(0)
})

test('F03 fifty loads have fifty nonces of at least 128 bits', async ({ stack }) => {
  const loads = await Promise.all(
    Array.from({ length: 50 }, () => send('GET', `${stack.console.origin}/login`)),
  )
  const nonces = loads.map((answer) => nonceOf(policyOf(answer)))
  expect(nonces).not.toContain(null)
  expect(new Set(nonces).size).toBe(50)
  for (const nonce of nonces)
    expect(Buffer.from(nonce ?? '', 'base64').length).toBeGreaterThanOrEqual(16)
  for (const answer of loads) expect(bareScripts(answer)).toBe(0)
})

test('F06 a policy or nonce that the request brings is neither used nor repeated', async ({
  stack,
}) => {
  for (const path of ['/login', '/settings', '/nowhere']) {
    const answer = await send('GET', `${stack.console.origin}${path}`, {
      'Content-Security-Policy': "script-src 'nonce-evilevilevilevilevile'",
      'Content-Security-Policy-Report-Only': "script-src 'nonce-evilevilevilevilevile'",
      'X-Nonce': 'evil"><script>alert(1)</script>',
    })
    expect(policyOf(answer)).not.toContain('evil')
    expect(answer.text).not.toMatch(/evil|alert\(1\)/)
    expect(bareScripts(answer)).toBe(0)
  }
})
