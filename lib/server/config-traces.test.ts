import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { fakeEnvironment } from './fake-environment.fixture.ts'

const tracesOf = (env: Record<string, string>) =>
  readConfig({ ...fakeEnvironment(), ...env }).traces

const endpoint = 'http://collector.test:4318'

const cases: [env: Record<string, string>, url: string | null][] = [
  [{}, null],
  [{ OTEL_SERVICE_NAME: 'x', OTEL_TRACES_SAMPLER: 'always_on' }, null],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, `${endpoint}/v1/traces`],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: `${endpoint}/base/` }, `${endpoint}/base/v1/traces`],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${endpoint}/own` }, `${endpoint}/own`],
  [{ OTEL_TRACES_EXPORTER: 'otlp' }, 'http://localhost:4318/v1/traces'],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_EXPORTER: 'none' }, null],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'true' }, null],
]
test.each(cases)('%j sends traces to %s', (env, url) => {
  expect(tracesOf(env)?.url ?? null).toBe(url)
})

const shares: [sampler: string, share: number][] = [
  ['always_on', 1],
  ['parentbased_always_on', 1],
  ['always_off', 0],
  ['parentbased_always_off', 0],
  ['traceidratio', 0.25],
  ['parentbased_traceidratio', 0.25],
]
test.each(shares)('%s keeps %d', (sampler, share) => {
  const env = { OTEL_TRACES_EXPORTER: 'otlp', OTEL_TRACES_SAMPLER: sampler }
  expect(tracesOf({ ...env, OTEL_TRACES_SAMPLER_ARG: '0.25' })?.share).toBe(share)
})

test('headers are secrets, and attributes are not', () => {
  const traces = tracesOf({
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20fake-collector-token,x-scope=a',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=prod',
    OTEL_SERVICE_NAME: 'console',
  })
  expect(traces?.headers.map(({ name, value }) => [name, value.unwrap()])).toEqual([
    ['authorization', 'Bearer fake-collector-token'],
    ['x-scope', 'a'],
  ])
  expect(traces?.attributes).toEqual({
    'deployment.environment': 'prod',
    'service.name': 'console',
  })
  expect(JSON.stringify(traces)).not.toContain('fake-collector-token')
})

const wrong: [name: string, value: string][] = [
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4317'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://user:fake@collector'],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
  ['OTEL_EXPORTER_OTLP_HEADERS', 'fake-without-a-name'],
  ['OTEL_TRACES_EXPORTER', 'zipkin'],
  ['OTEL_TRACES_SAMPLER', 'jaeger_remote'],
  ['OTEL_TRACES_SAMPLER_ARG', '2'],
]
test.each(wrong)('%s=%s is refused', (name, value) => {
  const read = () => tracesOf({ [name]: value })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(`${name}: expected`)
})
