import 'server-only'
import type { Attributes } from '@opentelemetry/api'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import { ownRoute } from '../http/own-route.ts'
import { redactShapes } from '../redaction.ts'

const maxText = 120

/** All that leaves this process about a span. What is not named here, a library may fill with anything. */
const kept = new Set([
  'cluster_console.code',
  'cluster_console.lane',
  'cluster_console.request_id',
  'cluster_console.session',
  'db.operation.name',
  'db.system.name',
  'error.type',
  'http.request.method',
  'http.response.status_code',
  'http.route',
  'next.route',
  'next.rsc',
  'next.span_type',
  'url.template',
  'user.id',
])

/** What the framework calls these in the conventions of before; they become today's. */
const renamed: Readonly<Record<string, string>> = {
  'http.method': 'http.request.method',
  'http.status_code': 'http.response.status_code',
}

function cleanAttributes(attributes: Attributes): Attributes {
  const clean: Attributes = {}
  for (const [given, value] of Object.entries(attributes)) {
    const name = renamed[given] ?? given
    if (!kept.has(name)) continue
    if (typeof value === 'number' || typeof value === 'boolean') clean[name] = value
    if (typeof value === 'string') clean[name] = redactShapes(value.slice(0, maxText))
  }
  // The framework names a request by its whole address; of that the pattern stays.
  const target = attributes['http.target']
  if (typeof target === 'string' && clean['http.route'] === undefined) {
    clean['http.route'] = ownRoute(target.replace(/[?#].*/s, ''))
  }
  return clean
}

/** Names are made of words and patterns of addresses; what holds more was made of a request. */
const plainName = /^[\w .:()[\]/-]{1,120}$/

function cleanName({ name, attributes }: ReadableSpan, clean: Attributes): string {
  const type = attributes['next.span_type']
  if (type === 'BaseServer.handleRequest') {
    return `${clean['http.request.method'] ?? 'request'} ${clean['http.route'] ?? '*'}`
  }
  if (type === 'AppRender.fetch') return 'fetch'
  return plainName.test(name) ? redactShapes(name) : String(type ?? 'span')
}

/**
 * A span as it may leave this process: known attributes, a name of patterns, no events (exceptions with their messages and
 * stacks) and no message of its status.
 */
export function cleanSpan(span: ReadableSpan): ReadableSpan {
  const attributes = cleanAttributes(span.attributes)
  return {
    name: cleanName(span, attributes),
    kind: span.kind,
    spanContext: () => span.spanContext(),
    ...(span.parentSpanContext === undefined ? {} : { parentSpanContext: span.parentSpanContext }),
    startTime: span.startTime,
    endTime: span.endTime,
    status: { code: span.status.code },
    attributes,
    links: [],
    events: [],
    duration: span.duration,
    ended: span.ended,
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  }
}
