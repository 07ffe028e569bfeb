/** One request that the simulated GitLab saw. */
export interface SeenRequest {
  method: string
  path: string
  headers: Record<string, string>
  /** As it was sent: JSON or form-encoded text, empty without a body. */
  body: string
}

export interface Fault {
  method: string
  path: string
  when?: 'before' | 'after'
  mode:
    | 'refuse'
    | 'hang'
    | 'drip'
    | 'reset'
    | 'cut'
    | 'status'
    | 'html'
    | 'redirect'
    | 'slow'
    | 'gzip_bomb'
    | 'flood'
    | 'invalid_utf8'
    | 'alter'
    | 'lag_list'
    | 'shrink'
    | 'close_idle'
  nth?: number
  times?: number
  [detail: string]: unknown
}

/** GitLab's answers over TLS, with one flaw or none (the simulator's README). */
export interface TlsListener {
  certificate: 'good' | 'self_signed' | 'expired' | 'wrong_name' | 'old_protocol'
  url: string
  ca: string
  connections: number
  requests: number
}

interface Traffic {
  connections: number
  in_flight: number
  most_in_flight: number
  most_in_flight_of_one: number
}

/** The control port of a simulated GitLab (design of the simulator: JSON over loopback). */
export class SimulatorControl {
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }

  reset = (options: { world?: string; seed?: number } = {}) => this.#call('POST', '/reset', options)
  settings = (patch: Record<string, unknown>) => this.#call('PATCH', '/settings', patch)
  user = (id: number, patch: { state?: string; admin?: boolean }) =>
    this.#call('PATCH', `/users/${id}`, patch)
  /** An agent reports in with one of its tokens. */
  contact = (agentId: number, tokenId: number) =>
    this.#call('POST', `/agents/${agentId}/contact`, { token_id: tokenId })
  oauth = (patch: {
    expires_in?: number
    rotation?: 'immediate' | 'on_use'
    auto_login?: string | null
  }) => this.#call('PATCH', '/oauth', patch)
  advance = (seconds: number) => this.#call('POST', '/clock', { advance_s: seconds })
  fault = (fault: Fault) => this.#call('POST', '/faults', { when: 'before', ...fault })
  clearFaults = () => this.#call('DELETE', '/faults')
  clearRequests = () => this.#call('DELETE', '/requests')
  /** What GitLab gave or was shown and nobody else may learn; no reset forgets it. */
  secrets = async () => (await this.#call('GET', '/secrets')) as string[]
  forgetSecrets = () => this.#call('DELETE', '/secrets')

  /** Where the company's SSO publishes its keys. */
  get jwksUrl() {
    return `${this.#url}/sso/jwks`
  }
  /** A JWT of the company's SSO; see the simulator's README. */
  async sign(
    claims: Record<string, unknown>,
    how: { kid?: string; header?: Record<string, unknown>; defect?: 'none' | 'hmac' } = {},
  ): Promise<string> {
    const { jwt } = (await this.#call('POST', '/sso/sign', { claims, ...how })) as { jwt: string }
    return jwt
  }
  /** Publishes a key and takes another away; gives the id of the new one. */
  async rotate(change: { add?: 'RS256' | 'ES256'; remove?: string }): Promise<string | null> {
    return ((await this.#call('POST', '/sso/keys', change)) as { kid: string | null }).kid
  }
  sso = (patch: { down: boolean }) => this.#call('PATCH', '/sso', patch)
  async jwksFetches(): Promise<number> {
    return ((await this.#call('GET', '/sso')) as { fetches: number }).fetches
  }

  /** Starts GitLab over TLS; gives its figures if it runs. */
  tls = async (certificate: TlsListener['certificate']) =>
    (await this.#call('POST', '/tls', { certificate })) as TlsListener
  /** A host that nobody should ask for anything, and what reached it. */
  evil = async () =>
    (await this.#call('GET', '/evil')) as { url: string; requests: { path: string }[] }
  clearEvil = () => this.#call('DELETE', '/evil')
  /** Connections and requests under way; `clearRequests` forgets the peaks. */
  traffic = async () => (await this.#call('GET', '/traffic')) as Traffic

  /** All requests since the last reset, oldest first; with a filter only those whose method and path match. */
  async requests(method?: string, path?: RegExp): Promise<SeenRequest[]> {
    const seen = (await this.#call('GET', '/requests')) as SeenRequest[]
    return seen.filter(
      (request) =>
        (method === undefined || request.method === method) &&
        (path === undefined || path.test(request.path)),
    )
  }
}
