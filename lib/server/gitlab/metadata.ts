import 'server-only'
import { z } from 'zod'
import { ServerProblem } from '#lib/server/problem.ts'
import type { GitLab, OperationOptions } from './gitlab.ts'

/** The keys inside `kas` are camelCase (gitlab-api.md §7). */
const metadataSchema = z.object({
  version: z.string(),
  enterprise: z.boolean().nullish(),
  kas: z
    .object({
      enabled: z.boolean(),
      externalUrl: z.string().nullish(),
      version: z.string().nullish(),
    })
    .nullish(),
})
export type Metadata = z.infer<typeof metadataSchema>

/** What GitLab says about itself. `/metadata` is there since GitLab 15.2, `/version` before and beside it (gitlab-api.md §7). */
export async function getMetadata(
  gitlab: GitLab,
  options: Pick<OperationOptions, 'lane' | 'waits'> = {},
): Promise<Metadata> {
  try {
    return (await gitlab.get('metadata', { ...options, schema: metadataSchema })).data
  } catch (error) {
    if (!(error instanceof ServerProblem) || error.code !== 'route_unknown') throw error
    return (await gitlab.get('version', { ...options, schema: metadataSchema })).data
  }
}
