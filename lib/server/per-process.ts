import 'server-only'

/**
 * State of the whole process. Next bundles instrumentation, proxy and routes separately, so that a module variable
 * would exist several times.
 */
export function perProcess<T>(name: string, create: () => T): T {
  const key = Symbol.for(`cluster-console.${name}`)
  const all = globalThis as unknown as Record<symbol, T | undefined>
  const known = all[key]
  if (known !== undefined) return known
  const created = create()
  all[key] = created
  return created
}
