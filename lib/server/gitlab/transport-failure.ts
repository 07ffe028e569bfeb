import 'server-only'

/**
 * How an exchange failed below HTTP. `connect`: nothing was sent. `exchange`: the request may have reached GitLab.
 * - `aborted`: the caller went away · `timeout`: no time left · `unreachable`: no connection, or it broke without a word
 * - `cut`: it broke after the headers of the answer
 * - `tls`: no trustworthy connection · `invalid`: an answer that is not read (too long, compressed in an unknown way)
 */
export type FailureKind = 'aborted' | 'timeout' | 'unreachable' | 'cut' | 'tls' | 'invalid'

export class TransportFailure extends Error {
  override readonly name = 'TransportFailure'
  readonly phase: 'connect' | 'exchange'
  readonly kind: FailureKind
  /** The system's or undici's error code, fit for a log. */
  readonly code: string

  constructor(phase: 'connect' | 'exchange', kind: FailureKind, code: string) {
    super(`${phase}: ${kind} (${code})`)
    this.phase = phase
    this.kind = kind
    this.code = code
  }
}

const brand = Symbol.for('cluster-console.ConnectError')

/** An error of the connector, marked so that it can be told from one after sending. Keeps nothing but the code. */
export class ConnectError extends Error {
  readonly [brand] = true
  readonly code: string

  /** The agents are shared by the whole process, Next's bundles of it have a copy of this class each. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value
  }

  constructor(code: string) {
    super('No connection to GitLab')
    this.code = code
  }
}

/** The code of a system, TLS or undici error; `UNKNOWN` for anything else. Messages are never kept: they may quote. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'UNKNOWN'
  const code = 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[A-Z0-9_]{2,60}$/.test(code) ? code : 'UNKNOWN'
}

const tlsCode =
  /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|EPROTO$)/
const timeoutCodes = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'])
const invalidCode = /^(HPE_|UND_ERR_HEADERS_OVERFLOW$|UND_ERR_RES_EXCEEDED_MAX_SIZE$|Z_)/

/** What an error thrown while talking to GitLab means. */
export function transportFailure(error: unknown): TransportFailure {
  if (error instanceof TransportFailure) return error
  const code = errorCode(error)
  if (error instanceof ConnectError) {
    return new TransportFailure('connect', tlsCode.test(code) ? 'tls' : 'unreachable', code)
  }
  if (timeoutCodes.has(code)) return new TransportFailure('exchange', 'timeout', code)
  if (invalidCode.test(code)) return new TransportFailure('exchange', 'invalid', code)
  return new TransportFailure('exchange', 'unreachable', code)
}
