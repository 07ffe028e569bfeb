import 'server-only'

/** Dotted names of the fields that a body sets, sorted; values stay out because some are secret. */
export function changedFields(body: object, prefix = ''): string[] {
  return Object.entries(body)
    .flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? changedFields(value, `${prefix}${name}.`)
        : [prefix + name],
    )
    .sort()
}
