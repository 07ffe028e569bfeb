import { expect, it } from 'vitest'
import { ask, checkFacts, asked as fact, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const AGENTS = '{ project(fullPath: "platform/agents") { clusterAgents { count nodes { name } } } }'
const all = ['edge', 'inside', 'prod', 'staging'].map((name) => ({ name }))
const agents = (count: number, nodes: unknown[]) => ({
  data: { project: { clusterAgents: { count, nodes } } },
})

// §8.1, §8.2: types and entry points.
checkFacts(fixture, [
  fact('8.2', 'agents of a project, by name', 'developer', AGENTS, { answer: agents(4, all) }),
  fact('8.2', 'no permission: an empty connection, no error', 'reporter', AGENTS, {
    answer: agents(0, []),
  }),
  fact('8.7', 'a project out of sight is null', 'outsider', AGENTS, {
    answer: { data: { project: null } },
  }),
  fact(
    '8.1',
    'nobody signed in sees what is public',
    undefined,
    '{ currentUser { id } projects { nodes { fullPath } } }',
    {
      answer: { data: { currentUser: null, projects: { nodes: [{ fullPath: 'open/docs' }] } } },
    },
  ),
  fact(
    '8.1',
    'an agent and its project',
    'developer',
    `{ project(fullPath: "platform/agents") { clusterAgent(name: "prod") {
      id webPath isReceptive createdByUser { id username state } project { id fullPath } } } }`,
    {
      answer: {
        data: {
          project: {
            clusterAgent: {
              id: 'gid://gitlab/Clusters::Agent/1',
              webPath: '/platform/agents/-/cluster_agents/prod',
              isReceptive: false,
              createdByUser: { id: 'gid://gitlab/User/2', username: 'maintainer', state: 'active' },
              project: { id: 'gid://gitlab/Project/1', fullPath: 'platform/agents' },
            },
          },
        },
      },
    },
  ),
  fact(
    '8.2',
    'a group knows the agents below it',
    'developer',
    '{ group(fullPath: "platform") { clusterAgents(first: 2) { count nodes { name } pageInfo { hasNextPage } } } }',
    {
      answer: {
        data: {
          group: {
            clusterAgents: { count: 4, nodes: all.slice(0, 2), pageInfo: { hasNextPage: true } },
          },
        },
      },
    },
  ),
  fact(
    '8.6',
    'projects by id, those out of sight left out',
    'maintainer',
    '{ projects(ids: ["gid://gitlab/Project/1", "gid://gitlab/Project/4", "gid://gitlab/Project/99"]) { nodes { id } } }',
    {
      answer: {
        data: {
          projects: { nodes: [{ id: 'gid://gitlab/Project/4' }, { id: 'gid://gitlab/Project/1' }] },
        },
      },
    },
  ),
  fact('8.6', 'own projects', 'maintainer', '{ projects(membership: true) { count } }', {
    answer: { data: { projects: { count: 3 } } },
  }),
  fact(
    '8.1',
    'an id of something else',
    'root',
    '{ projects(ids: ["gid://gitlab/Group/1"]) { count } }',
    {
      like: { errors: [{ message: '"gid://gitlab/Group/1" is not a valid ID for Project.' }] },
    },
  ),
  fact(
    '7',
    'what the instance is',
    'developer',
    '{ metadata { enterprise kas { enabled version } } }',
    {
      answer: {
        data: { metadata: { enterprise: true, kas: { enabled: true, version: 'v18.10.0' } } },
      },
    },
  ),
  fact(
    '8.2',
    'configured agents',
    'developer',
    '{ project(fullPath: "platform/agents") { agentConfigurations { nodes { agentName } } } }',
    {
      answer: { data: { project: { agentConfigurations: { nodes: [{ agentName: 'prod' }] } } } },
    },
  ),
  fact(
    '8.2',
    'agents shared with a project by its group',
    'developer',
    '{ project(fullPath: "platform/web/shop") { ciAccessAuthorizedAgents { nodes { agent { name } config } } } }',
    {
      answer: {
        data: {
          project: {
            ciAccessAuthorizedAgents: {
              nodes: [{ agent: { name: 'prod' }, config: { id: 'platform' } }],
            },
          },
        },
      },
    },
  ),
])

it('§8.1 pages follow each other by cursor, also when the row of the cursor is gone', async () => {
  const page = async (after: string | null) => {
    const answer = await fixture.api({
      as: 'maintainer',
      ...ask(
        'query($after: String) { project(fullPath: "platform/agents") { clusterAgents(first: 2, after: $after) { nodes { name } pageInfo { endCursor hasNextPage } } } }',
        { after },
      ),
    })
    return (
      answer.json as {
        data: {
          project: { clusterAgents: { nodes: { name: string }[]; pageInfo: { endCursor: string } } }
        }
      }
    ).data.project.clusterAgents
  }
  const first = await page(null)
  expect(first.nodes).toEqual(all.slice(0, 2))
  await fixture.api({ as: 'maintainer', call: 'DELETE /projects/1/cluster_agents/4' })
  expect(await page(first.pageInfo.endCursor)).toMatchObject({
    nodes: all.slice(2),
    pageInfo: { hasNextPage: false },
  })
})
