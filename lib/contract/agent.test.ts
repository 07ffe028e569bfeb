import { describe, expect, test } from 'vitest'
import { type AgentEvidence, type AgentStatus, agentRegisterSchema, agentStatus } from './agent.ts'

const now = Date.parse('2026-11-20T12:00:00.000Z')
const ago = (ms: number) => new Date(now - ms).toISOString()
const facts = (changed: Partial<NonNullable<AgentEvidence['tokens']>> = {}) => ({
  active: 1,
  unread: 0,
  oldest_created_at: ago(86_400_000),
  last_used_at: null,
  last_used_token: null,
  ...changed,
})

describe('status of an agent', () => {
  const cases: [name: string, tokens: AgentEvidence['tokens'], status: AgentStatus][] = [
    ['tokens that could not be read', null, 'unknown'],
    ['no active token', facts({ active: 0, oldest_created_at: null }), 'no_token'],
    ['a token that was never used', facts(), 'never_connected'],
    ['used right now', facts({ last_used_at: ago(0) }), 'connected'],
    ['used ahead of our clock', facts({ last_used_at: ago(-5_000) }), 'connected'],
    ['used just within 8 minutes', facts({ last_used_at: ago(479_999) }), 'connected'],
    ['used exactly 8 minutes ago', facts({ last_used_at: ago(480_000) }), 'not_connected'],
    ['used long ago', facts({ last_used_at: ago(86_400_000) }), 'not_connected'],
    ['one used now, one unread', facts({ unread: 1, last_used_at: ago(0) }), 'connected'],
    ['one used long ago, one unread', facts({ unread: 1, last_used_at: ago(480_000) }), 'unknown'],
    ['none used, one unread', facts({ unread: 1 }), 'unknown'],
  ]
  test.each(cases)('%s', (_, tokens, status) => {
    expect(agentStatus({ tokens }, now)).toBe(status)
  })
})

describe('name of an agent', () => {
  test.each(['a', '7', 'prod', '1-2', 'a--b', 'a'.repeat(63)])('%j is accepted', (name) => {
    expect(agentRegisterSchema.parse({ name })).toEqual({ name })
  })

  test.each([
    ['', 'required'],
    ['a'.repeat(64), 'agent_name_too_long'],
    ['Prod', 'agent_name_syntax'],
    ['-prod', 'agent_name_syntax'],
    ['prod-', 'agent_name_syntax'],
    ['-', 'agent_name_syntax'],
    ['pr_od', 'agent_name_syntax'],
    ['pr.od', 'agent_name_syntax'],
    ['pr od', 'agent_name_syntax'],
    [' prod', 'agent_name_syntax'],
    ['prod\n', 'agent_name_syntax'],
    ['prod\0', 'agent_name_syntax'],
    ['../etc', 'agent_name_syntax'],
    ['<b>', 'agent_name_syntax'],
    ['prоd', 'agent_name_syntax'],
    ['prod🚀', 'agent_name_syntax'],
    ['１', 'agent_name_syntax'],
  ])('%j is refused', (name, key) => {
    const messages = agentRegisterSchema.safeParse({ name }).error?.issues.map((one) => one.message)
    expect(messages).toContain(`validation.${key}`)
  })

  test('nothing else may be sent', () => {
    expect(agentRegisterSchema.safeParse({ name: 'a', id: 1 }).success).toBe(false)
  })
})
