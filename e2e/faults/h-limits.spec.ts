import { callGitLab } from '../gitlab-api.ts'
import type { Answer, Person } from '../person.ts'
import { expect, test } from '../security/watched.ts'
import { listAgents, timesAsked } from './calls.ts'

/** Counted, not timed: rates, durations and larger numbers are `npm run bench -- load`. */
const clusters = '/api/scopes/instance/clusters'
const upstream = '/api/v4/admin/clusters'
const perPerson = 8
const several = ['root', 'maintainer', 'developer', 'reporter', 'guest', 'outsider'] as const

const isBusy = (answer: Answer) => {
  if (answer.status !== 503) return false
  expect(answer.json()).toMatchObject({ code: 'busy', retry_after: expect.any(Number) })
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  return true
}

test('H02 fifty dashboards of six people: nobody fails, each has at most eight calls', async ({
  enter,
  gitlab,
}) => {
  const people: Person[] = []
  for (const username of several) people.push(await enter(username))
  await gitlab.control.settings({ latency_ms: 50 })
  await gitlab.control.clearRequests()
  const asked = Array.from({ length: 50 }, (_, i) =>
    people[i % people.length]?.call('GET', '/api/projects?page=1'),
  )
  for (const answer of await Promise.all(asked)) expect(answer?.status).toBe(200)
  const { most_in_flight, most_in_flight_of_one } = await gitlab.control.traffic()
  expect(most_in_flight).toBeGreaterThan(perPerson)
  expect(most_in_flight).toBeLessThanOrEqual(64)
  expect(most_in_flight_of_one).toBeLessThanOrEqual(perPerson)
})

test('H04 fifty reads of a GitLab that takes half a minute: few wait, the rest is told', async ({
  enter,
  gitlab,
  stack,
}) => {
  const people = [await enter('root'), await enter('maintainer')]
  await gitlab.control.fault({ method: 'GET', path: upstream, mode: 'slow', delay_ms: 30_000 })
  const asked = Array.from({ length: 50 }, (_, i) => people[i % 2]?.call('GET', clusters))
  await expect.poll(async () => (await gitlab.control.traffic()).in_flight).toBe(2 * perPerson)
  expect((await fetch(`${stack.console.origin}/healthz`)).status).toBe(200)
  const answers = (await Promise.all(asked)).flatMap((answer) => answer ?? [])
  const busy = answers.filter(isBusy)
  const givenUp = answers.filter(({ status }) => status === 504)
  expect(busy.length).toBeGreaterThan(0)
  expect(givenUp.length).toBeGreaterThanOrEqual(2 * perPerson)
  expect(busy.length + givenUp.length).toBe(50)
  expect((await gitlab.control.traffic()).most_in_flight_of_one).toBe(perPerson)
  await expect.poll(async () => (await gitlab.control.traffic()).in_flight).toBe(0)
})

test('H06 one person who asks for fifty at once is held back, the others are not', async ({
  enter,
  gitlab,
}) => {
  const [greedy, other] = [await enter('root'), await enter('maintainer')]
  await gitlab.control.fault({ method: 'GET', path: upstream, mode: 'slow', delay_ms: 600 })
  const asked = Array.from({ length: 50 }, () => greedy.call('GET', clusters))
  await expect.poll(async () => (await gitlab.control.traffic()).in_flight).toBe(perPerson)
  for (let i = 0; i < 5; i += 1) expect((await listAgents.ask(other)).status).toBe(200)
  const answers = await Promise.all(asked)
  const served = answers.filter(({ status }) => status === 200)
  expect(served.length + answers.filter(isBusy).length).toBe(50)
  expect(served.length).toBeLessThan(50)
  expect(served.length).toBeGreaterThanOrEqual(perPerson)
  expect((await gitlab.control.traffic()).most_in_flight_of_one).toBe(perPerson)
})

test('H08 a project with many agents is read page by page', async ({ enter, gitlab }) => {
  const more = 205
  for (let at = 0; at < more; at += 10) {
    const names = Array.from({ length: Math.min(10, more - at) }, (_, i) => `many-${at + i}`)
    await Promise.all(
      names.map((name) => callGitLab(gitlab.url, 'POST', 'projects/1/cluster_agents', { name })),
    )
  }
  const root = await enter()
  await gitlab.control.clearRequests()
  const list = (await listAgents.ask(root)).json<{ items: object[]; complete: boolean }>()
  expect(list.items).toHaveLength(more + 4)
  expect(list.complete).toBe(true)
  expect(await timesAsked(gitlab, listAgents)).toBe(3)
  expect(await gitlab.control.requests('GET', /cluster_agents\/\d/)).toEqual([])
  expect((await gitlab.control.traffic()).most_in_flight).toBeLessThanOrEqual(perPerson)
})
