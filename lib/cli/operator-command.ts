/** One command of an operator: `operate audit verify …` is the one named `audit verify`. */
export interface OperatorCommand {
  /** What comes after the name, as the help shows it. */
  takes: string
  /** What it does, in one line. */
  does: string
  /**
   * @param args what stands after the name
   * @returns the exit status: 0 done, 1 not so
   */
  run: (args: string[]) => Promise<number>
}

/** The command line is wrong, and nothing was done; ends with status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The same for what `parseArgs` finds: an option that there is not, or one without its value. */
export function parsed<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options are wrong')
  }
}
