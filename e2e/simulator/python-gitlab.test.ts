import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { runSimulator } from './simulator-fixture.ts'

// python-gitlab, a client written by others for the real GitLab, unchanged.
const fixture = runSimulator()

const CONNECT = `
import json, sys, gitlab
gl = gitlab.Gitlab(sys.argv[1], private_token='glpat-maintainer')
`

const CLUSTER_STORY = `${CONNECT}
story = {}
body = {'name': 'from-python', 'environment_scope': 'python',
        'platform_kubernetes_attributes': {'api_url': 'https://k8s.example.test', 'token': 'fake-token'}}
for kind, owner in (('project', gl.projects.get('platform/agents')), ('group', gl.groups.get(1))):
    names = lambda: [cluster.name for cluster in owner.clusters.list(iterator=True, per_page=1)]
    before = names()
    cluster = owner.clusters.create(body)
    cluster.name = 'renamed'
    cluster.save()
    renamed = owner.clusters.get(cluster.id).name
    cluster.delete()
    story[kind] = [before, renamed, names()]
print(json.dumps(story))
`

const AGENT_STORY = `${CONNECT}
agents = gl.projects.get(1).cluster_agents
agent = agents.create({'name': 'from-python'})
story = {'listed': [agent.name for agent in agents.list(iterator=True, per_page=2)]}
agents.delete(agent.id)
try:
    agents.get(agent.id)
except gitlab.exceptions.GitlabGetError as error:
    story['error'] = [error.response_code, error.error_message]
print(json.dumps(story))
`

function canRun(script: string): boolean {
  try {
    execFileSync('python3', ['-c', script], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function tell(story: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)('python3', ['-c', story, fixture.url])
  return JSON.parse(stdout)
}

const hasPythonGitlab = canRun('import gitlab')
const hasAgents =
  hasPythonGitlab && canRun('from gitlab.v4.objects import ProjectClusterAgentManager')
const because = (isPresent: boolean, what: string) => (isPresent ? '' : ` (skipped: no ${what})`)

it.skipIf(!hasPythonGitlab)(
  `§4 clusters through python-gitlab${because(hasPythonGitlab, 'module gitlab in python3')}`,
  async () => {
    expect(await tell(CLUSTER_STORY)).toEqual({
      project: [['agents-staging', 'agents-old'], 'renamed', ['agents-staging', 'agents-old']],
      group: [['platform-prod'], 'renamed', ['platform-prod']],
    })
  },
)

it.skipIf(!hasAgents)(
  `§6 agents through python-gitlab${because(hasAgents, 'module gitlab with agents in python3')}`,
  async () => {
    expect(await tell(AGENT_STORY)).toEqual({
      listed: ['edge', 'from-python', 'inside', 'prod', 'staging'],
      error: [404, '404 Not found'],
    })
  },
)
