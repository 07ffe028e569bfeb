import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from './cli/postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the database `postgres` on the server of this run, for its owner. */
    postgresUrl: string
  }
}

/** Gives all unit tests of a run one folder for temporary files and one PostgreSQL, and takes both away afterwards. */
export async function setup(project: TestProject) {
  const postgres = await startPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'cluster-console-unit-'))
  process.env.TMPDIR = folder
  project.provide('postgresUrl', postgres.urlOf('postgres'))
  return async () => {
    rmSync(folder, { recursive: true, force: true })
    await postgres.stop()
  }
}
