import { formatScope, type Scope } from '#lib/contract/scope.ts'

/** One toast a cluster: what was done to it last replaces what was done before. */
export const clusterToast = (scope: Scope, id: number) => `cluster ${formatScope(scope)} ${id}`
