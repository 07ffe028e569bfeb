import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Gives all unit tests of a run one folder for temporary files, and takes it away afterwards. */
export function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'cluster-console-unit-'))
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
