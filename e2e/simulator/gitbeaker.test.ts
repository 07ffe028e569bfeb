import { Agents, GitbeakerRequestError, Groups, Metadata, Projects, Users } from '@gitbeaker/rest'
import { expect, it } from 'vitest'
import { runSimulator } from './simulator-fixture.ts'

// @gitbeaker/rest, a client written by others for the real GitLab, unchanged.
const fixture = runSimulator()

const as = (username: string) => ({ host: fixture.url, token: `glpat-${username}` })

const descriptionOf = (error: unknown) =>
  error instanceof GitbeakerRequestError ? error.cause?.description : error

it('§6.2 agents: all, by page', async () => {
  const agents = await new Agents(as('developer')).all(1)
  expect(agents.map(({ name }) => name)).toEqual(['edge', 'inside', 'prod', 'staging'])
})

it('§2 follows our Link header from page to page', async () => {
  // The option types of Agents leave out paging; the code passes it on.
  const onePerPage = { perPage: 1 } as object
  const agents = await new Agents(as('developer')).all('platform/agents', onePerPage)
  expect(agents).toHaveLength(4)
  const { json } = await fixture.control('GET', '/requests')
  expect(json).toHaveLength(4)
})

it('§6.2 agents: show', async () => {
  const agent = await new Agents(as('developer')).show('platform/agents', 1)
  expect(agent).toMatchObject({ id: 1, name: 'prod', config_project: { id: 1 } })
})

it('§6.2 agents: register, then unregister', async () => {
  const agents = new Agents(as('maintainer'))
  const { id } = await agents.register(1, 'from-gitbeaker')
  expect(await agents.show(1, id)).toMatchObject({ name: 'from-gitbeaker' })
  await agents.unregister(1, id)
  const error = await agents.show(1, id).catch(descriptionOf)
  expect(error).toBe('404 Not found')
})

it('§6.2 agents: an error reaches the caller with GitLab’s words', async () => {
  const error = await new Agents(as('maintainer')).register(1, 'prod').catch(descriptionOf)
  expect(error).toBe('400 Bad request - ["Name has already been taken"]')
})

it('§6.3 tokens: all, show, remove', async () => {
  const agents = new Agents(as('maintainer'))
  expect((await agents.allTokens(1, 1)).map(({ id }) => id)).toEqual([1, 2])
  expect(await agents.showToken(1, 1, 1)).toMatchObject({ last_used_at: expect.any(String) })
  await agents.removeToken(1, 1, 1)
  expect((await agents.allTokens(1, 1)).map(({ id }) => id)).toEqual([2])
})

it('§6.3 tokens: create (43.8.0 sends GET by mistake, which GitLab answers with the list)', async () => {
  const agents = new Agents(as('maintainer'))
  expect(await agents.createToken(1, 3, 'edge-1')).toEqual([])
  const created = await agents.requester.post('projects/1/cluster_agents/3/tokens', {
    body: { name: 'edge-1' },
  })
  expect(created.body).toMatchObject({ agent_id: 3, token: expect.stringMatching(/^glagent-/) })
})

it('§1.3 an OAuth-style token as Bearer', async () => {
  const users = new Users({ host: fixture.url, oauthToken: 'glpat-reporter' })
  expect(await users.showCurrentUser()).toMatchObject({ username: 'reporter' })
})

it('§7 metadata', async () => {
  expect(await new Metadata(as('guest')).show()).toMatchObject({ enterprise: true })
})

it('§2 groups, and projects by keyset', async () => {
  const groups = await new Groups(as('root')).all({ topLevelOnly: true })
  expect(groups.map(({ full_path }) => full_path)).toEqual(['open', 'platform'])
  const projects = await new Projects(as('root')).all({
    pagination: 'keyset',
    orderBy: 'id',
    sort: 'asc',
    perPage: 3,
  })
  expect(projects.map(({ id }) => id)).toEqual([1, 2, 3, 4])
})
