import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The text of a file of the project; `path` from its root. */
export const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8')

/** Every document of the project, by its path from the root. */
export const documents = (): string[] => [
  'README.md',
  ...readdirSync(`${root}/docs`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `docs/${name}`),
]

/** Without what stands in fences: shown code is no text of the document. */
export const prose = (text: string): string =>
  text.replaceAll(/^( *)(`{3,})[^\n]*\n[\s\S]*?^\1\2\s*$/gm, '')

/** The words of a heading as a reader sees them: without marks of emphasis, code and links. */
const shown = (heading: string): string =>
  heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, '')

export interface Section {
  level: number
  title: string
  /** What stands below it, up to the next heading of any level. */
  body: string
}

/** A document cut at its headings. */
export function sections(text: string): Section[] {
  const headings = [...prose(text).matchAll(/^(#{1,6}) (.+)$/gm)]
  return headings.map((match, index) => ({
    level: (match[1] ?? '').length,
    title: shown(match[2] ?? '').trim(),
    body: prose(text)
      .slice(match.index + match[0].length, headings[index + 1]?.index)
      .trim(),
  }))
}

/** The sections one level below the heading `title`. Throws when there is no such heading. */
export function sectionsBelow(text: string, title: string): Section[] {
  const all = sections(text)
  const start = all.findIndex((section) => section.title === title)
  const parent = all[start]
  if (parent === undefined) throw new Error(`There is no heading "${title}"`)
  const rest = all.slice(start + 1)
  const end = rest.findIndex(({ level }) => level <= parent.level)
  return (end === -1 ? rest : rest.slice(0, end)).filter(({ level }) => level === parent.level + 1)
}

/** The anchors of a document's headings, as code hosts make them; a second heading of one name gets `-1`. */
export function anchors(text: string): string[] {
  const counts = new Map<string, number>()
  return sections(text).map(({ title }) => {
    const slug = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
      .replaceAll(/\s/g, '-')
    const count = counts.get(slug) ?? 0
    counts.set(slug, count + 1)
    return count === 0 ? slug : `${slug}-${count}`
  })
}

/** Where the links and pictures of a document lead, without those to other sites. */
export const ownLinks = (text: string): string[] =>
  [
    ...prose(text)
      .replaceAll(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))

/** What stands in bold in a document: by our rule the words of the screen. */
export const boldWords = (text: string): string[] =>
  [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = '']) => words.replaceAll(/\s+/g, ' '))
