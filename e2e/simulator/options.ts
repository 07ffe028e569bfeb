import { parseArgs } from 'node:util'
import type { SimulatorOptions } from './server.ts'
import { WORLD_NAMES } from './world.ts'
import { type FleetCounts, fleetCounts } from './world-fleet.ts'

const FLEET_COUNTS = ['projects', 'groups', 'agents', 'clusters'] as const

/**
 * Reads the command line (design/simulator.md, Start).
 * @throws Error with a sentence for the person at the keyboard
 */
export function readOptions(args: readonly string[]): SimulatorOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4010' },
      'control-port': { type: 'string', default: '4011' },
      world: { type: 'string', default: 'standard' },
      seed: { type: 'string', default: '1' },
      'latency-ms': { type: 'string', default: '0' },
      projects: { type: 'string' },
      groups: { type: 'string' },
      agents: { type: 'string' },
      clusters: { type: 'string' },
    },
  })
  const world = WORLD_NAMES.find((name) => name === values.world)
  if (world === undefined) {
    throw new Error(`unknown world "${values.world}": expects one of ${WORLD_NAMES.join(', ')}`)
  }
  const counted = FLEET_COUNTS.find((name) => values[name] !== undefined)
  if (counted !== undefined && world !== 'fleet') {
    throw new Error(`--${counted} does not apply to world ${world}, whose size is fixed`)
  }
  return {
    world,
    port: wholeNumber('--port', values.port, 65535),
    controlPort: wholeNumber('--control-port', values['control-port'], 65535),
    seed: wholeNumber('--seed', values.seed, 2 ** 32 - 1),
    latencyMs: wholeNumber('--latency-ms', values['latency-ms'], 600_000),
    counts: readCounts(values),
  }
}

function readCounts(values: Partial<Record<keyof FleetCounts, string>>): FleetCounts {
  const counts = { ...fleetCounts }
  for (const name of FLEET_COUNTS) {
    const value = values[name]
    if (value !== undefined) counts[name] = wholeNumber(`--${name}`, value, 1_000_000)
  }
  return counts
}

function wholeNumber(flag: string, value: string, max: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
  if (number <= max) return number
  throw new Error(`${flag} expects a whole number from 0 to ${max}, not "${value}"`)
}
