import { z } from 'zod'
import { caSchema } from './certificate.ts'

/** GitLab's `UserBasic`, narrowed. */
export const userSchema = z.object({
  id: z.number().int(),
  username: z.string(),
  name: z.string(),
  web_url: z.string().nullable(),
})

/** GitLab's `ProjectIdentity`, narrowed. */
export const projectIdentitySchema = z.object({
  id: z.number().int(),
  name: z.string(),
  path_with_namespace: z.string(),
})

export const authorizationTypes = ['rbac', 'abac', 'unknown_authorization'] as const

/** Our own facts about a record beside GitLab's fields. `as_of` is the time of the reading by GitLab's clock. */
const consoleSchema = z.object({ ca: caSchema.nullable(), as_of: z.string() })

/**
 * A certificate-based cluster in a list (gitlab-api.md §3.7). `managed`, `enabled` and `namespace_per_environment`
 * are null when an old GitLab does not tell them. The Kubernetes token is in no answer of GitLab.
 */
export const clusterSummarySchema = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  created_at: z.string(),
  domain: z.string().nullable(),
  enabled: z.boolean().nullable(),
  managed: z.boolean().nullable(),
  namespace_per_environment: z.boolean().nullable(),
  provider_type: z.enum(['user', 'gcp', 'aws']),
  environment_scope: z.string(),
  cluster_type: z.enum(['instance_type', 'group_type', 'project_type']),
  user: userSchema.nullable(),
  platform_kubernetes: z.object({
    api_url: z.string(),
    namespace: z.string().nullable(),
    authorization_type: z.enum(authorizationTypes).nullable(),
  }),
  provider_gcp: z
    .object({
      status_name: z.string().nullable(),
      gcp_project_id: z.string().nullable(),
      zone: z.string().nullable(),
      machine_type: z.string().nullable(),
      num_nodes: z.number().nullable(),
      endpoint: z.string().nullable(),
    })
    .nullable(),
  management_project: projectIdentitySchema.nullable(),
  console: consoleSchema,
})
export type ClusterSummary = z.infer<typeof clusterSummarySchema>

/** One cluster with everything that its form needs: the summary and the CA certificate's PEM. */
export const clusterSchema = clusterSummarySchema.extend({
  platform_kubernetes: clusterSummarySchema.shape.platform_kubernetes.extend({
    ca_cert: z.string().nullable(),
  }),
})
export type Cluster = z.infer<typeof clusterSchema>
