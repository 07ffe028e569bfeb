import { realpathSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** Whether the module with this URL is the program that was started. */
export function isMain(moduleUrl: string): boolean {
  const [, program] = process.argv
  return program !== undefined && pathToFileURL(realpathSync(program)).href === moduleUrl
}
