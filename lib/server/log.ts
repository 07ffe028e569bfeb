import 'server-only'
import pino from 'pino'
import { config } from './config.ts'
import { perProcess } from './per-process.ts'
import { redact } from './redaction.ts'
import type { ChainedRow } from './store/audit-chain.ts'

/** What a log line may hold. Bodies, headers, query strings and messages of errors are not among it. */
export interface LogFields {
  request_id?: string
  method?: string
  /** The pattern of an address of the console or of GitLab: no id, no query. */
  route?: string
  /** Of a request to a route of the console, with its ids, without its query. */
  path?: string
  status?: number
  duration_ms?: number
  code?: string
  /** First eight hex digits of the session's key. */
  session?: string
  user_id?: string
  count?: number
  error?: LoggedError[]
  /** A fixed sentence of ours about what is wrong. */
  reason?: string
  /** `X-Request-Id` of GitLab's answer. */
  gitlab_request_id?: string
  lane?: string
  /** By which the page with an error names it. */
  digest?: string
  version?: string
}

export interface LoggedError {
  name: string
  code?: string
  at?: string[]
}

function configuredLevel() {
  try {
    return config().logLevel
  } catch {
    // The configuration is not usable, which itself needs a log.
    return 'info'
  }
}

function create(least: string) {
  return pino(
    {
      base: null,
      level: least,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      messageKey: 'event',
    },
    { write: (line: string) => process.stdout.write(redact(line)) },
  )
}

type Level = 'debug' | 'info' | 'warn' | 'error'
const write =
  (level: Level) =>
  (event: string, fields: LogFields = {}) =>
    perProcess('log', () => create(configuredLevel()))[level](fields, event)

/** One JSON object a line on stdout, without anything secret. */
export const log = {
  debug: write('debug'),
  info: write('info'),
  warn: write('warn'),
  error: write('error'),
  /** A row of the audit trail, as it was stored; whatever `LOG_LEVEL` says. */
  audit: (row: ChainedRow) =>
    perProcess('audit log', () => create('info')).info({ audit: row }, 'audit'),
}

const maxCauses = 5
const maxFrames = 6

/**
 * An error and its causes as far as they may be logged: class, code and place. Messages stay out, because those of
 * libraries quote what they were given.
 */
export function describeError(error: unknown): LoggedError[] {
  const described: LoggedError[] = []
  let current = error
  while (current instanceof Error && described.length < maxCauses) {
    const code = errorCode(current)
    const frames = (current.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
    described.push({
      name: current.name,
      ...(code === undefined ? {} : { code }),
      at: frames.slice(0, maxFrames).map((line) => line.trim()),
    })
    current = current.cause
  }
  return described
}

/** `code` of Node and of our problems, `error` of an OAuth answer (RFC 6749 §5.2), `errcode` of SQLite. */
function errorCode(error: Error): string | undefined {
  const { code, error: oauthCode, errcode } = error as Error & Record<string, unknown>
  for (const candidate of [oauthCode, errcode, code]) {
    const text = typeof candidate === 'number' ? String(candidate) : candidate
    if (typeof text === 'string' && /^[\w.-]{1,60}$/.test(text)) return text
  }
  return undefined
}
