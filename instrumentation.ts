/** Checks the configuration before the first request; a bad one ends the process with every problem in it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('#lib/server/start.ts')
  await start()
}
