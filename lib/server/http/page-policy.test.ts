import { expect, test } from 'vitest'
import { pagePolicy } from './page-policy.ts'

const directives = (isHttps: boolean, isDev: boolean) =>
  Object.fromEntries(
    pagePolicy({ nonce: 'bm9uY2U=', isHttps, isDev })
      .split('; ')
      .map((directive) => {
        const [name = '', ...values] = directive.split(' ')
        return [name, values.join(' ')]
      }),
  )

test('in production scripts run by nonce only', () => {
  const policy = directives(true, false)
  expect(policy['script-src']).toBe("'nonce-bm9uY2U=' 'strict-dynamic'")
  expect(policy['style-src']).toBe("'self' 'nonce-bm9uY2U='")
  expect(policy).toMatchObject({
    'default-src': "'none'",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'object-src': "'none'",
    'frame-ancestors': "'none'",
    'form-action': "'self'",
    'upgrade-insecure-requests': '',
  })
  const text = Object.values(policy).join(' ')
  for (const loose of ['unsafe-eval', '*', 'http:', 'ws:']) expect(text).not.toContain(loose)
})

test('over plain http nothing is upgraded; in development Next gets what it needs', () => {
  expect(directives(false, false)).not.toHaveProperty('upgrade-insecure-requests')
  expect(directives(false, true)['script-src']).toContain("'unsafe-eval'")
})
