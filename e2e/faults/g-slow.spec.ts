import { expect, test } from '../security/watched.ts'
import { calls, createToken, failing, listAgents, revokeToken, timesAsked } from './calls.ts'

/** How long giving up takes with the design's time limits is measured by `npm run bench -- faults`. */
const afterHanging: Record<string, { status: number; code: string }> = {
  LIST: { status: 504, code: 'upstream_timeout' },
  TCREATE: { status: 502, code: 'outcome_not_created' },
  TREVOKE: { status: 502, code: 'outcome_unknown' },
  UPDATE: { status: 502, code: 'outcome_unknown' },
}

for (const call of calls) {
  test(`G03 ${call.name} that hangs is given up, and its connection closed`, async ({
    enter,
    gitlab,
  }) => {
    const root = await enter()
    await failing(gitlab, call, { mode: 'hang' })
    const answer = await call.ask(root)
    expect(answer.json()).toMatchObject(afterHanging[call.name] ?? {})
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(await timesAsked(gitlab, call)).toBe(1)
    await expect.poll(async () => (await gitlab.control.traffic()).in_flight).toBe(0)
    await gitlab.control.clearFaults()
    expect((await listAgents.ask(root)).status).toBe(200)
  })
}

test('G04 LIST that comes byte by byte is given up', async ({ enter, gitlab }) => {
  const root = await enter()
  await failing(gitlab, listAgents, { mode: 'drip', delay_ms: 100 })
  const answer = await listAgents.ask(root)
  expect(answer.json()).toMatchObject({ status: 504, code: 'upstream_timeout' })
  expect(await timesAsked(gitlab, listAgents)).toBe(1)
  await expect.poll(async () => (await gitlab.control.traffic()).in_flight).toBe(0)
})

test('G04 TCREATE whose answer comes byte by byte is looked after', async ({ enter, gitlab }) => {
  const root = await enter()
  await failing(gitlab, createToken, { mode: 'drip', delay_ms: 100 })
  const answer = await createToken.ask(root)
  expect(answer.json()).toMatchObject({ status: 502, code: 'outcome_compensated' })
  expect(await timesAsked(gitlab, createToken)).toBe(1)
})

test('G19 TREVOKE that was made and then hangs is not sent again', async ({ enter, gitlab }) => {
  const root = await enter()
  await failing(gitlab, revokeToken, { mode: 'hang', when: 'after' })
  expect((await revokeToken.ask(root)).status).toBe(204)
  expect(await timesAsked(gitlab, revokeToken)).toBe(1)
})
