import { expect, test } from '../security/watched.ts'
import { activeTokens, createToken, listAgents, timesAsked } from './calls.ts'

/** 100 trials: `npm run bench -- faults`. */
test('G24 a kept connection that closes as it is used fails nothing and doubles nothing', async ({
  enter,
  gitlab,
}) => {
  const root = await enter()
  await gitlab.control.fault({ method: '*', path: '/api/*', mode: 'close_idle' })
  for (let trial = 1; trial <= 25; trial += 1) {
    expect((await listAgents.ask(root)).status).toBe(200)
    const created = await createToken.ask(root)
    expect(created.status).toBe(201)
    const { id } = created.json<{ id: number }>()
    expect((await root.call('DELETE', `/api/projects/1/agents/3/tokens/${id}`)).status).toBe(204)
    expect(await timesAsked(gitlab, createToken)).toBe(trial)
  }
  const seen = await gitlab.control.requests('DELETE')
  expect(seen).toHaveLength(25)
  // Else no connection was ever closed, and nothing was proved.
  expect(await timesAsked(gitlab, listAgents)).toBeGreaterThan(25)
  await gitlab.control.clearFaults()
  expect(await activeTokens(gitlab, 3)).toEqual([])
})
