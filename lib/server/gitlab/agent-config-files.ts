import 'server-only'
import { z } from 'zod'
import { unlessRefused } from './attempt.ts'
import type { GitLab } from './gitlab.ts'

const folder = '.gitlab/agents'
const entrySchema = z.object({ path: z.string(), type: z.string() })
/** Each agent takes a folder and a file, and folders may hold more. */
const maxRows = 10_000
/** A list of agents does not wait longer for its links. */
const budgetMs = 5_000

const pathOf = (name: string) => `${folder}/${name}/config.yaml`

/**
 * Tells whether an agent has a configuration file on the default branch (gitlab-api.md §6.7), or null when that could
 * not be read. One reading answers for all agents of a project, or for the one called `only`.
 */
export async function readConfigFiles(
  gitlab: GitLab,
  projectId: number,
  only?: string,
): Promise<(name: string) => boolean | null> {
  const { value, problem } = await unlessRefused(
    gitlab.getAll(`projects/${projectId}/repository/tree`, {
      schema: entrySchema,
      query: { path: only === undefined ? folder : `${folder}/${only}`, recursive: true },
      maxRows,
      budgetMs,
      // Files of the same content have the same id.
      rowKey: 'path',
    }),
  )
  // An empty repository and a missing folder are 404: there is no such file.
  if (problem !== null) return () => (problem === 'record_not_found' ? false : null)
  const files = new Set(
    value.data.items.filter(({ type }) => type === 'blob').map(({ path }) => path),
  )
  return (name) => files.has(pathOf(name)) || (value.data.complete ? false : null)
}

/** Where a person finds the file, by the name of the default branch that always fits. */
export const configFilePath = (name: string): string => `-/blob/HEAD/${pathOf(name)}`
