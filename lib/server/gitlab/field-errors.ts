import 'server-only'
import { fieldError } from '#lib/contract/field-error.ts'
import type { FieldErrors } from '#lib/contract/problem.ts'
import { fieldMessage } from './field-sentences.ts'

const maxFields = 50
const maxMessages = 10
/** GitLab's sentences are short; what is longer is cut before anything looks for a pattern in it. */
const maxTextLength = 4_000
const fieldPath = /^[a-z][a-z0-9_]{0,63}(\.[a-z][a-z0-9_]{0,63}){0,3}$/

/** Attributes as Rails writes them at the start of a full message (gitlab-api.md §6.2). */
const humanNames: Record<string, string> = {
  name: 'name',
  description: 'description',
  url: 'url',
  'tls host': 'tls_host',
  'ca cert': 'ca_cert',
  'client cert': 'client_cert',
  'client key': 'client_key',
}
const fullMessage = /^(name|description|url|tls host|ca cert|client cert|client key) \S/i

/** GitLab's key → the path of our input; `base` (the form itself) for what is no field. */
function inputPath(key: string): string {
  if (!fieldPath.test(key) || key.endsWith('.base')) return 'base'
  return key.replace(/^platform_kubernetes\./, 'platform_kubernetes_attributes.')
}

/** Collects messages; GitLab sometimes says the same thing twice, or says "blank" and "malformed" of one blank field. */
class Collector {
  readonly #fields = new Map<string, Set<string>>()

  add(key: string, text: string): void {
    const sentence = text.slice(0, maxTextLength)
    const path = inputPath(key)
    const messages = this.#fields.get(path) ?? new Set()
    if (messages.size >= maxMessages || (messages.size === 0 && this.#fields.size >= maxFields))
      return
    this.#fields.set(path, messages.add(fieldMessage(path, sentence)))
  }

  result(): FieldErrors {
    const required = fieldError('required')
    const errors: FieldErrors = {}
    for (const [path, messages] of this.#fields) {
      const isParent = [...this.#fields.keys()].some((other) => other.startsWith(`${path}.`))
      if (isParent) continue
      errors[path] = messages.has(required) ? [required] : [...messages]
    }
    if (Object.keys(errors).length === 0) errors.base = [fieldError('refused_by_gitlab')]
    return errors
  }
}

/** `{"error": "name is missing, platform_kubernetes_attributes[api_url] is empty"}` (gitlab-api.md §1.2). */
export function errorsFromGrape(sentence: string): FieldErrors {
  const errors = new Collector()
  for (const part of sentence.slice(0, maxTextLength).split(', ')) {
    const [, key, rest] = /^([\w[\]]+) ((?:is|does) .+)$/.exec(part) ?? []
    if (key === undefined || rest === undefined) errors.add('base', part)
    else errors.add(key.replaceAll('[', '.').replaceAll(']', ''), rest)
  }
  return errors.result()
}

/** Objects in objects, each with an array of sentences: deeper nests no GitLab. */
const maxDepth = 6

function addTree(errors: Collector, value: unknown, path: string, depth: number): void {
  if (typeof value === 'string') errors.add(path === '' ? 'base' : path, value)
  else if (depth >= maxDepth) return
  else if (Array.isArray(value)) {
    for (const item of value.slice(0, maxFields)) addTree(errors, item, path, depth + 1)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      addTree(errors, inner, path === '' ? key : `${path}.${key}`, depth + 1)
    }
  }
}

/** `{"message": {"platform_kubernetes.api_url": ["…"]}}`, also with nested objects (gitlab-api.md §1.2). */
export function errorsFromModel(message: object): FieldErrors {
  const errors = new Collector()
  addTree(errors, message, '', 0)
  return errors.result()
}

/** The strings of a Ruby array as `inspect` writes it, or null when the text is none. */
function rubyStrings(text: string): string[] | null {
  if (!/^\[.*\]$/s.test(text)) return null
  return [...text.matchAll(/"([^"\\]*(?:\\.[^"\\]*)*)"/gs)].map(([, inner = '']) =>
    inner.replace(/\\(["\\#'])/g, '$1'),
  )
}

/** `400 Bad request - <reason>`, where the reason may be an inspected Ruby array (gitlab-api.md §6.2). */
export function errorsFromReason(message: string): FieldErrors {
  const errors = new Collector()
  const [, oldField] = /^400 \(Bad request\) "(\w+)" not given$/.exec(message) ?? []
  if (oldField !== undefined) {
    errors.add(oldField, 'is missing')
    return errors.result()
  }
  const reason = message.slice(0, maxTextLength).replace(/^400 Bad request( - )?/i, '')
  for (const sentence of rubyStrings(reason) ?? [reason]) {
    const attribute = fullMessage.exec(sentence)?.[1]
    errors.add(humanNames[attribute?.toLowerCase() ?? ''] ?? 'base', sentence)
  }
  return errors.result()
}
