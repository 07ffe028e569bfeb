import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../lib/cli/process.ts'

type Preload = 'preload-clock.ts' | 'preload-break.ts' | 'preload-kill.ts'

/** The variable by which Node loads a file of this folder before the console. */
export const preloaded = (file: Preload) => ({
  NODE_OPTIONS: `--import=${pathToFileURL(join(root, 'e2e', 'faults', file)).href}`,
})
