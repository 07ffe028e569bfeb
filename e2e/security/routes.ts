import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../lib/cli/process.ts'

/** A text file of the production build. */
export const builtText = (path: string) => readFileSync(join(root, '.next', path), 'utf8')

/** What stands for a parameter in an address of the world `standard`. A new one needs a value here. */
const values: Record<string, string> = {
  '[...path]': 'nowhere',
  '[scope]': 'project-1',
  '[clusterId]': '4',
  '[projectId]': '1',
  '[agentId]': '1',
  '[tokenId]': '1',
  '[configurationId]': '1',
  '[id]': '0123456789abcdef',
  '[key]': 'c8f9a1a2-0000-4000-8000-000000000000',
}

/** The pattern with a value for each parameter, or with `value` for all of them. */
export const addressOf = (pattern: string, value?: string): string =>
  pattern.replaceAll(/\[[^\]]+\]/g, (parameter) => {
    const known = value ?? values[parameter]
    if (known === undefined) throw new Error(`No value for ${parameter} of ${pattern}`)
    return known
  })

const built = Object.entries(
  JSON.parse(builtText('app-path-routes-manifest.json')) as Record<string, string>,
)

/** Every route handler and every page that the build made, as patterns: a new one is in every case at once. */
export const routes = built.flatMap(([key, pattern]) => (key.endsWith('/route') ? [pattern] : []))
export const pages = built.flatMap(([key, pattern]) =>
  key.endsWith('/page') && !pattern.startsWith('/_') ? [pattern] : [],
)

/** What may be asked by anybody without `X-CSRF`. */
export const openRoutes = [
  '/auth/callback',
  '/auth/login',
  '/healthz',
  '/icon.svg',
  '/metrics',
  '/readyz',
]

/** Routes that answer with data, or change something. */
export const guardedRoutes = routes.filter((pattern) => !openRoutes.includes(pattern))

export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
