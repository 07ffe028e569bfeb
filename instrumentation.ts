import type { Instrumentation } from 'next'

/** Checks the configuration before the first request; a bad one ends the process with every problem in it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('#lib/server/start.ts')
  await start()
}

/** An error that no code of ours caught: of a page, or of a route before its wrapper. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { recordPageError } = await import('#lib/server/http/page-error.ts')
  recordPageError(error, request)
}
