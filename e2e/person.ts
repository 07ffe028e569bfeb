import { request } from 'undici'
import type { Username } from './fixtures.ts'
import type { Stack } from './stack.ts'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  json: <T = Record<string, unknown>>() => T
}

export interface CallOptions {
  body?: unknown
  /** Added to the headers of a good request; null takes one away. */
  headers?: Record<string, string | null>
}

/** Told of every answer: a suite that looks at all of them adds itself. */
export const answerListeners = new Set<(method: string, url: string, answer: Answer) => void>()

/** Sends one HTTP request with exactly these headers: unlike `fetch` it adds and follows nothing. */
export async function send(
  method: string,
  url: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer> {
  const answer = await request(url, { method, headers, body: body ?? null })
  const text = await answer.body.text()
  const { statusCode: status, headers: answered } = answer
  const told: Answer = { status, headers: answered, text, json: () => JSON.parse(text) }
  for (const listen of answerListeners) listen(method, url, told)
  return told
}

/** The `name=value` pairs of an answer's cookies, ready to be sent back. */
export function cookiesOf(answer: Answer): string[] {
  const set = answer.headers['set-cookie'] ?? []
  return (typeof set === 'string' ? [set] : set).map((cookie) => cookie.split(';')[0] ?? '')
}

/** Somebody who is signed in and talks to the console's HTTP interface without a browser. */
export class Person {
  readonly origin: string
  readonly cookie: string
  /** Of the page that asks. */
  readonly #pageOrigin: string

  constructor(origin: string, cookie: string, pageOrigin = origin) {
    this.origin = origin
    this.cookie = cookie
    this.#pageOrigin = pageOrigin
  }

  /** The same person at another replica: the page is that of the one public address. */
  at(replica: { origin: string }): Person {
    return new Person(replica.origin, this.cookie, this.#pageOrigin)
  }

  /** A request as the console's own page would make it, except for what `options` changes. */
  call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const headers: Record<string, string> = {}
    const good: Record<string, string | null> = {
      Cookie: this.cookie,
      'X-CSRF': '1',
      'Sec-Fetch-Site': 'same-origin',
      Origin: method === 'GET' ? null : this.#pageOrigin,
      'Content-Type': options.body === undefined ? null : 'application/json',
      ...options.headers,
    }
    for (const [name, value] of Object.entries(good)) if (value !== null) headers[name] = value
    const body = options.body
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    return send(method, `${this.origin}${path}`, headers, text)
  }
}

/** Signs in through GitLab's authorize page, step by step. */
export async function signInOverHttp(
  stack: Pick<Stack, 'gitlab'>,
  origin: string,
  username: Username,
  /** Of the browser's return from GitLab, where the session begins. */
  headers: Record<string, string> = {},
): Promise<Person> {
  await stack.gitlab.control.oauth({ auto_login: username })
  const login = await send('GET', `${origin}/auth/login`)
  const authorize = await send('GET', String(login.headers.location))
  const callback = await send('GET', String(authorize.headers.location), {
    ...headers,
    Cookie: cookiesOf(login).join('; '),
  })
  const session = cookiesOf(callback).find((cookie) => cookie.startsWith('__Host-Http-sid='))
  if (session === undefined) throw new Error(`no session: ${callback.status} ${callback.text}`)
  return new Person(origin, session)
}
