import 'server-only'
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { now } from '../clock.ts'
import type { Config } from '../config.ts'
import { describeError, log } from '../log.ts'
import { version } from '../version.ts'
import { cleanSpan } from './clean-span.ts'
import { setTracing } from './span.ts'

const name = 'gitlab-cluster-console'
const complainEveryMs = 60_000

/** Cleans spans on their way out, and tells the log when nobody takes them: the SDK itself says nothing. */
function cleaning(exporter: SpanExporter): SpanExporter {
  let complainedAt = Number.NEGATIVE_INFINITY
  return {
    export: (spans, done) =>
      exporter.export(spans.map(cleanSpan), (result) => {
        if (result.error !== undefined && now() - complainedAt > complainEveryMs) {
          complainedAt = now()
          log.warn('traces not sent', { count: spans.length, error: describeError(result.error) })
        }
        done(result)
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  }
}

/**
 * Collects traces and sends them to the collector. No propagator is set: GitLab is told of no trace, and nobody outside
 * decides what is traced here (decisions/0100).
 */
export function startTracing(traces: NonNullable<Config['traces']>): void {
  const { url, headers, timeoutMs, everyMs, attributes } = traces
  const Exporter = traces.protocol === 'http/json' ? JsonExporter : ProtobufExporter
  const exporter = new Exporter({
    url,
    timeoutMillis: timeoutMs,
    headers: Object.fromEntries(headers.map((header) => [header.name, header.value.unwrap()])),
  })
  const provider = new TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({ 'service.name': name, 'service.version': version, ...attributes }),
    ),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(traces.share) }),
    spanProcessors: [
      new BatchSpanProcessor({ exporter: cleaning(exporter), scheduledDelayMillis: everyMs }),
    ],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(provider)
  setTracing({
    tracer: provider.getTracer(name, version),
    isTraced: () => trace.getActiveSpan() !== undefined,
    kinds: { inside: SpanKind.INTERNAL, client: SpanKind.CLIENT },
    failed: SpanStatusCode.ERROR,
    flush: () => provider.forceFlush(),
  })
}
