/** Runs an operator's command and ends with its exit status; what goes wrong is one line on standard error, and 1. */
export async function operate(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work()
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    const words = [error, cause].flatMap((one) => (one instanceof Error ? [one.message] : []))
    console.error(words.join(': '))
    process.exitCode = 1
  }
}
