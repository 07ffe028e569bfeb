import { readOptions } from './options.ts'
import { startSimulator } from './server.ts'

try {
  const simulator = await startSimulator(readOptions(process.argv.slice(2)))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void simulator.close().then(() => process.exit(0)))
  }
  console.log(`simulator ready ${simulator.url} control ${simulator.controlUrl}`)
} catch (error) {
  console.error(`simulator: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
