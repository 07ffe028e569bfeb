import 'server-only'
import { z } from 'zod'
import manifest from '../../package.json' with { type: 'json' }

/** Of this console, as package.json names it. */
export const version = z.object({ version: z.string() }).parse(manifest).version
