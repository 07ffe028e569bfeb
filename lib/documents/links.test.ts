import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { anchors, documents, ownLinks, prose, read, root } from './markdown.fixture.ts'

describe('anchors of headings', () => {
  test.each([
    ['## Start, and stop', 'start-and-stop'],
    ['## `/readyz` says no', 'readyz-says-no'],
    ['### upstream_tls', 'upstream_tls'],
    ['## A: one', 'a-one'],
    ['## [Metrics](metrics.md) & more', 'metrics--more'],
    ['```\n## no heading\n```\n# **Yes**', 'yes'],
  ])('%j', (text, anchor) => expect(anchors(text)).toEqual([anchor]))

  test('of two alike', () => expect(anchors('# A\n# A')).toEqual(['a', 'a-1']))
})

/** What is wrong with a link of a document; null when it leads somewhere. */
function fault(document: string, target: string): string | null {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? document : join(dirname(document), path)
  if (!existsSync(join(root, file))) return `${document}: ${target} is not there`
  if (anchor === undefined) return null
  return anchors(read(file)).includes(anchor) ? null : `${document}: ${target} has no such heading`
}

test('every link of the documents leads to a file, and to a heading of it', () => {
  const faults = documents().flatMap((document) =>
    ownLinks(read(document)).map((target) => fault(document, target)),
  )
  expect(faults.filter((found) => found !== null)).toEqual([])
  expect(faults.length).toBeGreaterThan(20)
})

test('every file and decision that a document names is there', () => {
  const decisions = readdirSync(join(root, 'docs/decisions'))
  const faults = documents().flatMap((document) => {
    const text = prose(read(document))
    const files = [...text.matchAll(/`((?:app|components|docs|e2e|lib|public)\/[\w./-]+\w)`/g)]
      .map(([, path = '']) => path)
      // What runs write is no file of the project.
      .filter((path) => !path.includes('/.results/') && !existsSync(join(root, path)))
    const missing = [...text.matchAll(/decisions\/(\d{4})/g)]
      .map(([, number = '']) => number)
      .filter((number) => !decisions.some((name) => name.startsWith(`${number}-`)))
    return [...files, ...missing].map((name) => `${document}: ${name}`)
  })
  expect(faults).toEqual([])
})

test('every document is reached from the README', () => {
  const reached = new Set(['README.md'])
  for (const document of reached) {
    for (const target of ownLinks(read(document))) {
      const file = join(dirname(document), target.split('#')[0] ?? '')
      if (file.endsWith('.md') && existsSync(join(root, file))) reached.add(file)
    }
  }
  // Decisions are found by the numbers that the documents and the code name.
  const lost = documents().filter(
    (document) => !reached.has(document) && !document.startsWith('docs/decisions/'),
  )
  expect(lost).toEqual([])
})
