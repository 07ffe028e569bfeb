import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { config } from '../config.ts'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { ServerProblem } from '../problem.ts'
import { flushTraces, inSpan } from './span.ts'
import { startTracing } from './start-tracing.ts'

interface Sent {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  attributes: { key: string; value: Record<string, unknown> }[]
}

let received: { url: string | undefined; authorization: string | undefined; body: string }[] = []
const collector = createServer(async (request, answer) => {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  received.push({ url: request.url, authorization: request.headers.authorization, body })
  answer.end('{}')
})

beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  const address = collector.address()
  const port = typeof address === 'object' ? address?.port : 0
  setFakeEnvironment({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=fake-collector-token',
    OTEL_BSP_SCHEDULE_DELAY: '600000',
  })
  // Before anything is collected work is run and that is all.
  expect(await inSpan('too early', {}, async () => 1)).toBe(1)
  const { traces } = config()
  if (traces === null) throw new Error('traces are off')
  startTracing(traces)
})
afterAll(() => {
  collector.closeAllConnections()
  collector.close()
})
beforeEach(() => {
  received = []
})

async function sent(): Promise<Sent[]> {
  await flushTraces()
  return received.flatMap(({ body }) =>
    JSON.parse(body).resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: Sent[] }[] }) =>
      scopeSpans.flatMap(({ spans }) => spans),
    ),
  )
}
const factOf = (span: Sent | undefined, key: string) =>
  span?.attributes.find((attribute) => attribute.key === key)?.value

test('spans within a span are its children, and go to the collector', async () => {
  await inSpan('route GET /', { facts: { 'http.route': '/' } }, async (note) => {
    await inSpan('store', { kind: 'client', isPart: true }, async () => undefined)
    note({ 'http.response.status_code': 200 })
  })
  const [inner, outer] = await sent()
  expect([inner?.name, outer?.name]).toEqual(['store', 'route GET /'])
  expect(inner?.parentSpanId).toBe(outer?.spanId)
  expect(inner?.traceId).toBe(outer?.traceId)
  expect(outer?.parentSpanId).toBeUndefined()
  expect(factOf(outer, 'http.response.status_code')).toEqual({ intValue: 200 })
  expect(received[0]).toMatchObject({ url: '/v1/traces', authorization: 'fake-collector-token' })
})

test('what happens by itself is no trace', async () => {
  await inSpan('store', { isPart: true }, async () => undefined)
  expect(await sent()).toEqual([])
})

test('an error is told by its kind and goes on; its words stay here', async () => {
  const failing = (error: Error) => inSpan('failing', {}, () => Promise.reject(error))
  await expect(failing(new TypeError('fake-message'))).rejects.toThrow('fake-message')
  await expect(failing(new ServerProblem('busy'))).rejects.toThrow(ServerProblem)
  const spans = await sent()
  expect(spans.map((span) => factOf(span, 'error.type'))).toEqual([
    { stringValue: 'TypeError' },
    { stringValue: 'busy' },
  ])
  expect(JSON.stringify(received)).not.toContain('fake-message')
})
