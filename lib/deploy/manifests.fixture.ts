import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { root } from '#lib/cli/process.ts'

/** Where the examples for operators are. */
export const deploy = join(root, 'docs', 'deploy')

export const readExample = (...path: string[]) => readFileSync(join(deploy, ...path), 'utf8')

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }).optional(),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Every document of a YAML file, with its anchors and merges resolved. */
export const documentsOf = (...path: string[]): unknown[] =>
  parseAllDocuments(readExample(...path), { merge: true }).map((document) => {
    const [error] = document.errors
    if (error !== undefined) throw error
    return document.toJS() as unknown
  })

/** The manifests for Kubernetes by file, without the list of them. */
export function manifests(): Map<string, Manifest[]> {
  const files = readdirSync(join(deploy, 'kubernetes')).filter(
    (file) => file !== 'kustomization.yaml',
  )
  return new Map(
    files.map((file) => [
      file,
      documentsOf('kubernetes', file).map((one) => manifestSchema.parse(one)),
    ]),
  )
}

/** The one of a kind. */
export function manifest<T>(schema: z.ZodType<T>, kind: string, name: string): T {
  const found = [...manifests().values()]
    .flat()
    .find((one) => one.kind === kind && one.metadata?.name === name)
  return schema.parse(found)
}
