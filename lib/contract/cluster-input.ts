import { z } from 'zod'
import { authorizationTypes } from './cluster.ts'
import { fieldError } from './field-error.ts'
import type { Scope } from './scope.ts'

/*
 * What may be sent to GitLab about a cluster (gitlab-api.md §3.2, §3.3). No `.default()` anywhere: zod keeps defaults
 * through `.partial()`, and an update would re-enable a disabled cluster.
 */
const required = z.string().trim().min(1, fieldError('required'))

/** Host names of up to 253 characters, in labels of up to 63. */
export const hostname =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i
const scopeCharacters = /^[a-zA-Z0-9_/$*{}. -]+$/
const pem = /^\s*-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/
const namespaceCharacters = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/

function isHttpUrl(value: string): boolean {
  const url = URL.parse(value)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.host !== ''
}

const clusterNameSchema = required.max(2048, fieldError('name_too_long'))
const domainSchema = z
  .string()
  .trim()
  .refine((value) => value === '' || hostname.test(value), fieldError('domain_syntax'))
const environmentScopeSchema = required
  .max(255, fieldError('too_long'))
  .regex(scopeCharacters, fieldError('environment_scope_syntax'))
const apiUrlSchema = required
  .max(1024, fieldError('api_url_too_long'))
  .refine(isHttpUrl, fieldError('api_url_syntax'))
export const clusterTokenSchema = z
  .string()
  .trim()
  .max(16_000, fieldError('too_long'))
  .refine((value) => !/\s/.test(value), fieldError('token_multiline'))
export const caCertSchema = z
  .string()
  .trim()
  .max(48_000, fieldError('too_long'))
  .refine((value) => !privateKey.test(value), fieldError('ca_cert_private_key'))
  .refine((value) => value === '' || pem.test(value), fieldError('ca_cert_syntax'))
const namespaceSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(63, fieldError('namespace_too_long'))
  .refine(
    (value) => value === '' || namespaceCharacters.test(value),
    fieldError('namespace_syntax'),
  )
  .refine((value) => value !== 'gitlab-managed-apps', fieldError('namespace_reserved'))

const platformFields = {
  api_url: apiUrlSchema,
  token: clusterTokenSchema,
  ca_cert: caCertSchema,
  namespace: namespaceSchema,
}

const fields = {
  name: clusterNameSchema,
  enabled: z.boolean(),
  managed: z.boolean(),
  environment_scope: environmentScopeSchema,
  namespace_per_environment: z.boolean(),
  domain: domainSchema,
  management_project_id: z.number().int().positive().nullable(),
}

/** Body of `POST /api/scopes/{scope}/clusters`. `authorization_type` can be chosen here only. */
export const clusterCreateSchema = z.strictObject({
  ...fields,
  platform_kubernetes_attributes: z.strictObject({
    ...platformFields,
    token: clusterTokenSchema.min(1, fieldError('required')),
    authorization_type: z.enum(authorizationTypes),
  }),
})
export type ClusterCreate = z.infer<typeof clusterCreateSchema>

/**
 * Body of `PUT /api/scopes/{scope}/clusters/{id}`: the changed fields, and always `namespace_per_environment`,
 * because GitLab resets it to true when it is left out (gitlab-api.md §3.2). An empty token keeps the stored one.
 */
export const clusterUpdateSchema = z
  .strictObject({
    ...fields,
    platform_kubernetes_attributes: z.strictObject(platformFields).partial(),
  })
  .partial()
  .required({ namespace_per_environment: true })
export type ClusterUpdate = z.infer<typeof clusterUpdateSchema>

/**
 * Whether GitLab takes a Kubernetes namespace: always for project clusters, for group and instance clusters only when
 * GitLab does not manage their namespaces (gitlab-api.md §3.3).
 */
export function isNamespaceAllowed(kind: Scope['kind'], managed: boolean): boolean {
  return kind === 'project' || !managed
}
