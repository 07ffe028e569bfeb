import 'server-only'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import type { Gap, ScanContext } from './context.ts'

/** After these every further call would fail too. */
const ending: ReadonlySet<ProblemCode> = new Set([
  'unauthenticated',
  'reauth_required',
  'account_blocked',
  'service_token',
  'misconfigured',
  'internal',
])

/** The code of a failure that leaves a gap. Throws what ends the scan as a whole, and mistakes of ours. */
export function codeOfGap(error: unknown): ProblemCode {
  if (!(error instanceof ServerProblem) || ending.has(error.code)) throw error
  return error.code
}

type Step = () => Promise<void>

async function leavingGap(
  scan: ScanContext,
  gap: Gap,
  step: Step,
  again: 'everything' | Step,
): Promise<boolean> {
  try {
    await step()
    return true
  } catch (error) {
    scan.problem(gap, codeOfGap(error), again)
    return false
  }
}

/**
 * Runs a step that leaves a gap when it fails, and that is run again as it stands when somebody asks for it. Gives
 * whether it succeeded; throws what ends the scan.
 */
export function unlessGap(scan: ScanContext, gap: Gap, step: Step): Promise<boolean> {
  return leavingGap(scan, gap, step, async () => {
    await unlessGap(scan, gap, step)
  })
}

/** Runs a step that the rest builds on: what it leaves open, only a whole new scan can close. Like {@link unlessGap} else. */
export function orEverything(scan: ScanContext, gap: Gap, step: Step): Promise<boolean> {
  return leavingGap(scan, gap, step, 'everything')
}
