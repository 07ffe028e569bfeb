import { useState } from 'react'
import type { Cluster } from '#lib/contract/cluster.ts'

/** Paths of the projects that this form has met: it holds ids, people read paths. */
export interface ProjectPaths {
  pathOf: (id: number) => string
  remember: (id: number, path: string) => void
}

/** The path of the stored management project, and of every other one once it was chosen. */
export function useProjectPaths(cluster: Cluster | null): ProjectPaths {
  const [chosen, setChosen] = useState<ReadonlyMap<number, string>>(new Map())
  const stored = cluster?.management_project
  return {
    pathOf: (id) =>
      chosen.get(id) ?? (stored?.id === id ? stored.path_with_namespace : undefined) ?? `#${id}`,
    remember: (id, path) => setChosen((paths) => new Map(paths).set(id, path)),
  }
}
