import { boolean, hash, integer, type ParamsOf, string } from './grape-params.ts'
import type { AuthorizationType } from './state.ts'

const AUTHORIZATION_TYPES: readonly AuthorizationType[] = ['unknown_authorization', 'rbac', 'abac']

/** Path parameter of a single cluster (gitlab-api.md §4, I2). */
export const clusterIdParams = { cluster_id: integer({ required: true }) }

/** POST, the same at all three scopes (§3.2), in GitLab's order of declaration. */
export const createParams = {
  name: string({ required: true }),
  enabled: boolean({ fallback: true }),
  domain: string(),
  environment_scope: string({ fallback: '*' }),
  namespace_per_environment: boolean({ fallback: true }),
  management_project_id: integer(),
  managed: boolean({ fallback: true }),
  platform_kubernetes_attributes: hash(
    {
      api_url: string({ required: true, allowBlank: false }),
      token: string({ required: true }),
      ca_cert: string(),
      namespace: string(),
      authorization_type: string({ values: AUTHORIZATION_TYPES, fallback: 'rbac' }),
    },
    { required: true },
  ),
}

/** PUT (§3.2): `namespace_per_environment` has a default here too, `authorization_type` is not read. */
export const updateParams = {
  ...clusterIdParams,
  name: string(),
  domain: string(),
  environment_scope: string(),
  namespace_per_environment: boolean({ fallback: true }),
  management_project_id: integer(),
  enabled: boolean(),
  managed: boolean(),
  platform_kubernetes_attributes: hash({
    api_url: string(),
    token: string(),
    ca_cert: string(),
    namespace: string(),
  }),
}

export type CreateParams = ParamsOf<typeof createParams>
export type UpdateParams = ParamsOf<typeof updateParams>

/** GitLab's enum from a value that `values` has already checked. */
export const authorizationType = (value: string | null | undefined): AuthorizationType =>
  AUTHORIZATION_TYPES.find((type) => type === value) ?? 'rbac'
