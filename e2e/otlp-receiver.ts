import { createServer } from 'node:http'
import { z } from 'zod'

const attributeSchema = z.object({
  key: z.string(),
  value: z.object({
    stringValue: z.string().optional(),
    intValue: z.union([z.number(), z.string()]).optional(),
    boolValue: z.boolean().optional(),
  }),
})
const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: z.array(attributeSchema),
})
const deliverySchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attributeSchema) }),
      scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })),
    }),
  ),
})

type Attributes = z.infer<typeof attributeSchema>[]
const factsOf = (attributes: Attributes) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? value.boolValue ?? Number(value.intValue),
    ]),
  )

/** One span as the collector got it. */
export interface ReceivedSpan {
  traceId: string
  spanId: string
  parentSpanId: string
  name: string
  facts: Record<string, string | number | boolean>
}

/** A collector of traces on loopback, for OTLP as JSON. */
export async function startReceiver() {
  const bodies: string[] = []
  const authorizations = new Set<string>()
  const server = createServer(async (request, answer) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    bodies.push(Buffer.concat(chunks).toString('utf8'))
    authorizations.add(`${request.url} ${request.headers.authorization ?? ''}`)
    answer.setHeader('Content-Type', 'application/json').end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const deliveries = () => bodies.map((body) => deliverySchema.parse(JSON.parse(body)))
  return {
    url: `http://127.0.0.1:${port}`,
    /** All that arrived, as it was sent. */
    text: () => bodies.join('\n'),
    authorizations,
    spans: (): ReceivedSpan[] =>
      deliveries()
        .flatMap(({ resourceSpans }) => resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans)
        .flatMap(({ spans }) => spans)
        .map(({ attributes, parentSpanId = '', ...span }) => ({
          ...span,
          parentSpanId,
          facts: factsOf(attributes),
        })),
    resources: () =>
      deliveries()
        .flatMap(({ resourceSpans }) => resourceSpans)
        .map(({ resource }) => factsOf(resource.attributes)),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>
