/** The one registered OAuth application of both worlds (design/simulator.md). */
export const application = {
  id: 1,
  name: 'GitLab cluster console',
  clientId: 'console',
  clientSecret: 'console-secret',
  scopes: ['api', 'read_api', 'read_user', 'admin_mode', 'openid'],
} as const

/** Redirect URIs: loopback, any port, as the application registers them; by https under a name of loopback's. */
export const isRegisteredRedirectUri = (uri: string) =>
  /^(http:\/\/(localhost|127\.0\.0\.1)|https:\/\/console\.localhost)(:\d{1,5})?\/auth\/callback$/.test(
    uri,
  )

/** The scopes of a request, or null when one is not registered (`invalid_scope`, gitlab-api.md §9). */
export function requestedScopes(scope: string): readonly string[] | null {
  const scopes = scope.split(/\s+/).filter(Boolean)
  if (scopes.length === 0) return ['api']
  const registered: readonly string[] = application.scopes
  return scopes.every((name) => registered.includes(name)) ? scopes : null
}

/** Whether client credentials are those of the application. */
export const isApplication = (clientId: string, clientSecret: string) =>
  clientId === application.clientId && clientSecret === application.clientSecret
