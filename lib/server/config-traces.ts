import 'server-only'
import { variable } from './config-values.ts'
import type { Variables } from './config-variables.ts'
import { Secret } from './secret.ts'

/** Names of OpenTelemetry's samplers; `parentbased_` is the same here, because no trace begins elsewhere. */
export const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const

/** Where a collector is: an address without a user or a query. */
export const collectorUrl = variable(
  'the URL of an OpenTelemetry collector, such as http://localhost:4318',
  (text) => {
    const url = URL.parse(text)
    const isPlain = url !== null && url.username === '' && url.search === '' && url.hash === ''
    return isPlain && /^https?:$/.test(url.protocol) ? url.href.replace(/\/$/, '') : undefined
  },
)

const pair = /^([^=,\s]+)=([^,]*)$/

/** `name=value,…` with percent-encoded values, as OpenTelemetry writes headers and attributes. */
export const pairs = variable('name=value pairs, separated by commas', (text) => {
  const found: Record<string, string> = {}
  for (const part of text.split(',')) {
    const [, name, value] = pair.exec(part.trim()) ?? []
    if (name === undefined || value === undefined) return undefined
    try {
      found[name] = decodeURIComponent(value.trim())
    } catch {
      return undefined
    }
  }
  return found
})

export const ratio = variable('a number from 0 to 1', (text) => {
  const value = Number(text)
  return text !== '' && value >= 0 && value <= 1 ? value : undefined
})

const defaultEndpoint = 'http://localhost:4318'

function shareOf({ OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: arg }: Variables) {
  if (sampler.endsWith('always_off')) return 0
  return sampler.endsWith('traceidratio') ? arg : 1
}

/** Where traces go and how many of them; null where they are off, which they are unless somebody names a collector. */
export function tracesOf(env: Variables) {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT
  const own = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT
  const exporter = env.OTEL_TRACES_EXPORTER
  const isNamed = endpoint !== undefined || own !== undefined
  if (env.OTEL_SDK_DISABLED || exporter === 'none' || !(isNamed || exporter === 'otlp')) return null
  const headers = Object.entries(env.OTEL_EXPORTER_OTLP_HEADERS ?? {})
  return {
    url: own ?? `${endpoint ?? defaultEndpoint}/v1/traces`,
    headers: headers.map(([name, value]) => ({ name, value: new Secret(value, { pinned: true }) })),
    protocol: env.OTEL_EXPORTER_OTLP_PROTOCOL,
    timeoutMs: env.OTEL_EXPORTER_OTLP_TIMEOUT,
    share: shareOf(env),
    everyMs: env.OTEL_BSP_SCHEDULE_DELAY,
    attributes: {
      ...env.OTEL_RESOURCE_ATTRIBUTES,
      ...(env.OTEL_SERVICE_NAME === undefined ? {} : { 'service.name': env.OTEL_SERVICE_NAME }),
    },
  }
}
