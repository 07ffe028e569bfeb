import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Simulator, startSimulator } from './server.ts'
import type { WorldName } from './world.ts'

type Headers = Readonly<Record<string, string>>

/** One call of the API: `GET /projects/1` is below `/api/v4`, a path from `/api/` on stands as it is. */
interface ApiCall {
  /** Username whose personal access token is sent, or the token's suffix; absent: anonymous. */
  as?: string
  call: string
  /** Sent as JSON; a URLSearchParams or FormData goes as it is. */
  body?: unknown
  headers?: Headers
}

export interface Answer {
  status: number
  headers: globalThis.Headers
  text: string
  /** The parsed body; undefined when it is no JSON. */
  json: unknown
}

/** One fact of gitlab-api.md: a call in a given state, and what GitLab answers. */
export interface Fact extends ApiCall {
  section: string
  fact: string
  given?: (fixture: Fixture) => Promise<unknown>
  status: number
  /** Exact body: an object as JSON, a string as text. */
  answer?: unknown
  /** Part of a JSON body. */
  like?: object
  /** Keys that occur nowhere in the body. */
  lacks?: readonly string[]
  /** Exact header values; null: absent; a RegExp: matches. */
  sends?: Readonly<Record<string, string | RegExp | null>>
}

export interface Fixture {
  url: string
  controlUrl: string
  api(call: ApiCall): Promise<Answer>
  control(method: string, path: string, body?: unknown): Promise<Answer>
  settings(settings: Record<string, unknown>): Promise<Answer>
}

/** One simulator for the tests of a file, put back to its start before each test. */
export function runSimulator(world: WorldName = 'standard'): Fixture {
  let simulator: Simulator | undefined
  const running = () => {
    if (simulator === undefined) throw new Error('the simulator is not running')
    return simulator
  }
  beforeAll(async () => {
    simulator = await startSimulator({ world })
  })
  afterAll(() => simulator?.close())
  const fixture: Fixture = {
    get url() {
      return running().url
    },
    get controlUrl() {
      return running().controlUrl
    },
    api: ({ as, call, body, headers }) => {
      const [method = 'GET', path = '/'] = call.split(' ')
      const token: Headers = as === undefined ? {} : { 'PRIVATE-TOKEN': `glpat-${as}` }
      const prefix = path.startsWith('/api/') ? '' : '/api/v4'
      return send(`${running().url}${prefix}${path}`, method, body, { ...token, ...headers })
    },
    control: (method, path, body) => send(`${running().controlUrl}${path}`, method, body),
    settings: (settings) => fixture.control('PATCH', '/settings', settings),
  }
  beforeEach(async () => {
    await fixture.control('POST', '/reset', {})
  })
  return fixture
}

/** Sends a request without following redirects and reads the whole answer. */
export async function send(
  url: string,
  method: string,
  body?: unknown,
  headers: Headers = {},
): Promise<Answer> {
  const isRaw =
    typeof body === 'string' || body instanceof URLSearchParams || body instanceof FormData
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers:
      isRaw || body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? null : isRaw ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Turns facts into tests, one each. */
export function checkFacts(fixture: Fixture, facts: readonly Fact[]): void {
  it.each(facts.map((row) => [`§${row.section} ${row.fact}`, row] as const))(
    '%s',
    async (_, row) => {
      await row.given?.(fixture)
      const answer = await fixture.api(row)
      expect({ status: answer.status, body: answer.text }).toMatchObject({ status: row.status })
      if (typeof row.answer === 'string') expect(answer.text).toBe(row.answer)
      else if (row.answer !== undefined) expect(answer.json ?? answer.text).toEqual(row.answer)
      if (row.like !== undefined) expect(answer.json).toMatchObject(row.like)
      for (const key of row.lacks ?? []) expect(answer.text).not.toContain(`"${key}":`)
      for (const [name, expected] of Object.entries(row.sends ?? {})) {
        const value = answer.headers.get(name)
        if (expected instanceof RegExp) expect(value).toMatch(expected)
        else expect(value).toBe(expected)
      }
    },
  )
}

/** The body of a helper error: `{"message":"…"}`. */
export const message = (text: unknown) => ({ message: text })

/** The body of a Grape error: `{"error":"…"}`. */
export const grape = (error: string) => ({ error })

/** A GraphQL call. */
export const ask = (query: string, variables: Record<string, unknown> = {}) => ({
  call: 'POST /api/graphql',
  body: { query, variables },
})

/** A fact about one query, in one line; 200 unless `expected` says more. */
export const asked = (
  section: string,
  fact: string,
  as: string | undefined,
  query: string,
  expected: Partial<Fact>,
): Fact => ({
  section,
  fact,
  ...(as === undefined ? {} : { as }),
  ...ask(query),
  status: 200,
  ...expected,
})
