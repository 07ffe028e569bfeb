import 'server-only'
import { z } from 'zod'
import { queryGitLab, refusalOf } from '../graphql.ts'
import { getMetadata, type Metadata } from '../metadata.ts'
import { inScan, type ScanContext } from './context.ts'
import { codeOfGap } from './gap.ts'

/** What this GitLab's GraphQL has beyond what every edition has, and how much one query may ask for. */
export interface Features {
  groupAgents: boolean
  isReceptive: boolean
  urlConfigurations: boolean
  /** Of one query (gitlab-api.md §8.5). */
  maxComplexity: number
  metadata: Metadata | null
}

/** What people who are no administrators have. */
const defaultComplexity = 250

export const unknownFeatures: Features = {
  groupAgents: false,
  isReceptive: false,
  urlConfigurations: false,
  maxComplexity: defaultComplexity,
  metadata: null,
}

const query = `query FleetFeatures {
  queryComplexity { limit }
  group: __type(name: "Group") { fields { name } }
  agent: __type(name: "ClusterAgent") { fields { name } }
}`

const typeSchema = z
  .object({ fields: z.array(z.object({ name: z.string() })).nullish() })
  .nullish()
  .transform((type) => new Set(type?.fields?.map(({ name }) => name) ?? []))

const schema = z.object({
  queryComplexity: z.object({ limit: z.number().int().positive().nullish() }).nullish(),
  group: typeSchema,
  agent: typeSchema,
})

/**
 * Looks at what GitLab's schema has rather than at its edition: a field that it lacks makes it refuse a whole query
 * (gitlab-api.md §12, trap 15). Where it tells nothing, what every edition has is used.
 */
async function lookAtSchema(scan: ScanContext): Promise<void> {
  try {
    const { data } = await scan.call((gitlab) => queryGitLab(gitlab, { ...inScan, query, schema }))
    const { queryComplexity, group, agent } = data.data
    Object.assign(scan.features, {
      groupAgents: group.has('clusterAgents'),
      isReceptive: agent.has('isReceptive'),
      urlConfigurations: agent.has('urlConfigurations'),
      maxComplexity: queryComplexity?.limit ?? defaultComplexity,
    } satisfies Partial<Features>)
  } catch (error) {
    if (refusalOf(error) === null) throw error
  }
}

/** Learns what this GitLab can do. Throws what the look at the schema throws; without a version the scan goes on. */
export async function detectFeatures(scan: ScanContext): Promise<void> {
  const metadata = scan
    .call((gitlab) => getMetadata(gitlab, inScan))
    .then(
      (found) => {
        scan.features.metadata = found
      },
      (error: unknown) => void codeOfGap(error),
    )
  await Promise.all([lookAtSchema(scan), metadata])
}
