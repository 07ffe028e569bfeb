import { signInOverHttp } from '../person.ts'
import { expect, test } from '../security/watched.ts'
import { startStack } from '../stack.ts'
import { activeTokens, createToken, failing, listAgents, timesAsked } from './calls.ts'

/*
 * G16 and the other half of G18 (the list fails, too) are token-create-lost.spec.ts: every way to lose the answer, before
 * and after the change. Here the list is late. As in the design, a token counts as not made only after a time that no
 * replica lags behind.
 */
const lagMs = 3_000

test('G18 a token that the list does not show yet is never said not to be there', async () => {
  const stack = await startStack({ env: { INTENT_SETTLE_MS: '10000' } })
  try {
    const { gitlab } = stack
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    await failing(gitlab, createToken, { mode: 'reset', when: 'after' })
    const path = createToken.upstream
    await gitlab.control.fault({ method: 'GET', path, mode: 'lag_list', delay_ms: lagMs })
    const answer = await createToken.ask(root)
    expect(answer.json()).toMatchObject({ status: 502, code: 'outcome_unknown' })
    const notices = async () =>
      (await root.call('GET', '/api/intents')).json<{ items: { state: string }[] }>().items
    const states = new Set<string>()
    await expect
      .poll(async () => {
        for (const { state } of await notices()) states.add(state)
        return states.has('compensated')
      })
      .toBe(true)
    expect(states).not.toContain('not_created')
    await gitlab.control.clearFaults()
    expect(await activeTokens(gitlab, 3)).toEqual([])
    expect(await timesAsked(gitlab, createToken)).toBe(1)
    expect((await listAgents.ask(root)).status).toBe(200)
  } finally {
    await stack.close()
  }
})
