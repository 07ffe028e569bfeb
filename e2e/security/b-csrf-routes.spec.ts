import { send } from '../person.ts'
import { count } from './figures.ts'
import {
  addressOf,
  builtText,
  guardedRoutes,
  methods,
  openRoutes,
  pages,
  routes,
} from './routes.ts'
import { apiCalls, expect, test } from './watched.ts'

test('B12 the routes of the build: without X-CSRF every method of every one is refused', async ({
  enter,
  gitlab,
}) => {
  const root = await enter()
  expect(routes.filter((route) => !/^\/(api|auth)(\/|$)/.test(route)).sort()).toEqual([
    '/healthz',
    '/icon.svg',
    '/metrics',
    '/readyz',
  ])
  const passed: string[] = []
  let asked = 0
  for (const pattern of guardedRoutes) {
    for (const method of methods) {
      const answer = await root.call(method, addressOf(pattern), { headers: { 'X-CSRF': null } })
      asked += 1
      if (answer.status !== 403 && answer.status !== 405)
        passed.push(`${method} ${pattern}: ${answer.status}`)
    }
  }
  expect(asked).toBeGreaterThan(100)
  expect(passed).toEqual([])
  for (const pattern of openRoutes) expect(routes).toContain(pattern)
  const calls = await apiCalls(gitlab)
  count('upstream calls for refused requests', calls.length, asked)
  expect(calls).toEqual([])
})

test('B09 what only reads changes nothing, whatever its query says', async ({ enter, gitlab }) => {
  const root = await enter()
  const odd = [
    '_method=DELETE',
    'method=delete',
    'X-HTTP-Method-Override=PUT',
    'action=delete',
    'state=opened',
    'code=x&state=y',
    'sudo=root',
    'private_token=x',
    'name=renamed',
    'callback=x',
    'search[]=a',
    'page=-1',
    'page=1&page=2',
    'per_page=100000',
    '__proto__[x]=1',
    'constructor=1',
    'format=html',
    'cursor=%00',
    '_rsc=1',
    'a'.repeat(2_000),
  ]
  for (const pattern of routes) {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      for (const query of method === 'GET' ? odd : odd.slice(0, 3)) {
        const answer = await root.call(method, `${addressOf(pattern)}?${query}`)
        expect(answer.status, `${method} ${pattern}?${query}`).toBeLessThan(500)
      }
    }
  }
  // GraphQL reads are POSTs; a change would be a mutation.
  const changes = (await apiCalls(gitlab)).filter(
    ({ method, path, body }) =>
      method !== 'GET' && !(path === '/api/graphql' && !body.includes('mutation')),
  )
  expect(changes).toEqual([])
})

test('B10 another method in a header, the query or the body is not that method', async ({
  enter,
  gitlab,
}) => {
  const root = await enter()
  const path = '/api/scopes/instance/clusters/1'
  const headers = {
    'X-HTTP-Method-Override': 'DELETE',
    'X-HTTP-Method': 'DELETE',
    'X-Method-Override': 'DELETE',
  }
  expect((await root.call('GET', path, { headers })).status).toBe(200)
  expect(
    (await root.call('POST', `${path}?_method=DELETE`, { headers, body: { _method: 'DELETE' } }))
      .status,
  ).toBe(405)
  const put = { namespace_per_environment: true, _method: 'DELETE' }
  expect((await root.call('PUT', path, { headers, body: put })).status).toBe(422)
  expect(await apiCalls(gitlab, 'DELETE')).toEqual([])
  expect(await apiCalls(gitlab, 'PUT')).toEqual([])
})

test('B11 no answer to another origin allows it anything', async ({ enter, stack }) => {
  const root = await enter()
  for (const pattern of [...routes, ...pages]) {
    for (const method of ['OPTIONS', 'GET', 'POST', 'DELETE']) {
      const answer = await root.call(method, addressOf(pattern), {
        headers: {
          Origin: 'https://evil.example',
          'Sec-Fetch-Site': 'cross-site',
          'Access-Control-Request-Method': 'DELETE',
          'Access-Control-Request-Headers': 'x-csrf',
        },
      })
      const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))
      expect(cors, `${method} ${pattern}`).toEqual([])
    }
  }
  const asset = /\/_next\/static\/[^"]+\.js/.exec(
    (await send('GET', `${stack.console.origin}/login`)).text,
  )
  const script = await send('GET', `${stack.console.origin}${asset?.[0]}`, {
    Origin: 'https://evil.example',
  })
  expect(script.status).toBe(200)
  expect(Object.keys(script.headers).filter((name) => name.startsWith('access-control-'))).toEqual(
    [],
  )
})

test('B13 no answer can be read as a script', async ({ enter }) => {
  const root = await enter()
  for (const pattern of guardedRoutes) {
    const path = addressOf(pattern)
    for (const address of [`${path}?callback=x`, `${path}.js`, path]) {
      const answer = await root.call('GET', address, {
        headers: { Accept: 'application/javascript' },
      })
      const type = String(answer.headers['content-type'])
      const isJson = /^application\/((problem\+)?json; charset=utf-8|x-ndjson)$/.test(type)
      expect(isJson || (answer.status === 404 && type.startsWith('text/html')), address).toBe(true)
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
    }
  }
})

test('B14 there is no Server Action, and a request for one does nothing', async ({
  enter,
  gitlab,
  stack,
}) => {
  const reference = JSON.parse(builtText('server/server-reference-manifest.json')) as Record<
    string,
    object
  >
  expect(reference).toMatchObject({ node: {}, edge: {} })
  expect([reference.node, reference.edge].flatMap((actions) => Object.keys(actions ?? {}))).toEqual(
    [],
  )

  const root = await enter()
  const boundary = 'x-boundary'
  const part = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const id = 'a'.repeat(40)
  const multipart = { 'Content-Type': `multipart/form-data; boundary=${boundary}` }
  const bodies: [headers: Record<string, string>, body: string][] = [
    [{ 'Next-Action': id, 'Content-Type': 'text/plain;charset=UTF-8' }, '[]'],
    [{ 'Next-Action': 'x', 'Content-Type': 'text/plain;charset=UTF-8' }, '[]'],
    [multipart, `${part(`$ACTION_ID_${id}`, '')}--${boundary}--\r\n`],
    [
      { ...multipart, 'Next-Action': id },
      `${part('0', '{"then":"$1:__proto__:then","status":"resolved_model","value":"{\\"then\\":\\"$B0\\"}","_response":{"_prefix":"process.exit(9)","_formData":{"get":"$1:constructor:constructor"}}}')}${part('1', '"$@0"')}--${boundary}--\r\n`,
    ],
  ]
  for (const page of pages) {
    for (const [headers, body] of bodies) {
      for (const origin of [stack.console.origin, null]) {
        const path = addressOf(page)
        const answer = await root.call('POST', path, {
          body,
          headers: { ...headers, Origin: origin },
        })
        expect(answer.status, `POST ${path} ${JSON.stringify(headers)}`).toBeGreaterThanOrEqual(400)
        expect(answer.status, `POST ${path} ${JSON.stringify(headers)}`).toBeLessThan(500)
      }
    }
  }
  expect(await apiCalls(gitlab)).toEqual([])
})
