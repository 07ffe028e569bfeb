import { z } from 'zod'
import { serviceTokenSchema } from './service-token.ts'
import { authModeSchema } from './session.ts'

/** A switch of GitLab as far as it can be seen from the person's rights. */
const switchStateSchema = z.enum(['on', 'off', 'unknown'])
export type SwitchState = z.infer<typeof switchStateSchema>

/** Whether the person may do a thing, and if not, what is missing. */
const accessSchema = z.enum([
  'allowed',
  'forbidden',
  'insufficient_scope',
  'admin_mode_required',
  'unknown',
])
export type Access = z.infer<typeof accessSchema>

/** Answer of `GET /api/instance`: what the doctor page shows. Null means that GitLab did not tell. */
export const instanceSchema = z.object({
  gitlab: z.object({
    url: z.string(),
    version: z.string().nullable(),
    enterprise: z.boolean().nullable(),
  }),
  kas: z
    .object({
      enabled: z.boolean(),
      external_url: z.string().nullable(),
      version: z.string().nullable(),
    })
    .nullable(),
  certificate_based_clusters: switchStateSchema,
  receptive_agents: switchStateSchema,
  user: z.object({ username: z.string(), name: z.string(), is_admin: z.boolean() }),
  /** How people sign in here. */
  mode: authModeSchema,
  /** The person's own; null behind an SSO. */
  token: z
    .object({
      scopes: z.array(z.string()),
      /** Seconds until GitLab's access token must be refreshed; the console does that by itself. */
      expires_in_s: z.number().nullable(),
    })
    .nullable(),
  /** Behind an SSO, for administrators: the token by which everybody reaches GitLab. */
  service_token: serviceTokenSchema.nullable(),
  access: z.object({ instance_clusters: accessSchema, write: accessSchema }),
  /** GitLab's clock minus ours, in milliseconds. */
  clock_offset_ms: z.number(),
  as_of: z.string(),
})
export type Instance = z.infer<typeof instanceSchema>
