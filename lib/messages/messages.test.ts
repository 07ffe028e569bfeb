import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { auditActions } from '#lib/contract/audit.ts'
import { fieldErrorKeys } from '#lib/contract/field-error.ts'
import { statusOf } from '#lib/contract/problem.ts'
import en from './en.json'
import { localeFromHeader } from './locale.ts'
import zh from './zh-CN.json'

type Tree = { [key: string]: string | Tree }

interface TranslatorConfig {
  locale: string
  messages: Tree
  onError: (error: Error) => void
}
/** The part of next-intl that is used here, for keys that are not known before. */
interface Translator {
  markup(key: string, values: Record<string, unknown>): string
}

// Tests resolve `next-intl` as server components do, which pulls in Next; its core alone needs nothing.
const nextIntl = createRequire(import.meta.url).resolve('next-intl')
const core: { createTranslator: (config: TranslatorConfig) => Translator } = await import(
  createRequire(nextIntl).resolve('use-intl/core')
)

const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${prefix}${key}`, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  )

const english = new Map(flatten(en))
const chinese = new Map(flatten(zh))

/** Names of arguments and tags, sorted; quoted braces are no arguments. */
function placeholders(message: string): string[] {
  const bare = message.replaceAll(/'[{}]'/g, '')
  const names = [...bare.matchAll(/\{(\w+)(?=[},])/g), ...bare.matchAll(/<(\w+)>/g)]
  return [...new Set(names.map((match) => match[1] ?? ''))].sort()
}

test('both languages have the same keys in the same order', () => {
  expect([...chinese.keys()]).toEqual([...english.keys()])
})

test('both languages have the same placeholders', () => {
  const differs = ([key, message]: [string, string]) =>
    placeholders(chinese.get(key) ?? '').join() !== placeholders(message).join()
  expect([...english].filter(differs)).toEqual([])
})

test.each([
  ['en', english, en],
  ['zh-CN', chinese, zh],
] as const)('every message of %s can be formatted', (locale, messages, tree) => {
  const errors: string[] = []
  const onError = (error: Error) => errors.push(error.message)
  const t = core.createTranslator({ locale, messages: tree, onError })
  const tag = (chunks: unknown) => String(chunks)
  for (const [key, message] of messages) {
    const argument = (name: string) => (message.includes(`<${name}>`) ? tag : 2)
    t.markup(key, Object.fromEntries(placeholders(message).map((name) => [name, argument(name)])))
  }
  expect(errors).toEqual([])
})

test('Chinese text uses Chinese punctuation', () => {
  const mixed = /[\u3400-\u9fff][,;:?!]|[,;?!](?=[\u3400-\u9fff])/
  expect([...chinese].filter(([, message]) => mixed.test(message))).toEqual([])
})

test('every problem code and field error has its words', () => {
  expect(Object.keys(en.errors)).toEqual(expect.arrayContaining(Object.keys(statusOf)))
  expect(Object.keys(en.validation)).toEqual(expect.arrayContaining([...fieldErrorKeys]))
})

test('exactly the audited actions have words', () => {
  const words = flatten(en.audit.actions).map(([key]) => key)
  expect(words.sort()).toEqual([...auditActions].sort())
})

test('every key is used', () => {
  const sources = sourceFiles().map(keysIn)
  const unused = [...english.keys()].filter(
    (key) => !ofContract.has(key) && !sources.some((source) => isUsedIn(source, key)),
  )
  expect(unused).toEqual([])
})

/** Made of a prefix and a key of the contract, which the tests above compare with the catalog. */
const ofContract = new Set([
  ...fieldErrorKeys.map((key) => `validation.${key}`),
  ...auditActions.map((action) => `audit.actions.${action}`),
])

/** Whether one file names the key: whole, or a namespace and the rest of it. */
function isUsedIn({ literals, templates }: SourceKeys, key: string): boolean {
  const isNamed = (name: string) =>
    literals.has(name) || templates.some((template) => template.test(name))
  const parts = key.split('.')
  return parts.some((_, index) => {
    const namespace = parts.slice(0, index).join('.')
    return (index === 0 || literals.has(namespace)) && isNamed(parts.slice(index).join('.'))
  })
}

function sourceFiles(): string[] {
  const root = new URL('../../', import.meta.url)
  return ['app', 'components', 'lib'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
      .map((file) => readFileSync(new URL(`${folder}/${file}`, root), 'utf8')),
  )
}

type SourceKeys = ReturnType<typeof keysIn>

/** What could be a key in a file: words in quotes, names of properties, and templates as patterns. */
function keysIn(source: string) {
  const find = (pattern: RegExp) => [...source.matchAll(pattern)].map((match) => match[1] ?? '')
  const literals = new Set([...find(/['"]([\w.-]+)['"]/g), ...find(/^\s*(\w+):/gm)])
  const gap = /\$\{[\w.]+\}/
  const templates = find(/`([\w.]*\$\{[\w.]+\}[\w.${}]*)`/g)
    .map((template) => template.split(gap))
    // A template without any fixed part would make every key look used.
    .filter((fixed) => fixed.some((part) => /\w/.test(part)))
    .map((fixed) => new RegExp(`^${fixed.map((part) => RegExp.escape(part)).join('[\\w-]+')}$`))
  return { literals, templates }
}

test.each([
  [null, 'en'],
  ['de-DE,de;q=0.9', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['de, zh-Hans;q=0.7, en;q=0.3', 'zh-CN'],
  ['en-GB, zh;q=0.9', 'en'],
  ['zh;q=0, en;q=0.1', 'en'],
])('Accept-Language %j gives %s', (header, locale) => {
  expect(localeFromHeader(header)).toBe(locale)
})
