import 'server-only'
import type { Scope } from '#lib/contract/scope.ts'
import { getCluster } from '../gitlab/clusters.ts'
import type { GitLab } from '../gitlab/gitlab.ts'

const patienceMs = 2_000

/**
 * What a cluster is called, to be recorded before it is deleted: afterwards nobody could say. Undefined when GitLab
 * does not tell soon; what is wrong shows in the deletion itself.
 */
export async function clusterName(
  gitlab: GitLab,
  scope: Scope,
  id: number,
): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs)
  })
  const name = getCluster(gitlab, scope, id).then(
    (cluster) => cluster.name,
    () => undefined,
  )
  try {
    return await Promise.race([name, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
