import { globSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { setFakeEnvironment } from '#lib/server/fake-environment.fixture.ts'
import type { RouteHandler } from '#lib/server/http/handle.ts'

setFakeEnvironment()
const folder = fileURLToPath(new URL('..', import.meta.url))
const files = globSync(['api/**/route.ts', 'auth/logout/route.ts'], { cwd: folder }).sort()
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

test('there are routes', () => {
  expect(files.length).toBeGreaterThan(8)
})

test.each(files)(
  '%s exports every method, and each refuses a call without X-CSRF',
  async (file) => {
    const route: Partial<Record<string, RouteHandler>> = await import(
      pathToFileURL(folder + file).href
    )
    for (const method of methods) {
      const handler = route[method]
      if (handler === undefined) throw new Error(`${file} lacks ${method}`)
      const request = new Request('http://localhost:3000/api/x', {
        method,
        headers: {
          Cookie: `__Host-Http-sid=${'A'.repeat(43)}`,
          Origin: 'http://localhost:3000',
          'Content-Type': 'application/json',
        },
      })
      const response = await handler(request, { params: Promise.resolve({}) })
      expect([403, 405]).toContain(response.status)
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      expect([...response.headers.keys()].join()).not.toContain('access-control')
    }
  },
)
