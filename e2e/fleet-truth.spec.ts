import { expect, stackTest as test, type Username } from './fixtures.ts'
import { expectAccounted, expectTruth, fleetOf } from './fleet-answer.ts'
import { readTruth } from './fleet-truth.ts'
import { callGitLab } from './gitlab-api.ts'
import { type Person, signInOverHttp } from './person.ts'
import type { Stack } from './stack.ts'

/** The answer of `GET /api/fleet` against the world's truth, which a naive client reads as the same person. */
const people: Username[] = ['root', 'maintainer', 'developer', 'outsider']
const worlds = ['standard', 'demo'] as const

const signIn = (stack: Stack, username: Username): Promise<Person> =>
  signInOverHttp(stack, stack.console.origin, username)

for (const world of worlds) {
  for (const username of people) {
    for (const enterprise of [true, false]) {
      test(`${username} in world ${world} on ${enterprise ? 'EE' : 'CE'}: row by row`, async ({
        stack,
        gitlab: { control, url },
      }) => {
        await control.reset({ world })
        await control.settings({ enterprise })
        const person = await signIn(stack, username)
        const truth = await readTruth(url, username)
        const answer = await fleetOf(person)
        expectTruth(answer, truth)
        expect([...answer.problems.values()]).toEqual([])
        expect(answer.end).toMatchObject({
          state: 'finished',
          complete: true,
          skipped: enterprise ? [] : ['url_configurations'],
        })
      })
    }
  }
}

test('personal namespaces are left out unless asked for, and that is said', async ({
  stack,
  gitlab: { url },
}) => {
  await callGitLab(url, 'POST', 'projects/3/clusters/user', {
    name: 'scratch',
    platform_kubernetes_attributes: {
      api_url: 'https://scratch.example.test',
      token: 'fake-kubernetes-token',
    },
  })
  const truth = await readTruth(url, 'root')
  const root = await signIn(stack, 'root')
  const answer = await fleetOf(root, '')
  expect(answer.end).toMatchObject({ complete: true, skipped: ['personal'] })
  const missing = [...truth.clusters.values()].filter(({ id }) => !answer.clusters.has(id))
  expect(missing.map(({ scope }) => scope.id)).toEqual([3])
  expect(answer.agents.size).toBe(truth.agents.size)
  expectTruth(await fleetOf(root, 'personal=true'), truth)
})

test('a GitLab whose GraphQL does not tell of receptive agents: that is skipped and unknown', async ({
  stack,
  gitlab: { control, url },
}) => {
  await control.settings({ graphql_receptive_fields: false })
  const truth = await readTruth(url, 'root')
  const answer = await fleetOf(await signIn(stack, 'root'))
  expectTruth(answer, truth, { urlConfigurations: false })
  expect(answer.end?.skipped).toEqual(['url_configurations'])
  expect([...answer.agents.values()].map((row) => row.is_receptive)).toEqual([
    null,
    null,
    null,
    null,
  ])
})

for (const [setting, why] of [
  [{ kas_enabled: false }, 'switched off'],
  [{ kas_reachable: false }, 'away'],
] as const) {
  test(`KAS ${why}: every row is there, the versions are not, and one problem says so`, async ({
    stack,
    gitlab: { control, url },
  }) => {
    await control.reset({ world: 'demo' })
    await control.settings(setting)
    const truth = await readTruth(url, 'root')
    const answer = await fleetOf(await signIn(stack, 'root'))
    expectTruth(answer, truth)
    expect([...answer.agents.values()].every(({ versions }) => versions === null)).toBe(true)
    expect([...answer.problems.values()]).toEqual([
      expect.objectContaining({ what: 'versions', scope: null, count: truth.agents.size }),
    ])
    expect(answer.end?.complete).toBe(false)
    await control.settings({ kas_enabled: true, kas_reachable: true })
    const again = await fleetOf(await signIn(stack, 'root'), 'do=retry&personal=true')
    expectTruth(again, truth)
    expect(again.end).toMatchObject({ complete: true, problems: 0 })
    expect([...again.agents.values()].some(({ versions }) => versions !== null)).toBe(true)
  })
}

test('versions are for Maintainers: a Developer hears of none, which is no problem', async ({
  stack,
  gitlab: { control },
}) => {
  await control.settings({ kas_enabled: false })
  const answer = await fleetOf(await signIn(stack, 'developer'))
  expect([...answer.agents.values()].every(({ versions }) => versions === null)).toBe(true)
  expect(answer.end).toMatchObject({ complete: true, problems: 0, agents: 4 })
})

for (const username of ['root', 'maintainer'] as const) {
  test(`the integration switched off, for ${username}: discovery still names the clusters`, async ({
    stack,
    gitlab: { control, url },
  }) => {
    await control.reset({ world: 'demo' })
    const truth = await readTruth(url, username)
    await control.settings({ certificate_based_clusters: false })
    const answer = await fleetOf(await signIn(stack, username), '')
    expect(answer.clusters.size).toBe(0)
    expect(answer.agents.size).toBe(truth.agents.size)
    const problems = [...answer.problems.values()]
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['integration_disabled']))
    const named = problems.flatMap(({ names }) => names ?? []).map(({ id }) => id)
    const below = [...truth.clusters.values()].filter(
      ({ scope }) => scope.kind === 'group' || (scope.id && !truth.personal.has(scope.id)),
    )
    const unnamed = below.filter(({ id }) => !named.includes(id))
    expect(named.filter((id) => !below.some((row) => row.id === id))).toEqual([])
    // Discovery speaks to Maintainers; where somebody is a Developer there are places of which nothing is known.
    const silent = problems.find(({ scope }) => scope === null)
    expect(unnamed.length === 0).toBe(username === 'root')
    expect(silent === undefined).toBe(username === 'root')
    expect(problems.some(({ scope }) => scope?.kind === 'instance')).toBe(username === 'root')
    expect(answer.end?.complete).toBe(false)
  })
}

for (const world of worlds) {
  test(`discovery that keeps silent to an administrator who is no member, in ${world}: every place is asked`, async ({
    stack,
    gitlab: { control, url },
  }) => {
    await control.reset({ world })
    await control.settings({ discovery_needs_membership: true })
    const truth = await readTruth(url, 'root')
    const answer = await fleetOf(await signIn(stack, 'root'))
    expectTruth(answer, truth)
    expect(answer.end).toMatchObject({ complete: true, clusters_by: 'lists' })
  })
}

test('thorough: every place is asked, with the same rows', async ({
  stack,
  gitlab: { control, url },
}) => {
  await control.reset({ world: 'demo' })
  const truth = await readTruth(url, 'root')
  await control.clearRequests()
  const answer = await fleetOf(await signIn(stack, 'root'), 'personal=true&thorough=true')
  expectTruth(answer, truth)
  expect(answer.end?.clusters_by).toBe('lists')
  expect(await control.requests('GET', /discover-cert-based-clusters/)).toEqual([])
})

// The first call that fails decides much: each of these meets other ones.
for (const first of [1, 2, 3, 4, 5, 6, 8, 12, 20]) {
  test(`3 % of the calls fail from number ${first} on: what is missing is told, and a retry makes it whole`, async ({
    stack,
    gitlab: { control, url },
  }) => {
    await control.reset({ world: 'demo' })
    const truth = await readTruth(url, 'root')
    const person = await signIn(stack, 'root')
    for (let nth = first; nth < 600; nth += 33) {
      await control.fault({
        method: '*',
        path: '/api/*',
        nth,
        times: 1,
        mode: 'status',
        status: 500,
      })
    }
    const answer = await fleetOf(person)
    expectAccounted(answer, truth)
    expect(answer.end).toMatchObject({ state: 'finished', problems: answer.problems.size })
    expect(answer.end?.complete).toBe(answer.problems.size === 0)
    await control.clearFaults()
    const again = await fleetOf(person, 'do=retry&personal=true')
    expectTruth(again, truth)
    expect([...again.problems.values()]).toEqual([])
    expect(again.end?.complete).toBe(true)
  })
}

test('a storm of 429: the scan waits as it is told, all calls together, and misses nothing', async ({
  stack,
  gitlab: { control, url },
}) => {
  await control.reset({ world: 'demo' })
  const truth = await readTruth(url, 'root')
  const person = await signIn(stack, 'root')
  const headers = { 'Retry-After': '1' }
  const refused = { method: '*', path: '/api/*', mode: 'status', status: 429, headers } as const
  await control.fault({ ...refused, body: 'Retry later', nth: 15, times: 12 })
  await control.fault({ ...refused, body: 'Retry later', nth: 60, times: 6 })
  const answer = await fleetOf(person)
  expectTruth(answer, truth)
  expect(answer.end?.complete).toBe(true)
  const waiting = answer.events.filter(({ state }) => state === 'waiting')
  expect(waiting.length).toBeGreaterThan(0)
  expect(waiting.every(({ waiting_until }) => waiting_until !== null)).toBe(true)
})
