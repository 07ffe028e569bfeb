import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { expect, test } from 'vitest'
import { cleanSpan } from './clean-span.ts'

/** A span that a library made, as it would leave this process. */
function cleaned(name: string, attributes: Record<string, string | number | boolean>) {
  const exporter = new InMemorySpanExporter()
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] })
  const span = provider.getTracer('fake').startSpan(name, { kind: SpanKind.SERVER, attributes })
  span.recordException(new Error('fake-message'))
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'fake-status' })
  span.end()
  const [made] = exporter.getFinishedSpans()
  if (made === undefined) throw new Error('no span')
  return cleanSpan(made)
}

test('a request of the framework is named by its pattern, without its query', () => {
  const span = cleaned('GET /fleet?q=fake-query', {
    'next.span_type': 'BaseServer.handleRequest',
    'http.method': 'GET',
    'http.target': '/projects/7/agents?q=fake-query#fake',
    'http.status_code': 200,
  })
  expect(span.name).toBe('GET /projects/:projectId/agents')
  expect(span.attributes).toEqual({
    'next.span_type': 'BaseServer.handleRequest',
    'http.request.method': 'GET',
    'http.response.status_code': 200,
    'http.route': '/projects/:projectId/agents',
  })
})

const names: [given: string, type: string | undefined, name: string][] = [
  [
    'render route (app) /[scope]/clusters',
    'AppRender.getBodyResult',
    'render route (app) /[scope]/clusters',
  ],
  ['fetch GET https://fake.test/x?token=fake', 'AppRender.fetch', 'fetch'],
  ['GET /x?fake=1', 'Odd.span', 'Odd.span'],
  ['a name\nof two lines', undefined, 'span'],
  ['glpat-fake0123456789', undefined, '[secret]'],
]
test.each(names)('%j of %s is called %s', (given, type, name) => {
  const span = cleaned(given, type === undefined ? {} : { 'next.span_type': type })
  expect(span.name).toBe(name)
})

test('what nobody named, errors and their words stay here', () => {
  const span = cleaned('route', {
    'http.url': 'https://fake.test/?token=fake',
    'fake.attribute': 'fake',
    'error.type': 'upstream_failed',
    'cluster_console.request_id': `Bearer fake-secret-0123 ${'x'.repeat(300)}`,
  })
  expect(span.events).toEqual([])
  expect(span.status).toEqual({ code: SpanStatusCode.ERROR })
  expect(Object.keys(span.attributes)).toEqual(['error.type', 'cluster_console.request_id'])
  expect(JSON.stringify(span.attributes)).not.toContain('fake-secret')
  expect(String(span.attributes['cluster_console.request_id']).length).toBeLessThan(121)
})
