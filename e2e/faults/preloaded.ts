import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../lib/cli/process.ts'

type Preload = 'preload-clock.ts' | 'preload-break.ts' | 'preload-kill.ts'

/** The variable by which Node loads a file of this folder before the console. */
export const preloaded = (file: Preload) => ({
  NODE_OPTIONS: `--import=${pathToFileURL(join(root, 'e2e', 'faults', file)).href}`,
})

/** Whether a console with these variables ends itself, without a signal of the test. */
export const endsItself = ({ NODE_OPTIONS = '' }: Record<string, string>): boolean =>
  NODE_OPTIONS.includes('preload-kill.ts' satisfies Preload)
