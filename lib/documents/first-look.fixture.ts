import { read } from './markdown.fixture.ts'

/** The program for `node -e` by which docs/operations.md asks a replica from within its container. */
export function firstLook(): string {
  const [, program] = /^ask='([^']+)'$/m.exec(read('docs/operations.md')) ?? []
  if (program === undefined) throw new Error('operations.md asks nothing')
  return program
}
