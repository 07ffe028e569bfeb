import { apiCalls, expect, test } from '../security/watched.ts'
import type { TlsListener } from '../simulator-control.ts'
import { calls, canary, failing, listAgents, revokeToken, timesAsked } from './calls.ts'
import { elsewhere } from './elsewhere.ts'

/** A name that does not exist (RFC 2606), and one whose resolution takes half a minute. */
const nowhere = 'https://gitlab.invalid'
const patience =
  'const r=dns.lookup;dns.lookup=(h,...a)=>{const f=()=>r(h,...a);h==="gitlab.invalid"?setTimeout(f,30000):f()}'
const slowNames = `data:text/javascript,${encodeURIComponent(`import dns from "node:dns";${patience}`)}`

test.describe('G01 no connection', () => {
  for (const call of calls) {
    test(`G01 ${call.name} when GitLab refuses`, async ({ enter, gitlab }) => {
      const root = await enter()
      await gitlab.control.fault({ method: '*', path: '*', mode: 'refuse' })
      const answer = await call.ask(root)
      expect(answer.json()).toMatchObject({ status: 502, code: 'upstream_unreachable' })
      expect(answer.headers['set-cookie']).toBeUndefined()
      expect(await apiCalls(gitlab)).toEqual([])
      await gitlab.control.clearFaults()
      expect((await call.ask(root)).status).toBeLessThan(300)
      expect(await timesAsked(gitlab, call)).toBe(1)
    })
  }

  for (const [name, env] of [
    ['a name that does not exist', {}],
    [
      'names that take half a minute',
      { NODE_OPTIONS: `--import ${slowNames}`, GITLAB_CONNECT_MS: '500' },
    ],
  ] as const) {
    test(`G01 ${name}`, async ({ enter, stack, gitlab }) => {
      const root = await enter()
      await elsewhere(stack, root, { GITLAB_URL: nowhere, ...env }, async (there) => {
        for (const call of calls) {
          const answer = await call.ask(there, stack.console.origin)
          expect(answer.json()).toMatchObject({ status: 502, code: 'upstream_unreachable' })
          expect(answer.headers['set-cookie']).toBeUndefined()
        }
      })
      expect(await gitlab.control.requests(undefined, /cluster_agents/)).toEqual([])
      expect((await listAgents.ask(root)).status).toBe(200)
    })
  }
})

const bad: TlsListener['certificate'][] = ['self_signed', 'expired', 'wrong_name', 'old_protocol']
for (const certificate of bad) {
  test(`G02 ${certificate}: nothing is sent`, async ({ enter, stack, gitlab }) => {
    const root = await enter()
    const { url, ca } = await gitlab.control.tls(certificate)
    await elsewhere(stack, root, { GITLAB_URL: url, GITLAB_CA: ca }, async (there) => {
      for (const call of calls) {
        const answer = await call.ask(there, stack.console.origin)
        expect(answer.json()).toMatchObject({ status: 502, code: 'upstream_tls' })
        expect(answer.headers['set-cookie']).toBeUndefined()
      }
    })
    const seen = await gitlab.control.tls(certificate)
    expect(seen.connections, 'it was tried').toBeGreaterThan(0)
    expect(seen.requests, 'requests over it').toBe(0)
    expect((await listAgents.ask(root)).status).toBe(200)
  })
}

test('G02 a certificate of the company’s own authority is good with GITLAB_CA, and not without', async ({
  enter,
  stack,
  gitlab,
}) => {
  const root = await enter()
  const { url, ca } = await gitlab.control.tls('good')
  await elsewhere(stack, root, { GITLAB_URL: url, GITLAB_CA: ca }, async (there) => {
    expect((await listAgents.ask(there)).status).toBe(200)
    expect((await revokeToken.ask(there, stack.console.origin)).status).toBe(204)
  })
  const { requests } = await gitlab.control.tls('good')
  await elsewhere(stack, root, { GITLAB_URL: url }, async (there) => {
    expect((await listAgents.ask(there)).json()).toMatchObject({ code: 'upstream_tls' })
  })
  expect((await gitlab.control.tls('good')).requests).toBe(requests)
})

for (const call of calls) {
  test(`G06 ${call.name} that is led elsewhere stays here`, async ({ enter, gitlab, watch }) => {
    watch.secrets.add(canary)
    const root = await enter()
    await gitlab.control.clearEvil()
    const { url } = await gitlab.control.evil()
    for (const status of [302, 307]) {
      const location = `${url}/${canary}`
      await gitlab.control.clearFaults()
      await failing(gitlab, call, { mode: 'redirect', status, location })
      const answer = await call.ask(root)
      expect(answer.status).toBe(502)
      expect(answer.headers.location).toBeUndefined()
    }
    expect(await timesAsked(gitlab, call)).toBe(2)
    expect((await gitlab.control.evil()).requests).toEqual([])
  })
}
