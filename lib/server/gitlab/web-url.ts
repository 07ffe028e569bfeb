import 'server-only'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** A `web_url` of GitLab's that may become a link: on GitLab's own origin, https unless loopback. Null otherwise. */
export function ownWebUrl(value: string | null | undefined, gitlabUrl: string): string | null {
  const url = URL.parse(value ?? '')
  if (url === null || url.origin !== new URL(gitlabUrl).origin) return null
  if (url.username !== '' || url.password !== '') return null
  return url.protocol === 'https:' || loopback.test(url.hostname) ? url.href : null
}
