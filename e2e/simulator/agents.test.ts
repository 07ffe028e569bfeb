import { expect, it } from 'vitest'
import { checkFacts, grape, message, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const AGENTS = '/projects/1/cluster_agents'
const FORMAT =
  "Name can contain only lowercase letters, digits, and '-', but cannot start or end with '-'"

const register = (name: unknown, as = 'maintainer') => ({
  as,
  call: `POST ${AGENTS}`,
  body: { name },
})

checkFacts(fixture, [
  {
    section: '6.2 A1',
    fact: 'agents by name, not by id',
    as: 'developer',
    call: `GET ${AGENTS}`,
    status: 200,
    like: [{ name: 'edge' }, { name: 'inside' }, { name: 'prod' }, { name: 'staging' }],
  },
  {
    section: '6.2 A1',
    fact: 'below Developer',
    as: 'reporter',
    call: `GET ${AGENTS}`,
    status: 404,
    answer: message('404 ClusterAgents Not Found'),
  },
  {
    section: '6.2 A1',
    fact: 'a stranger to the project',
    as: 'outsider',
    call: `GET ${AGENTS}`,
    status: 404,
    answer: message('404 Project Not Found'),
  },
  {
    section: '6.2 A2',
    fact: 'below Developer',
    as: 'guest',
    call: `GET ${AGENTS}/1`,
    status: 404,
    answer: message('404 Not found'),
  },
  {
    section: '6.2 A2',
    fact: 'through another project',
    as: 'maintainer',
    call: 'GET /projects/2/cluster_agents/1',
    status: 404,
    answer: message('404 Not found'),
  },
  {
    section: '6.2 A2',
    fact: 'an id that is no number',
    as: 'developer',
    call: `GET ${AGENTS}/prod`,
    status: 400,
    answer: grape('agent_id is invalid'),
  },
  {
    section: '6.2 A3',
    fact: 'registers',
    ...register('eu-west-1'),
    status: 201,
    like: { id: 5, name: 'eu-west-1', created_by_user_id: 2, config_project: { id: 1 } },
  },
  {
    section: '6.2 A3',
    fact: 'a leading digit is fine',
    ...register('1st'),
    status: 201,
    like: { name: '1st' },
  },
  {
    section: '6.2 A3',
    fact: 'Developer',
    ...register('new', 'developer'),
    status: 403,
    answer: message('403 Forbidden'),
  },
  {
    section: '6.2 A3',
    fact: 'a bad name: the array in Ruby’s inspect form',
    ...register('Not_Good'),
    status: 400,
    answer: message(`400 Bad request - ["${FORMAT}"]`),
  },
  {
    section: '6.2 A3',
    fact: 'a name already taken in the project',
    ...register('prod'),
    status: 400,
    answer: message('400 Bad request - ["Name has already been taken"]'),
  },
  {
    section: '6.2 A3',
    fact: 'the same name in another project is fine',
    as: 'maintainer',
    call: 'POST /projects/2/cluster_agents',
    body: { name: 'prod' },
    status: 201,
    like: { name: 'prod', config_project: { id: 2 } },
  },
  {
    section: '6.2 A3',
    fact: 'a name of 64 characters',
    ...register('x'.repeat(64)),
    status: 400,
    answer: message('400 Bad request - ["Name is too long (maximum is 63 characters)"]'),
  },
  {
    section: '6.2 A3',
    fact: 'a blank name',
    ...register(''),
    status: 400,
    answer: message(`400 Bad request - ["Name can't be blank", "${FORMAT}"]`),
  },
  {
    section: '6.2 A4',
    fact: 'deletes',
    as: 'maintainer',
    call: `DELETE ${AGENTS}/1`,
    status: 204,
    answer: '',
  },
  {
    section: '6.2 A4',
    fact: 'Developer: 403 before the lookup',
    as: 'developer',
    call: `DELETE ${AGENTS}/999`,
    status: 403,
    answer: message('403 Forbidden'),
  },
  {
    section: '6.2 A4',
    fact: 'an unknown id',
    as: 'maintainer',
    call: `DELETE ${AGENTS}/999`,
    status: 404,
    answer: message('404 Not found'),
  },
  {
    section: '6.2 A4',
    fact: 'the tokens go with the agent',
    as: 'maintainer',
    call: `GET ${AGENTS}/1/tokens`,
    given: ({ api }) => api({ as: 'maintainer', call: `DELETE ${AGENTS}/1` }),
    status: 404,
    answer: message('404 Not found'),
  },
  {
    section: '0',
    fact: 'agents have no update',
    as: 'maintainer',
    call: `PUT ${AGENTS}/1`,
    body: { name: 'renamed' },
    status: 404,
    answer: grape('404 Not Found'),
  },
  {
    section: '3.1',
    fact: 'agents do not depend on the certificate-based flag',
    as: 'developer',
    call: `GET ${AGENTS}/1`,
    given: ({ settings }) => settings({ certificate_based_clusters: false }),
    status: 200,
    like: { name: 'prod' },
  },
])

it('§6.1 the entity says nothing about status, version or tokens', async () => {
  const { json } = await fixture.api({ as: 'developer', call: `GET ${AGENTS}/4` })
  const keys = ['id', 'name', 'config_project', 'created_at', 'created_by_user_id']
  expect(Object.keys(json as object)).toEqual(keys)
})
