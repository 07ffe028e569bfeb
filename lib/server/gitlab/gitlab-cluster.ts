import 'server-only'
import { z } from 'zod'
import {
  authorizationTypes,
  type Cluster,
  type ClusterSummary,
  projectIdentitySchema,
} from '#lib/contract/cluster.ts'
import { inspectCa } from '#lib/server/certificate.ts'
import { asOf } from './read-at.ts'
import { ownWebUrl } from './web-url.ts'

/** Null for what an old GitLab or another entity leaves out (gitlab-api.md §3.2, §3.7). */
const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? null)

/** The entity `Cluster` as GitLab sends it (gitlab-api.md §3.7); keys that are not named here are dropped. */
export const gitlabClusterSchema = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  created_at: z.string(),
  domain: optional(z.string()),
  enabled: optional(z.boolean()),
  managed: optional(z.boolean()),
  namespace_per_environment: optional(z.boolean()),
  provider_type: z.enum(['user', 'gcp', 'aws']),
  environment_scope: z.string(),
  cluster_type: z.enum(['instance_type', 'group_type', 'project_type']),
  user: optional(
    z.object({
      id: z.number().int(),
      username: z.string(),
      name: z.string(),
      web_url: optional(z.string()),
      state: optional(z.string()),
    }),
  ),
  platform_kubernetes: optional(
    z.object({
      api_url: optional(z.string()),
      namespace: optional(z.string()),
      authorization_type: optional(z.enum(authorizationTypes)),
      ca_cert: optional(z.string()),
    }),
  ),
  provider_gcp: optional(
    z.object({
      status_name: optional(z.string()),
      gcp_project_id: optional(z.string()),
      zone: optional(z.string()),
      machine_type: optional(z.string()),
      num_nodes: optional(z.number()),
      endpoint: optional(z.string()),
    }),
  ),
  management_project: optional(projectIdentitySchema),
})
export type GitLabCluster = z.infer<typeof gitlabClusterSchema>

export interface Reading {
  readAt: Date
  gitlabUrl: string
}

/** Who added a cluster, as far as lists tell of them. */
function toUser({ id, username, name, web_url }: NonNullable<GitLabCluster['user']>, url: string) {
  return { id, username, name, web_url: ownWebUrl(web_url, url) }
}

/** A cluster as the console shows it in a list: without its CA certificate, with what that says. */
export function toClusterSummary(cluster: GitLabCluster, reading: Reading): ClusterSummary {
  const { platform_kubernetes: platform, user } = cluster
  return {
    ...cluster,
    user: user && toUser(user, reading.gitlabUrl),
    platform_kubernetes: {
      // A cluster that a provider is still making has no address yet.
      api_url: platform?.api_url ?? '',
      namespace: platform?.namespace ?? null,
      authorization_type: platform?.authorization_type ?? null,
    },
    console: {
      ca: inspectCa(platform?.ca_cert ?? null),
      as_of: asOf(reading.readAt, cluster.created_at),
    },
  }
}

/** A cluster with everything that its form needs. */
export function toCluster(cluster: GitLabCluster, reading: Reading): Cluster {
  const summary = toClusterSummary(cluster, reading)
  return {
    ...summary,
    platform_kubernetes: {
      ...summary.platform_kubernetes,
      ca_cert: cluster.platform_kubernetes?.ca_cert ?? null,
    },
  }
}
