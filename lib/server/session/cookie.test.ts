import { expect, test } from 'vitest'
import {
  clearSessionCookie,
  newSessionId,
  sessionCookie,
  sessionKey,
  sessionKeyOf,
  setLaxCookie,
  setSessionCookie,
} from './cookie.ts'

const requestWith = (cookie: string | null) =>
  new Request('http://localhost:3000/', { headers: cookie === null ? {} : { cookie } })
const id = newSessionId()

test('the one session cookie gives the key of the store', () => {
  expect(sessionKeyOf(requestWith(`a=b; ${sessionCookie}=${id}; locale=en`))).toBe(sessionKey(id))
})

const refused: (string | null)[] = [
  null,
  '',
  `${sessionCookie}=`,
  `${sessionCookie}=attacker`,
  `${sessionCookie}=${'x'.repeat(10_000)}`,
  `${sessionCookie}=%00${id.slice(3)}`,
  `${sessionCookie}=../../${id.slice(6)}`,
  `${sessionCookie}=' OR 1=1`,
  `${sessionCookie}="${id}"`,
  `${sessionCookie}=${id}; ${sessionCookie}=${newSessionId()}`,
  `${sessionCookie}=x; ${sessionCookie}=${id}`,
  `${sessionCookie}=${id}; ${sessionCookie}=${id}`,
]
test.each(refused)('%j gives nobody', (cookie) => {
  expect(sessionKeyOf(requestWith(cookie))).toBeNull()
})

test('ids are long, random and differ', () => {
  const ids = new Set(Array.from({ length: 1_000 }, newSessionId))
  expect(ids.size).toBe(1_000)
  for (const each of ids) expect(each).toMatch(/^[\w-]{43}$/)
})

test('the flags of the cookies', () => {
  expect(setSessionCookie(id)).toBe(
    `__Host-Http-sid=${id}; Path=/; Secure; HttpOnly; SameSite=Strict`,
  )
  expect(clearSessionCookie()).toMatch(
    /^__Host-Http-sid=; Max-Age=0; .*Path=\/; Secure; HttpOnly; SameSite=Strict$/,
  )
  expect(setLaxCookie('a', 'b', 600)).toBe(
    'a=b; Max-Age=600; Path=/; Secure; HttpOnly; SameSite=Lax',
  )
})
