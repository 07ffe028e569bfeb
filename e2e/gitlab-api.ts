/** Somebody else at work: a call straight to the simulated GitLab with root's personal access token. */
export async function callGitLab<T>(
  gitlabUrl: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await fetch(`${gitlabUrl}/api/v4/${path}`, {
    method,
    headers: { 'PRIVATE-TOKEN': 'glpat-root', 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return text === '' ? (undefined as T) : (JSON.parse(text) as T)
}

export interface GitLabCluster {
  id: number
  name: string
  domain: string | null
  enabled: boolean
  managed: boolean
  namespace_per_environment: boolean
  environment_scope: string
  platform_kubernetes: { api_url: string; namespace: string | null; ca_cert: string | null }
}
