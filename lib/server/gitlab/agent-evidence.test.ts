import { describe, expect, test } from 'vitest'
import { agentStatus } from '#lib/contract/agent.ts'
import { setFakeEnvironment } from '#lib/server/fake-environment.fixture.ts'
import {
  type Answers,
  configuration,
  failure,
  notFound,
  started,
  token,
} from './agent-answers.fixture.ts'
import { getEvidence } from './agent-evidence.ts'
import { listAgentTokens, revokeAgentToken } from './agent-tokens.ts'

setFakeEnvironment()

describe('evidence', () => {
  const at = Date.parse('2026-11-20T12:00:00.000Z')
  const read = async (changed: Answers = {}) => {
    const { gitlab, asked } = await started(changed)
    return { evidence: await getEvidence(gitlab, 7, 4), asked: asked() }
  }

  test('the newest use of the active tokens, the oldest token, and what is live', async () => {
    const { evidence, asked } = await read()
    expect(evidence).toMatchObject({
      tokens: {
        active: 2,
        unread: 0,
        oldest_created_at: token(11).created_at,
        last_used_at: '2026-11-20T11:58:00.000Z',
        last_used_token: { id: 11, name: 'token-11' },
      },
      tokens_problem: null,
      is_receptive: false,
      receptive_problem: null,
    })
    expect(agentStatus(evidence, at)).toBe('connected')
    expect(asked).toHaveLength(4)
  })

  test.each([
    ['no token', { '/4/tokens': [] }, 'no_token', null],
    ['a token revoked meanwhile', { '/4/tokens/11': undefined }, 'never_connected', null],
    ['a token that cannot be read', { '/4/tokens/11': failure(500) }, 'unknown', null],
    ['tokens that cannot be read', { '/4/tokens': failure(500) }, 'unknown', 'upstream_failed'],
    ['too many requests', { '/4/tokens': failure(429) }, 'unknown', 'rate_limited'],
    [
      'three tokens of an old GitLab',
      { '/4/tokens': [token(12), token(13), token(11)], '/4/tokens/13': token(13, null) },
      'unknown',
      null,
    ],
  ])('%s', async (_, changed, status, problem) => {
    const { evidence, asked } = await read(changed)
    expect(agentStatus(evidence, at)).toBe(status)
    expect(evidence.tokens_problem).toBe(problem)
    expect(asked.filter((line) => /tokens\/\d+$/.test(line)).length).toBeLessThanOrEqual(2)
  })

  test.each([
    ['one configuration', [configuration], true, null],
    ['none', [], false, null],
    ['below Maintainer', failure(403, '403 Forbidden'), null, 'forbidden'],
    ['switched off', failure(404, '404 Not Found'), false, 'receptive_disabled'],
    [
      'another edition',
      { status: 404, body: { error: '404 Not Found' } },
      false,
      'receptive_unavailable',
    ],
    ['an error', failure(500), null, 'upstream_failed'],
  ])('receptive: %s', async (_, answer, is_receptive, receptive_problem) => {
    const { evidence } = await read({ '/4/url_configurations': answer })
    expect(evidence).toMatchObject({ is_receptive, receptive_problem, tokens: { active: 2 } })
  })

  test('no such agent', async () => {
    await expect(read({ '/4/tokens': notFound })).rejects.toMatchObject({
      code: 'record_not_found',
    })
  })

  test('the end of the session is no missing part', async () => {
    await expect(read({ '/4/tokens': failure(401) })).rejects.toMatchObject({
      code: 'reauth_required',
    })
  })
})

describe('tokens', () => {
  test('last use is null where it is not known, and says so', async () => {
    const { gitlab } = await started({ '/4/tokens/11': failure(500) })
    const { items } = await listAgentTokens(gitlab, 7, 4)
    expect(items).toMatchObject([
      { id: 11, last_used_at: null, console: { last_use_known: false } },
      { id: 12, last_used_at: null, console: { last_use_known: true, created_by: { id: 2 } } },
    ])
  })

  test.each([
    ['done', { 'DELETE /4/tokens/11': 204 }, 'done'],
    ['refused', { 'DELETE /4/tokens/11': failure(403, '403 Forbidden') }, 'forbidden'],
    [
      'lost, and revoked',
      { 'DELETE /4/tokens/11': failure(500), '/4/tokens/11': notFound },
      'done',
    ],
    ['lost, and still active', { 'DELETE /4/tokens/11': failure(500) }, 'outcome_unknown'],
    [
      'lost, and no way to look',
      { 'DELETE /4/tokens/11': failure(500), '/4/tokens/11': failure(500) },
      'outcome_unknown',
    ],
  ])('revoke: %s', async (_, changed, end) => {
    const { gitlab, asked } = await started(changed)
    const outcome = await revokeAgentToken(gitlab, 7, 4, 11).then(
      () => 'done',
      (error: { code: string }) => error.code,
    )
    expect(outcome).toBe(end)
    expect(asked().filter((line) => line.startsWith('DELETE'))).toHaveLength(1)
  })
})
