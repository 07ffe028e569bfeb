import { checkFacts, type Fact, message, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const MANAGEMENT = "Project does not exist or you don't have permission to perform this action"

/** §3.6: who may manage what. */
const management = (fact: string, as: string, path: string, id: number, status: number): Fact => ({
  section: '3.6',
  fact: `${as}: ${fact} ${status === 200 ? 'allowed' : 'refused'}`,
  as,
  call: `PUT ${path}`,
  body: { management_project_id: id },
  status,
  ...(status === 400
    ? { answer: message({ management_project_id: [MANAGEMENT] }) }
    : { like: { management_project: { id } } }),
})

checkFacts(fixture, [
  management('instance cluster, any project', 'root', '/admin/clusters/1', 3, 200),
  management('group cluster, project of a subgroup', 'maintainer', '/groups/1/clusters/3', 2, 200),
  management('group cluster, personal project', 'maintainer', '/groups/1/clusters/3', 3, 400),
  management('project cluster, same namespace', 'maintainer', '/projects/1/clusters/4', 1, 200),
  management('project cluster, subgroup’s project', 'maintainer', '/projects/1/clusters/4', 2, 400),
  management('project cluster, public project elsewhere', 'root', '/projects/1/clusters/4', 4, 400),
])

checkFacts(fixture, [
  {
    section: '3.6',
    fact: 'a refused management project saves nothing',
    as: 'root',
    call: 'GET /admin/clusters/1',
    given: ({ api }) =>
      api({
        as: 'root',
        call: 'PUT /admin/clusters/1',
        body: { name: 'renamed', management_project_id: 999 },
      }),
    status: 200,
    like: { name: 'shared-prod', management_project: null },
  },
])
