import { createHash } from 'node:crypto'
import { type Call, currentIdentity } from './call.ts'
import { iso } from './clock.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { basicProject } from './entities.ts'
import { notFound } from './errors.ts'
import { string } from './grape-params.ts'
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

/** Raw files of the default branch and environments of a project (design/simulator.md). */
export const repositoryEndpoints: readonly Endpoint[] = [getRawFile, listEnvironments]

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
