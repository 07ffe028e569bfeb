import { existsSync, readFileSync } from 'node:fs'

/**
 * The variable's text, from NAME or from the file of NAME_FILE, which then counts as NAME; an unreadable file is the
 * configuration's to name.
 */
export function setting(name: string): string | undefined {
  const text = process.env[name]?.trim()
  const file = process.env[`${name}_FILE`]?.trim()
  if (text || !file || !existsSync(file)) return text || undefined
  delete process.env[`${name}_FILE`]
  process.env[name] = readFileSync(file, 'utf8').trim()
  return process.env[name]
}
