// Any origin will do: it only shows whether the value stays on it.
const origin = 'https://console.invalid'

/** A path with query of this console out of a query parameter; `/` for everything that could lead elsewhere. */
export function pathOnly(value: string | string[] | undefined): string {
  if (typeof value !== 'string' || !value.startsWith('/')) return '/'
  const url = URL.parse(value, origin)
  if (url === null || url.origin !== origin || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search
}
