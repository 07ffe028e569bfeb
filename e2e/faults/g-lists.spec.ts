import { callGitLab } from '../gitlab-api.ts'
import { expect, test } from '../security/watched.ts'
import type { Stack } from '../stack.ts'
import { type FaultMode, failing, listAgents, timesAsked } from './calls.ts'

const malformed: [name: string, change: Partial<FaultMode>][] = [
  ['a name that is null', { set: { name: null } }],
  ['an id that is a text', { set: { id: '1' } }],
  ['no name', { drop: 'name' }],
  ['an object in place of a time', { set: { created_at: {} } }],
]
for (const [name, change] of malformed) {
  test(`G14 a list with ${name} is no list`, async ({ enter, gitlab }) => {
    const root = await enter()
    await failing(gitlab, listAgents, { mode: 'alter', index: 2, ...change })
    const answer = await listAgents.ask(root)
    expect(answer.json()).toMatchObject({ status: 502, code: 'upstream_invalid' })
    expect(await timesAsked(gitlab, listAgents)).toBe(1)
    await gitlab.control.clearFaults()
    expect((await listAgents.ask(root)).status).toBe(200)
  })
}

/** Two pages of a hundred: the four of the world and so many more. */
const more = 101
const all = more + 4

async function twoPages({ url }: Stack['gitlab']): Promise<void> {
  const names = Array.from({ length: more }, (_, index) => `many-${index}`)
  for (let at = 0; at < names.length; at += 10) {
    const made = names.slice(at, at + 10).map((name) => {
      return callGitLab(url, 'POST', 'projects/1/cluster_agents', { name })
    })
    await Promise.all(made)
  }
}

/** Where a page of the list is asked for. */
const pageOf = (number: number) => `${listAgents.upstream}?page=${number}&*`

const shifting: [name: string, fault: FaultMode & { path: string }, complete: boolean][] = [
  ['an agent that went between two pages', { path: pageOf(2), mode: 'shrink', times: 1 }, true],
  ['agents that go each time', { path: pageOf(2), mode: 'shrink' }, false],
  ['an agent that came between two pages', { path: pageOf(1), mode: 'shrink', times: 1 }, true],
  ['agents that come each time', { path: pageOf(1), mode: 'shrink' }, false],
  [
    'no totals',
    { path: `${listAgents.upstream}`, mode: 'alter', without: ['X-Total', 'X-Total-Pages'] },
    true,
  ],
]
for (const [name, fault, complete] of shifting) {
  test(`G15 a list with ${name}: each row once, and whether it is whole`, async ({
    enter,
    gitlab,
  }) => {
    const root = await enter()
    await twoPages(gitlab)
    await gitlab.control.fault({ method: 'GET', ...fault })
    const answer = await listAgents.ask(root)
    expect(answer.status).toBe(200)
    const list = answer.json<{ items: { id: number }[]; complete: boolean }>()
    expect(list.complete).toBe(complete)
    const ids = list.items.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    if (complete) expect(ids).toHaveLength(all)
    else expect(ids.length).toBeGreaterThanOrEqual(all - 1)
  })
}

test('G15 pages that do not follow each other are no list', async ({ enter, gitlab }) => {
  const root = await enter()
  const headers = { 'X-Next-Page': '7' }
  await failing(gitlab, listAgents, { mode: 'alter', headers })
  const answer = await listAgents.ask(root)
  expect(answer.json()).toMatchObject({ status: 502, code: 'upstream_invalid' })
})
