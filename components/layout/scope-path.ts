import { type Scope, scopeParam } from '#lib/contract/scope.ts'

/** Whether a page of agents stands at `path`: their list, one of them, or what is done with it. */
export const isAgentsPath = (path: string): boolean => /^\/projects\/\d+\/agents(\/|$)/.test(path)

/** The scope in an address, `/{scope}/…` or `/projects/{id}/…`; null on pages that belong to none. */
export function scopeOfPath(path: string): Scope | null {
  const [, first = '', second = ''] = path.split('/')
  return scopeParam.safeParse(first === 'projects' ? `project-${second}` : first).data ?? null
}
