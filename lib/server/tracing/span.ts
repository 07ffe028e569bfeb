import 'server-only'
import type { Span, Tracer } from '@opentelemetry/api'
import { perProcess } from '../per-process.ts'
import { ServerProblem } from '../problem.ts'

/** What a span may say; keys that clean-span.ts does not know are not sent. */
export type SpanFacts = Record<string, string | number | boolean>

export interface Tracing {
  tracer: Tracer
  /** Whether something is being traced already, of which a span can be a part. */
  isTraced: () => boolean
  kinds: Record<'inside' | 'client', number>
  failed: number
  flush: () => Promise<void>
}

const state = () => perProcess('tracing', (): { on: Tracing | null } => ({ on: null }))

/** From now on work is traced. */
export function setTracing(tracing: Tracing): void {
  state().on = tracing
}

interface SpanOptions {
  facts?: SpanFacts
  kind?: keyof Tracing['kinds']
  /** Only within a trace: what happens by itself every few seconds tells nobody anything. */
  isPart?: boolean
}

/** Runs work as a span of its own, and does nothing but run it where traces are off; `note` adds to what the span says. */
export async function inSpan<T>(
  name: string,
  { facts = {}, kind = 'inside', isPart = false }: SpanOptions,
  work: (note: (facts: SpanFacts) => void) => Promise<T>,
): Promise<T> {
  const { on } = state()
  if (on === null || (isPart && !on.isTraced())) return work(() => undefined)
  const options = { kind: on.kinds[kind], attributes: facts }
  return on.tracer.startActiveSpan(name, options, async (span) => {
    try {
      return await work((more) => span.setAttributes(more))
    } catch (error) {
      fail(span, on.failed, error)
      throw error
    } finally {
      span.end()
    }
  })
}

/** The class of what went wrong, or its code; a message may quote anything. */
function fail(span: Span, code: number, error: unknown): void {
  span.setStatus({ code })
  const kind = error instanceof ServerProblem ? error.code : error instanceof Error && error.name
  span.setAttribute('error.type', kind || 'Error')
}

/** Sends what was not sent yet, before the process ends. Never throws. */
export async function flushTraces(): Promise<void> {
  await state()
    .on?.flush()
    .catch(() => undefined)
}
