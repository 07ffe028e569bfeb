import 'server-only'
import { ServerProblem } from '#lib/server/problem.ts'
import type { GitLab } from './gitlab.ts'
import { getCurrentUser } from './user.ts'

/**
 * Runs an operation that only administrators may do and tells the two reasons of its 403 apart. GitLab answers the same
 * text to an ordinary person and to an administrator whose token lacks `admin_mode` while Admin Mode is on
 * (gitlab-api.md §1.4); but `/user` says `is_admin` in both modes, and an administrator is refused for that reason only.
 */
export async function explainingAdminMode<T>(
  gitlab: GitLab,
  operation: () => Promise<T>,
): Promise<T> {
  try {
    return await operation()
  } catch (error) {
    if (!(error instanceof ServerProblem) || error.code !== 'forbidden') throw error
    // When that cannot be asked, the first answer stands.
    const isAdmin = await getCurrentUser(gitlab).then(
      (user) => user.is_admin,
      () => false,
    )
    throw isAdmin ? new ServerProblem('admin_mode_required', { cause: error.cause }) : error
  }
}
