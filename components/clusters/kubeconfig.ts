import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'

const text = z.string().optional().catch(undefined)

/** `kubectl`'s Config, v1: the parts that matter to GitLab. kubectl writes `null` for lists that are empty. */
const kubeconfigSchema = z.object({
  clusters: z
    .array(
      z.object({
        name: z.string(),
        cluster: z.object({
          server: text,
          'certificate-authority': text,
          'certificate-authority-data': text,
          'insecure-skip-tls-verify': z.boolean().optional().catch(undefined),
        }),
      }),
    )
    .min(1),
  users: z
    .array(
      z.object({
        name: z.string(),
        user: z
          .object({
            token: text,
            tokenFile: text,
            'client-certificate': text,
            'client-certificate-data': text,
            exec: z.unknown().optional(),
            'auth-provider': z.unknown().optional(),
            username: text,
          })
          .nullish(),
      }),
    )
    .nullish(),
  contexts: z
    .array(z.object({ name: z.string(), context: z.object({ cluster: text, user: text }) }))
    .nullish(),
  'current-context': text,
})
type Kubeconfig = z.infer<typeof kubeconfigSchema>
type KubeconfigUser = NonNullable<NonNullable<Kubeconfig['users']>[number]['user']>

/** Why a part of a context could not be taken; keys of the message catalog (`clusterForm.kubeconfig.notes`). */
type KubeconfigNote =
  | 'cluster_missing'
  | 'server_missing'
  | 'ca_missing'
  | 'ca_file'
  | 'ca_not_pem'
  | 'tls_not_verified'
  | 'user_missing'
  | 'user_client_certificate'
  | 'user_exec'
  | 'user_auth_provider'
  | 'user_token_file'
  | 'user_password'
  | 'user_without_token'

/** What one context of a kubeconfig gives to the form; null where it gives nothing. */
export interface KubeconfigContext {
  name: string
  clusterName: string
  apiUrl: string | null
  caCert: string | null
  token: string | null
  notes: KubeconfigNote[]
}

export type KubeconfigResult =
  | { ok: true; contexts: KubeconfigContext[]; current: string | null }
  | { ok: false; error: 'syntax'; line: number; column: number }
  | { ok: false; error: 'too_large' | 'several_documents' | 'not_a_kubeconfig' }

/** Kubeconfigs of a hundred clusters stay far below it. */
const maxCharacters = 1_000_000

/**
 * Reads a kubeconfig (YAML or JSON) in the browser; the text goes nowhere. Never throws, and no error holds a piece of
 * the text: it is full of secrets.
 */
export function readKubeconfig(source: string): KubeconfigResult {
  if (source.length > maxCharacters) return { ok: false, error: 'too_large' }
  const lineCounter = new LineCounter()
  const document = parseDocument(source, { lineCounter, prettyErrors: false, logLevel: 'error' })
  const [failure] = document.errors
  if (failure?.code === 'MULTIPLE_DOCS') return { ok: false, error: 'several_documents' }
  if (failure) {
    const { line, col } = lineCounter.linePos(failure.pos[0])
    return { ok: false, error: 'syntax', line, column: col }
  }
  const parsed = kubeconfigSchema.safeParse(toValue(document))
  if (!parsed.success) return { ok: false, error: 'not_a_kubeconfig' }
  const contexts = readContexts(parsed.data)
  const current = contexts.find(({ name }) => name === parsed.data['current-context'])
  return { ok: true, contexts, current: current?.name ?? contexts[0]?.name ?? null }
}

function toValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch {
    // Aliases without an anchor, or so many of them that they are an attack.
    return undefined
  }
}

function readContexts(config: Kubeconfig): KubeconfigContext[] {
  const contexts = config.contexts ?? []
  if (contexts.length > 0) {
    return contexts.map(({ name, context }) => readContext(config, name, context))
  }
  const onlyUser = config.users?.length === 1 ? config.users[0]?.name : undefined
  return config.clusters.map(({ name }) =>
    readContext(config, name, { cluster: name, user: onlyUser }),
  )
}

function readContext(
  config: Kubeconfig,
  name: string,
  context: { cluster?: string | undefined; user?: string | undefined },
): KubeconfigContext {
  const entry = config.clusters.find((cluster) => cluster.name === context.cluster)
  if (!entry) {
    const clusterName = context.cluster ?? name
    return {
      name,
      clusterName,
      apiUrl: null,
      caCert: null,
      token: null,
      notes: ['cluster_missing'],
    }
  }
  const { cluster } = entry
  const user = config.users?.find((candidate) => candidate.name === context.user)
  const caCert = decodePem(cluster['certificate-authority-data'])
  const notes: KubeconfigNote[] = []
  if (!cluster.server) notes.push('server_missing')
  if (cluster['insecure-skip-tls-verify']) notes.push('tls_not_verified')
  else if (caCert === null) notes.push(caNote(cluster))
  const token = user?.user?.token?.trim() || null
  if (token === null) notes.push(user ? userNote(user.user ?? {}) : 'user_missing')
  return { name, clusterName: entry.name, apiUrl: cluster.server ?? null, caCert, token, notes }
}

function caNote(cluster: Kubeconfig['clusters'][number]['cluster']): KubeconfigNote {
  if (cluster['certificate-authority-data']) return 'ca_not_pem'
  return cluster['certificate-authority'] ? 'ca_file' : 'ca_missing'
}

function userNote(user: Partial<KubeconfigUser>): KubeconfigNote {
  if (user.exec) return 'user_exec'
  if (user['auth-provider']) return 'user_auth_provider'
  if (user['client-certificate'] || user['client-certificate-data'])
    return 'user_client_certificate'
  if (user.tokenFile) return 'user_token_file'
  return user.username ? 'user_password' : 'user_without_token'
}

function decodePem(base64: string | undefined): string | null {
  if (!base64) return null
  try {
    const pem = atob(base64.replaceAll(/\s/g, '')).replaceAll('\r\n', '\n').trim()
    return pem.includes('-----BEGIN CERTIFICATE-----') ? pem : null
  } catch {
    return null
  }
}
