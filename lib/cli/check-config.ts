import { readConfig } from '#lib/server/config.ts'
import type { OperatorCommand } from './operator-command.ts'

/** Reads the environment as the console does at its start, and connects to nothing. */
export const checkConfig: OperatorCommand = {
  takes: '',
  does: 'Says whether the console would start with this configuration, and every bad variable.',
  async run() {
    readConfig(process.env)
    console.log('The configuration is usable.')
    return 0
  },
}
