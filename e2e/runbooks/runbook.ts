import { boldWords, prose, read } from '#lib/documents/markdown.fixture.ts'

/**
 * The labels of docs/runbooks/NAME.md. Gives a pattern for one that stands there in bold, where `…` is whatever the product fills
 * in, and throws for any other: a story presses what its runbook says, and nothing else.
 */
export function runbook(name: string): (label: string) => RegExp {
  const words = new Set(boldWords(prose(read(`docs/runbooks/${name}.md`))))
  return (label) => {
    if (!words.has(label)) throw new Error(`docs/runbooks/${name}.md does not say "${label}"`)
    const parts = label.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    return new RegExp(`^${parts.join('.*')}$`)
  }
}
