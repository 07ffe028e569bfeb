import 'server-only'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

/** What makes metrics in one registry, under the console's name. */
export function makers(registry: Registry) {
  const registers = [registry]
  const named = <L extends string>(name: string, help: string, labelNames: L[]) => ({
    name: `cluster_console_${name}`,
    help,
    labelNames,
    registers,
  })
  return {
    counter: <L extends string>(name: string, help: string, ...labels: L[]) =>
      new Counter(named(name, help, labels)),
    gauge: <L extends string>(name: string, help: string, ...labels: L[]) =>
      new Gauge(named(name, help, labels)),
    /** Of durations in seconds. */
    histogram: <L extends string>(
      name: string,
      help: string,
      buckets: readonly number[],
      ...labels: L[]
    ) => new Histogram({ ...named(name, help, labels), buckets: [...buckets] }),
  }
}
export type Makers = ReturnType<typeof makers>
