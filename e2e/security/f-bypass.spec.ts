import { send } from '../person.ts'
import { count } from './figures.ts'
import { head, sendRaw } from './raw.ts'
import { reactData } from './react-data.ts'
import { addressOf, guardedRoutes, pages } from './routes.ts'
import { apiCalls, expect, test } from './watched.ts'

/** What the world `standard` holds and nobody may see without a session. */
const data =
  /shared-prod|gke-legacy|platform-prod|agents-staging|agents-old|"shop"|kas\.gitlab|\bMara\b/

const subrequest = 'x-middleware-subrequest'
const tricks: Record<string, string>[] = [
  { RSC: '1' },
  { RSC: '1', 'Next-Router-Prefetch': '1' },
  { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/_tree' },
  { RSC: '1', 'Next-Router-State-Tree': '%5B%22%22%2C%7B%7D%5D' },
  { Purpose: 'prefetch', 'Sec-Purpose': 'prefetch' },
  { 'x-nextjs-data': '1' },
  { 'x-middleware-prefetch': '1' },
  { [subrequest]: 'proxy' },
  { [subrequest]: 'middleware' },
  { [subrequest]: 'src/middleware' },
  { [subrequest]: 'proxy:proxy:proxy:proxy:proxy' },
  { [subrequest]: 'middleware:middleware:middleware:middleware:middleware' },
  { 'x-middleware-next': '1', 'x-middleware-rewrite': '/api/session' },
  { 'x-middleware-override-headers': 'cookie,x-csrf', 'x-middleware-request-x-csrf': '1' },
  { 'x-invoke-path': '/settings', 'x-invoke-query': '%7B%7D', 'x-invoke-status': '200' },
  { 'x-invoke-output': '/api/session' },
  { 'x-now-route-matches': '1=instance' },
  { 'x-matched-path': '/api/scopes/[scope]/clusters' },
  { 'x-nextjs-rewritten-path': '/api/instance' },
  { 'X-Original-URL': '/healthz', 'X-Rewrite-URL': '/healthz' },
  { 'X-Forwarded-User': 'root', 'Remote-User': 'root' },
]

test('F10 F11 without a session no header makes a page or a route tell anything', async ({
  gitlab,
  stack,
}) => {
  const { origin } = stack.console
  const told: string[] = []
  let asked = 0
  const ask = async (path: string, headers: Record<string, string>) => {
    const answer = await send('GET', `${origin}${path}`, headers)
    asked += 1
    if (data.test(answer.text)) told.push(`${path} ${JSON.stringify(headers)}`)
    return answer
  }
  for (const trick of tricks) {
    for (const page of pages) await ask(addressOf(page), trick)
    for (const route of guardedRoutes) {
      const path = addressOf(route)
      const answer = await ask(path, { 'X-CSRF': '1', ...trick })
      // The framework answers a prefetch by `{}`, without asking the route.
      const isOpen = answer.status === 200 && path !== '/api/session' && answer.text !== '{}'
      if (isOpen) told.push(`${path} ${JSON.stringify(trick)} 200`)
    }
  }
  count('data answers without a session', told.length, asked)
  expect(told).toEqual([])
  expect(await apiCalls(gitlab)).toEqual([])
})

test('F10 a page as React data has the policy and is kept by nobody', async ({ enter, stack }) => {
  const root = await enter()
  const from = stack.console.output().length
  for (const page of pages) {
    for (const headers of tricks.slice(0, 6)) {
      const answer = await reactData(root, addressOf(page), headers)
      expect(answer.status, page).toBe(200)
      expect(answer.headers['content-security-policy'], page).toContain("default-src 'none'")
      expect(answer.headers['cache-control'], page).toContain('no-store')
      // The frame holds no data: it renders before anybody is known.
      expect(answer.text, page).not.toMatch(data)
    }
  }
  expect(stack.console.output().slice(from)).not.toContain('"status":500')
})

test('C15 F11 other ways to write an address lead to nothing either', async ({ gitlab, stack }) => {
  const { origin } = stack.console
  const spellings = [
    '/settings.rsc',
    '/index.rsc',
    '/instance/clusters.rsc',
    '/instance/clusters.segments/_tree.segment.rsc',
    '/_next/data/build/settings.json',
    '/_next/data/build/instance/clusters.json',
    '//instance/clusters',
    '/%69nstance/clusters',
    '/instance/clusters/',
    '/x/../instance/clusters',
    '/instance/./clusters',
    '/instance%2fclusters',
    '/api//scopes/instance/clusters',
    '/api/%73copes/instance/clusters',
    '/api/scopes/instance/clusters/',
    '/x/../api/scopes/instance/clusters',
    '/_next/../api/scopes/instance/clusters',
    '/api/scopes/instance/clusters.rsc',
    '/instance/clusters?scope=group-1&nxtPscope=group-1',
    '/api/scopes/instance/clusters?nxtPscope=group-1',
    '/_next/image?url=%2Fapi%2Fsession&w=64&q=75',
    '/_next/image?url=http%3A%2F%2F169.254.169.254%2F&w=64&q=75',
    `/_next/image?url=${encodeURIComponent(gitlab.url)}&w=64&q=75`,
  ]
  const told: string[] = []
  for (const spelling of spellings) {
    for (const headers of [[], ['X-CSRF: 1'], ['X-CSRF: 1', 'RSC: 1']]) {
      const answer = await sendRaw(origin, head(origin, 'GET', spelling, headers))
      const isData = data.test(answer.body) || answer.status === 0 || answer.status >= 500
      if (isData) told.push(`${spelling} ${headers.join()} ${answer.status}`)
      expect(answer.headers.get('location') ?? '/', spelling).toMatch(/^\/(?!\/)/)
    }
  }
  count('data answers without a session', told.length, spellings.length * 3)
  expect(told).toEqual([])
  expect(await gitlab.control.requests()).toEqual([])
})
