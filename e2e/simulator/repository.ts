import { createHash } from 'node:crypto'
import { type Call, currentIdentity } from './call.ts'
import { iso } from './clock.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { basicProject } from './entities.ts'
import { notFound } from './errors.ts'
import { boolean, string } from './grape-params.ts'
import { findProject } from './lookup.ts'
import { paginate, paginationParams } from './pagination.ts'
import { projectAccess, requireAccess } from './policy.ts'
import { text } from './reply.ts'
import { createMatcher } from './search.ts'
import { ACCESS, type Environment, type Project } from './state.ts'

const DEFAULT_BRANCH = 'main'

const getRawFile = endpoint({
  method: 'GET',
  path: '/projects/:id/repository/files/:file_path/raw',
  params: { file_path: string({ required: true }), ref: string() },
  run: (call, params) => {
    const project = findProject(call)
    requireReporter(call, project)
    const ref = params.ref ?? DEFAULT_BRANCH
    if (ref !== DEFAULT_BRANCH && ref !== 'HEAD') throw notFound('Commit')
    const path = params.file_path ?? ''
    const content = project.files.get(path)
    if (content === undefined) throw notFound('File')
    const name = path.slice(path.lastIndexOf('/') + 1)
    return text(200, content, {
      'Content-Disposition': `inline; filename="${name}"`,
      'X-Gitlab-Content-Sha256': createHash('sha256').update(content).digest('hex'),
      'X-Gitlab-Encoding': 'base64',
      'X-Gitlab-File-Name': name,
      'X-Gitlab-File-Path': path,
      'X-Gitlab-Ref': ref,
      'X-Gitlab-Size': String(Buffer.byteLength(content)),
    })
  },
})

const listEnvironments = endpoint({
  method: 'GET',
  path: '/projects/:id/environments',
  params: {
    ...paginationParams,
    name: string(),
    search: string(),
    states: string({ values: ['available', 'stopping', 'stopped'] }),
  },
  run: (call, params) => {
    const project = findProject(call)
    requireReporter(call, project)
    const matches = createMatcher(params.search)
    const rows = project.environments.filter(
      ({ name, state }) =>
        (params.name ?? name) === name && (params.states ?? state) === state && matches([name]),
    )
    return paginate(call, rows, params, (row) => environmentEntity(call, project, row))
  },
})

const getTree = endpoint({
  method: 'GET',
  path: '/projects/:id/repository/tree',
  params: { ...paginationParams, path: string(), ref: string(), recursive: boolean() },
  run: (call, params) => {
    const project = findProject(call)
    requireReporter(call, project)
    const ref = params.ref ?? DEFAULT_BRANCH
    if (project.files.size === 0 || (ref !== DEFAULT_BRANCH && ref !== 'HEAD')) {
      throw notFound('Tree')
    }
    const entries = treeOf(project, params.path ?? '')
    if (entries.length === 0) throw notFound('invalid revision or path')
    const depth = (params.path ?? '') === '' ? 1 : (params.path ?? '').split('/').length + 1
    const rows = entries.filter(
      ({ path }) => params.recursive === true || path.split('/').length === depth,
    )
    return paginate(call, rows, params, (row) => row)
  },
})

/** Files and folders below a folder, each with the hash of its content: the same content has the same id. */
function treeOf(project: Project, folder: string) {
  const prefix = folder === '' ? '' : `${folder}/`
  const entries = new Map<string, ReturnType<typeof treeEntry>>()
  for (const [path, content] of project.files) {
    if (!path.startsWith(prefix)) continue
    const parts = path.split('/')
    for (let depth = prefix.split('/').length; depth < parts.length; depth += 1) {
      const parent = parts.slice(0, depth).join('/')
      entries.set(parent, treeEntry(parent, 'tree', parent))
    }
    entries.set(path, treeEntry(path, 'blob', content))
  }
  return [...entries.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

const treeEntry = (path: string, type: 'tree' | 'blob', content: string) => ({
  id: createHash('sha1').update(content).digest('hex'),
  name: path.slice(path.lastIndexOf('/') + 1),
  type,
  path,
  mode: type === 'tree' ? '040000' : '100644',
})

/** Raw files and trees of the default branch and environments of a project (design/simulator.md). */
export const repositoryEndpoints: readonly Endpoint[] = [getRawFile, getTree, listEnvironments]

/** Code and environments: Reporter, or anyone who sees a public project. */
function requireReporter(call: Call, project: Project): void {
  if (project.visibility !== 'private') return
  requireAccess(projectAccess(call.sim.world, currentIdentity(call), project), ACCESS.reporter)
}

const environmentEntity = ({ sim }: Call, project: Project, environment: Environment) => ({
  id: environment.id,
  name: environment.name,
  slug: environment.slug,
  external_url: environment.externalUrl,
  created_at: iso(environment.createdAt),
  updated_at: iso(environment.createdAt),
  tier: environment.tier,
  state: environment.state,
  description: null,
  auto_stop_at: null,
  auto_stop_setting: 'always',
  project: basicProject(sim, project),
  cluster_agent: null,
  kubernetes_namespace: null,
  flux_resource_path: null,
})
