import { send } from '../person.ts'
import { expect, test } from './watched.ts'

const secure = 'https://console.example.test'
test.use({ consoleEnv: { LOG_LEVEL: 'debug', APP_ORIGIN: secure } })

/** A console that is reached by https, asked as its reverse proxy would. */
test('F13 A21 with a public origin every answer asks for https, and every address is of that origin', async ({
  stack,
}) => {
  const { origin } = stack.console
  const spoofed = {
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'http',
    Forwarded: 'host=evil.example;proto=http',
    Host: 'evil.example',
  }
  for (const path of [
    '/login',
    '/settings',
    '/nowhere',
    '/api/session',
    '/healthz',
    '/auth/login',
    '/auth/callback',
  ]) {
    for (const headers of [{}, spoofed]) {
      const answer = await send('GET', `${origin}${path}`, headers)
      const hsts = /max-age=(\d+)/.exec(String(answer.headers['strict-transport-security']))?.[1]
      expect(Number(hsts), path).toBeGreaterThanOrEqual(31_536_000)
      expect(JSON.stringify(answer.headers) + answer.text, path).not.toContain('evil.example')
      if (path === '/auth/login') {
        const redirect = new URL(String(answer.headers.location)).searchParams.get('redirect_uri')
        expect(redirect).toBe(`${secure}/auth/callback`)
      }
    }
  }
})
