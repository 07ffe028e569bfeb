import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { urlConfigurationSchema } from '#lib/contract/url-configuration.ts'
import { setFakeEnvironment } from '#lib/server/fake-environment.fixture.ts'
import { deleteAgent, getAgent } from './agents.ts'
import { type Answerer, json, standIn } from './stand-in.fixture.ts'
import { jwt, makeMtls } from './url-configuration.fixture.ts'
import {
  createUrlConfiguration,
  deleteUrlConfiguration,
  getUrlConfiguration,
  listUrlConfigurations,
} from './url-configurations.ts'

vi.stubEnv('INTENT_SECOND_LOOK_MS', '20')
vi.stubEnv('INTENT_THIRD_LOOK_MS', '40')
setFakeEnvironment()

let made: Awaited<ReturnType<typeof makeMtls>>
beforeAll(async () => {
  made = await makeMtls()
})

const base64 = (text: string) => Buffer.from(text).toString('base64')
const entity = { id: 3, agent_id: 4, url: jwt.url, public_key: 'QUJD', client_key: 'fake-key' }

async function started(answer: Answerer) {
  const server = await standIn(answer)
  onTestFinished(server.close)
  return server
}

describe('list', () => {
  test('a configuration with JWT', async () => {
    const server = await started((response) => json(response, [entity]))
    const list = await listUrlConfigurations(server.gitlab(), 7, 4)
    expect(list.items.map((item) => urlConfigurationSchema.strict().parse(item))).toEqual(
      list.items,
    )
    expect(list).toMatchObject({
      complete: true,
      items: [
        {
          public_key: 'QUJD',
          client_cert: null,
          ca_cert: null,
          tls_host: null,
          console: { client_cert: null, ca_cert: null },
        },
      ],
    })
    expect(JSON.stringify(list)).not.toContain('fake-key')
  })

  test.each([
    ['strict', (pem: string) => base64(pem)],
    ['in lines', (pem: string) => base64(pem).replace(/.{60}/g, '$&\n')],
    ['as PEM', (pem: string) => pem],
  ])('certificates as Base64, %s', async (_, encode) => {
    const server = await started((response) =>
      json(response, [
        {
          ...entity,
          public_key: null,
          client_cert: encode(made.one.pem),
          ca_cert: encode(made.other.pem),
        },
      ]),
    )
    const [found] = (await listUrlConfigurations(server.gitlab(), 7, 4)).items
    expect(found).toMatchObject({
      public_key: null,
      client_cert: made.one.pem,
      ca_cert: made.other.pem,
      console: { client_cert: { readable: true }, ca_cert: { readable: true } },
    })
  })

  test('a public key in lines becomes one line', async () => {
    const server = await started((response) =>
      json(response, [{ ...entity, public_key: 'QU\nJD\n' }]),
    )
    expect((await listUrlConfigurations(server.gitlab(), 7, 4)).items[0]?.public_key).toBe('QUJD')
  })
})

test('one that is not in the list does not exist', async () => {
  const server = await started((response) => json(response, [entity]))
  expect(await getUrlConfiguration(server.gitlab(), 7, 4, 3)).toMatchObject({ id: 3 })
  await expect(getUrlConfiguration(server.gitlab(), 7, 4, 5)).rejects.toMatchObject({
    code: 'record_not_found',
  })
})

describe('create', () => {
  test('certificates and key go to GitLab as Base64 of the PEM', async () => {
    const server = await started((response) => json(response, entity, 201))
    const body = made.mtls
    const created = await createUrlConfiguration(server.gitlab(), 7, 4, body)
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      url: body.url,
      client_cert: base64(body.client_cert),
      client_key: base64(body.client_key),
      ca_cert: base64(body.ca_cert),
      tls_host: body.tls_host,
    })
    expect(JSON.stringify(created)).not.toContain('PRIVATE KEY')
  })

  test('what is empty is not sent', async () => {
    const server = await started((response) => json(response, entity, 201))
    await createUrlConfiguration(server.gitlab(), 7, 4, jwt)
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ url: jwt.url })
  })

  const message =
    (status: number, text: string): Answerer =>
    (response) =>
      json(response, { message: text }, status)
  const listed =
    (items: unknown[]): Answerer =>
    (response, { method }) =>
      method === 'POST' ? json(response, {}, 500) : json(response, items)
  test.each([
    [
      'one exists',
      message(400, '400 Bad request - URL configuration already exists for this agent'),
      'conflict',
    ],
    ['switched off', message(404, '404 Not Found'), 'receptive_disabled'],
    ['not allowed', message(403, '403 Forbidden'), 'forbidden'],
    ['lost, and made', listed([entity]), 3],
    ['lost, and not made', listed([]), 'outcome_not_created'],
    ['lost, and another one is there', listed([{ ...entity, url: 'grpcs://x' }]), 'conflict'],
  ])('%s', async (_, answer, end) => {
    const server = await started(answer)
    const outcome = await createUrlConfiguration(server.gitlab(), 7, 4, jwt).then(
      ({ id }) => id,
      (error: { code: string }) => error.code,
    )
    expect(outcome).toBe(end)
    expect(server.seen.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })
})

describe('delete', () => {
  const twoAnswers =
    (removed: { message: string }, status: number, listStatus: number): Answerer =>
    (response, { method }) => {
      if (method === 'DELETE') json(response, removed, status)
      else if (listStatus === 200) json(response, [])
      else json(response, { message: '404 Not Found' }, listStatus)
    }
  const text = { message: '404 Not Found' }
  test.each([
    ['it is gone', twoAnswers(text, 404, 200), 'record_not_found'],
    ['receptive agents are switched off', twoAnswers(text, 404, 404), 'receptive_disabled'],
    ['the answer is lost and it is gone', twoAnswers({ message: '' }, 500, 200), 'done'],
    [
      'the answer is lost and nothing can be read',
      twoAnswers({ message: '' }, 500, 404),
      'outcome_unknown',
    ],
    ['it changed', twoAnswers({ message: '' }, 412, 200), 'changed_meanwhile'],
  ])('when %s', async (_, answer, end) => {
    const server = await started(answer)
    const outcome = await deleteUrlConfiguration(server.gitlab(), 7, 4, 3, new Date(0)).then(
      () => 'done',
      (error: { code: string }) => error.code,
    )
    expect(outcome).toBe(end)
  })

  test('GitLab changes the agent along with it: that does not look like somebody else’s change', async () => {
    const changedAt: number[] = []
    const agent = {
      id: 4,
      name: 'a',
      config_project: { id: 7, name: 'p', path_with_namespace: 'p/p' },
      created_at: '2026-01-01T00:00:00Z',
      created_by_user_id: null,
    }
    const server = await started((response, { method, url }) => {
      if (method === 'DELETE') {
        changedAt.push(Date.now())
        response.writeHead(204, { Date: new Date().toUTCString() }).end()
      } else if (url.endsWith('cluster_agents/4')) json(response, agent)
      else json(response, [])
    })
    const gitlab = server.gitlab()
    await deleteUrlConfiguration(gitlab, 7, 4, 3)
    const { console } = await getAgent(gitlab, 7, 4)
    expect(Date.parse(console.as_of)).toBeGreaterThanOrEqual(changedAt[0] ?? Number.NaN)
    await deleteAgent(gitlab, 7, 4, new Date(console.as_of))
  })
})
