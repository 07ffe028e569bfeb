import 'server-only'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { perProcess } from './per-process.ts'

/** Names the build that runs, so that a page can tell that it is of an older one; in development there is only one. */
export const buildId = (): string =>
  perProcess('build-id', () => {
    try {
      return readFileSync(join(process.cwd(), '.next', 'BUILD_ID'), 'utf8').trim()
    } catch {
      return 'development'
    }
  })
