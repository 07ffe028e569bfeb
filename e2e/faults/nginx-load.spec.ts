import { expect, type Replicas, test } from '../behind-nginx.ts'
import { field, review, reviewAndSave } from '../cluster-page.ts'
import { type Person, signInOverHttp } from '../person.ts'

/** Two replicas go down and come back in turn while people work: one in a browser, others as fast as they are answered. */

const clusters = '/api/scopes/instance/clusters'
const readers = 4
const writesEach = 12

interface Told {
  what: string
  status: number
}

/** Reads until it is told to stop; gives what was not answered as it should be. */
async function readOn(person: Person, state: { isOver: boolean }): Promise<Told[]> {
  const odd: Told[] = []
  while (!state.isOver) {
    const { status } = await person.call('GET', clusters)
    if (status !== 200) odd.push({ what: 'read', status })
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return odd
}

/** Changes a name again and again, each time to another one; gives the names that were answered with success. */
async function writeOn(person: Person): Promise<{ odd: Told[]; done: string[] }> {
  const odd: Told[] = []
  const done: string[] = []
  for (let round = 0; round < writesEach; round += 1) {
    const name = `by-load-${String(round).padStart(2, '0')}`
    const body = { namespace_per_environment: true, name }
    const { status } = await person.call('PUT', '/api/scopes/project-1/clusters/5', { body })
    if (status === 200) done.push(name)
    else odd.push({ what: name, status })
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { odd, done }
}

/** One after the other ends as a rolling update ends it, and comes back; then once more without a warning. */
async function turnOver(replicas: Replicas): Promise<void> {
  for (const how of ['stop', 'kill'] as const) {
    for (const index of [0, 1]) {
      const one = replicas.running()[index]
      if (one !== undefined) await replicas[how](one)
      await replicas.heal()
    }
  }
}

test('replicas end and come back while people work: nobody sees an error, nothing is done twice', async ({
  page,
  signIn,
  stack,
  replicas,
  gitlab,
}) => {
  test.setTimeout(180_000)
  await signIn('root', '/instance/clusters/1')
  const people: Person[] = []
  for (let i = 0; i < readers; i += 1) {
    people.push(await signInOverHttp(stack, replicas.origin, i % 2 === 0 ? 'root' : 'developer'))
  }
  const [writer] = people
  if (writer === undefined) throw new Error('nobody to write')
  await gitlab.control.clearRequests()

  const state = { isOver: false }
  const reading = people
    .filter((_, index) => index % 2 === 0)
    .map((person) => readOn(person, state))
  const writing = writeOn(writer)
  const turning = turnOver(replicas).finally(() => {
    state.isOver = true
  })

  const domains = ['one', 'two', 'three'].map((word) => `${word}.example.test`)
  for (const domain of domains) {
    await field(page, 'Base domain').fill(domain)
    await reviewAndSave(page)
    await expect(review(page)).toBeHidden()
    await page.goto('/instance/clusters')
    await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
    await page.goto('/instance/clusters/1')
    await expect(field(page, 'Base domain')).toHaveValue(domain)
  }
  await turning
  const { odd, done } = await writing
  expect((await Promise.all(reading)).flat()).toEqual([])

  // A change on its way when its replica is killed cannot be known to be made; it is said so, and never sent twice.
  for (const { what, status } of odd) expect(status, what).toBe(502)
  const sent = (await gitlab.control.requests('PUT')).map(({ body }) => body)
  for (const name of [...done, ...odd.map(({ what }) => what)]) {
    expect(sent.filter((body) => body.includes(name)).length, name).toBeLessThanOrEqual(1)
  }
  for (const domain of domains) {
    expect(
      sent.filter((body) => body.includes(domain)),
      domain,
    ).toHaveLength(1)
  }
  expect(done.length).toBeGreaterThan(writesEach / 2)
})
