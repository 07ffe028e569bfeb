import { expect, test } from '../behind-nginx.ts'
import { field, review, reviewAndSave } from '../cluster-page.ts'
import type { Replicas } from '../nginx-replicas.ts'
import { type Person, signInOverHttp } from '../person.ts'

/** Two replicas go down and come back in turn while people work: one in a browser, others as fast as they are answered. */

const clusters = '/api/scopes/instance/clusters'
/** At most; it goes on until every replica has been renewed. */
const maxWrites = 100
/** In the place of a status: the answer ended in its middle. */
const cut = 0

const noteFigures = (description: string) =>
  test.info().annotations.push({ type: 'figures', description })

interface Told {
  what: string
  status: number
}

/**
 * Reads until it is told to stop, once more when an answer is cut in the middle, as the page does; gives what was not answered
 * as it should be.
 */
async function readOn(person: Person, state: { isOver: boolean }): Promise<Told[]> {
  const odd: Told[] = []
  while (!state.isOver) {
    const read = () => person.call('GET', clusters)
    const { status } = await read().catch(read)
    if (status !== 200) odd.push({ what: 'read', status })
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return odd
}

/** Changes a name again and again, each time to another one; gives the names that were answered with success. */
async function writeOn(
  person: Person,
  state: { isOver: boolean },
): Promise<{ odd: Told[]; done: string[] }> {
  const odd: Told[] = []
  const done: string[] = []
  for (let round = 0; round < maxWrites && !state.isOver; round += 1) {
    const name = `by-load-${String(round).padStart(2, '0')}`
    const body = { namespace_per_environment: true, name }
    const { status } = await person
      .call('PUT', '/api/scopes/project-1/clusters/5', { body })
      .catch(() => ({ status: cut }))
    if (status === 200) done.push(name)
    else odd.push({ what: name, status })
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return { odd, done }
}

/**
 * One after the other ends, and comes back: as a rolling update does it, or without a warning. `meanwhile` is done while each
 * of them ends of its own accord, with each of them away, and with each of them back.
 */
async function turnOver(
  replicas: Replicas,
  how: 'stop' | 'kill',
  meanwhile: () => Promise<void>,
): Promise<void> {
  for (const index of [0, 1]) {
    const one = replicas.running()[index]
    if (one === undefined) throw new Error('it does not run')
    const ending = replicas[how](one)
    if (how === 'stop') await meanwhile()
    await ending
    await meanwhile()
    await replicas.heal()
    await meanwhile()
  }
}

/** Two people who read and one who writes, for as long as `work` takes; gives what became of it all. */
async function underLoad(enter: () => Promise<Person>, work: () => Promise<void>) {
  const [writer, ...readers] = await Promise.all([enter(), enter(), enter()])
  if (writer === undefined) throw new Error('nobody writes')
  const state = { isOver: false }
  const reading = readers.map((person) => readOn(person, state))
  const writing = writeOn(writer, state)
  await work().finally(() => {
    state.isOver = true
  })
  return { ...(await writing), reads: (await Promise.all(reading)).flat() }
}

test('a rolling update while people work: nobody sees an error, and everything is done once', async ({
  page,
  signIn,
  stack,
  replicas,
  gitlab,
}) => {
  test.setTimeout(180_000)
  await signIn('root', '/instance/clusters/1')
  await gitlab.control.clearRequests()
  const domains: string[] = []
  const seen = await underLoad(
    () => signInOverHttp(stack, replicas.origin, 'root'),
    () =>
      turnOver(replicas, 'stop', async () => {
        const domain = `save-${String(domains.length).padStart(2, '0')}.example.test`
        domains.push(domain)
        await field(page, 'Base domain').fill(domain)
        await reviewAndSave(page)
        await expect(review(page)).toBeHidden()
        await page.goto('/instance/clusters')
        await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
        await page.goto('/instance/clusters/1')
        await expect(field(page, 'Base domain')).toHaveValue(domain)
      }),
  )
  expect([...seen.reads, ...seen.odd]).toEqual([])
  const sent = (await gitlab.control.requests('PUT')).map(({ body }) => body)
  for (const one of [...domains, ...seen.done]) {
    expect(sent.filter((body) => body.includes(one)).length, one).toBe(1)
  }
  expect(seen.done.length).toBeGreaterThan(0)
  expect(domains).toHaveLength(6)
  noteFigures(
    `${domains.length} saves in the browser, ${seen.done.length} writes besides, no error`,
  )
})

test('replicas that die while people work: who reads notices nothing, and no change is made twice', async ({
  page,
  signIn,
  stack,
  replicas,
  gitlab,
}) => {
  test.setTimeout(180_000)
  await signIn('root', '/instance/clusters')
  await gitlab.control.clearRequests()
  let looks = 0
  const seen = await underLoad(
    () => signInOverHttp(stack, replicas.origin, 'root'),
    () =>
      turnOver(replicas, 'kill', async () => {
        looks += 1
        await page.goto('/instance/clusters/1')
        await expect(field(page, 'Base domain')).toBeVisible()
        await page.goto('/instance/clusters')
        await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
      }),
  )
  expect(seen.reads).toEqual([])
  // A change on its way when its replica dies cannot be known to be made: that is said, and it is never sent again.
  for (const { what, status } of seen.odd) expect([502, cut], what).toContain(status)
  expect(seen.odd.length).toBeLessThanOrEqual(2)
  const sent = (await gitlab.control.requests('PUT')).map(({ body }) => body)
  for (const one of seen.done) {
    expect(sent.filter((body) => body.includes(one)).length, one).toBe(1)
  }
  for (const { what } of seen.odd) {
    expect(sent.filter((body) => body.includes(what)).length, what).toBeLessThanOrEqual(1)
  }
  noteFigures(`${looks} looks, ${seen.done.length} writes, ${seen.odd.length} of unknown outcome`)
})
