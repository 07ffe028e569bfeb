import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { createCaCertificate } from './certificates.ts'
import { checkFacts, grape, message, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const EDGE = '/projects/1/cluster_agents/3/url_configurations'
const INSIDE = '/projects/1/cluster_agents/4/url_configurations'

let pem = ''
let key = ''

beforeAll(async () => {
  pem = await createCaCertificate({
    commonName: 'agent',
    notBefore: Date.now(),
    notAfter: Date.now() + 1e9,
  })
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  key = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
})

const base64 = (text: string) => Buffer.from(text).toString('base64')
const create = (body: object, as = 'maintainer') => ({ as, call: `POST ${EDGE}`, body })
const url = 'grpcs://edge.example.test:4242'

checkFacts(fixture, [
  {
    section: '6.4 U1',
    fact: 'list',
    as: 'maintainer',
    call: `GET ${INSIDE}`,
    status: 200,
    like: [
      {
        id: 1,
        agent_id: 4,
        url: 'grpcs://inside.example.test:4242',
        client_cert: null,
        ca_cert: null,
        tls_host: null,
      },
    ],
    sends: { 'x-total': null, link: null },
  },
  {
    section: '6.4 U1',
    fact: 'an agent without one',
    as: 'maintainer',
    call: `GET ${EDGE}`,
    status: 200,
    answer: [],
  },
  {
    section: '0 U1',
    fact: 'reading needs Maintainer, not Developer',
    as: 'developer',
    call: `GET ${INSIDE}`,
    status: 403,
    answer: message('403 Forbidden'),
  },
  {
    section: '0 U2',
    fact: 'reading one needs Maintainer',
    as: 'developer',
    call: `GET ${INSIDE}/1`,
    status: 403,
    answer: message('403 Forbidden'),
  },
  {
    section: '6.4 U2',
    fact: 'one',
    as: 'maintainer',
    call: `GET ${INSIDE}/1`,
    status: 200,
    like: { id: 1, public_key: expect.stringMatching(/^[\w+/]{43}=$/) },
  },
  {
    section: '6.4 U2',
    fact: 'another agent’s configuration: not_found!, capital F',
    as: 'maintainer',
    call: `GET ${EDGE}/1`,
    status: 404,
    answer: message('404 Not Found'),
  },
  {
    section: '6.4 U2',
    fact: 'an unknown agent',
    as: 'maintainer',
    call: 'GET /projects/1/cluster_agents/99/url_configurations/1',
    status: 404,
    answer: message('404 Not found'),
  },
  {
    section: '6.4',
    fact: 'the setting off',
    as: 'maintainer',
    call: `GET ${INSIDE}`,
    given: ({ settings }) => settings({ receptive_cluster_agents_enabled: false }),
    status: 404,
    answer: message('404 Not Found'),
  },
  {
    section: '6.4',
    fact: 'CE does not mount the routes',
    as: 'maintainer',
    call: `GET ${INSIDE}`,
    given: ({ settings }) => settings({ enterprise: false }),
    status: 404,
    answer: grape('404 Not Found'),
  },
  {
    section: '6.4 U3',
    fact: 'without certificates: a key pair is made, the public key returned',
    ...create({ url }),
    status: 201,
    like: { id: 2, agent_id: 3, url, public_key: expect.stringMatching(/^[\w+/]{43}=$/) },
  },
  {
    section: '6.4 U3',
    fact: 'without a URL',
    ...create({}),
    status: 400,
    answer: grape('url is missing'),
  },
  {
    section: '6.4 U3',
    fact: 'another scheme',
    ...create({ url: 'https://edge.example.test' }),
    status: 400,
    answer: message('400 Bad request - ["Url is blocked: Only allowed schemes are grpc, grpcs"]'),
  },
  {
    section: '6.4 U3',
    fact: 'a second one',
    as: 'maintainer',
    call: `POST ${INSIDE}`,
    body: { url },
    status: 400,
    answer: message('400 Bad request - URL configuration already exists for this agent'),
  },
  {
    section: '6.4 U3',
    fact: 'Developer',
    ...create({ url }, 'developer'),
    status: 403,
    answer: message('403 Forbidden'),
  },
  {
    section: '6.4 U4',
    fact: 'deletes',
    as: 'maintainer',
    call: `DELETE ${INSIDE}/1`,
    status: 204,
    answer: '',
  },
  {
    section: '6.4 U4',
    fact: 'after deleting, another can be made',
    as: 'maintainer',
    call: `POST ${INSIDE}`,
    body: { url },
    given: ({ api }) => api({ as: 'maintainer', call: `DELETE ${INSIDE}/1` }),
    status: 201,
    like: { id: 2, agent_id: 4 },
  },
])

it('§6.4 mTLS: base64 in, base64 out, the key never, no public key', async () => {
  const body = {
    url,
    client_cert: base64(pem),
    client_key: base64(key),
    ca_cert: base64(pem),
    tls_host: 'edge.internal',
  }
  const { json, status, text } = await fixture.api(create(body))
  expect(status).toBe(201)
  expect(json).toMatchObject({
    client_cert: base64(pem),
    ca_cert: base64(pem),
    tls_host: 'edge.internal',
    public_key: null,
  })
  expect(text).not.toContain(base64(key))
  expect(json).not.toHaveProperty('client_key')
})

it('§6.4 a client certificate without key is silently ignored', async () => {
  const { json, status } = await fixture.api(create({ url, client_cert: base64(pem) }))
  expect(status).toBe(201)
  expect(json).toMatchObject({ client_cert: null, public_key: expect.any(String) })
})

it('§6.4 raw PEM, as the documentation sends it, is refused (docs vs source #11)', async () => {
  const { json, status } = await fixture.api(create({ url, ca_cert: pem }))
  expect(status).toBe(400)
  expect(json).toEqual(message('400 Bad request - ["Ca cert must be a valid PEM certificate"]'))
})

it('§6.4 a key without certificate is refused', async () => {
  const { json, status } = await fixture.api(create({ url, client_key: base64(key) }))
  expect(status).toBe(400)
  expect(json).toEqual(message('400 Bad request - ["Client cert must be a valid PEM certificate"]'))
})
