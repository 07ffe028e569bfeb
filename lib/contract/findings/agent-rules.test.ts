import { expect, test } from 'vitest'
import { type RuleCase, rulesOf } from './find-findings.fixture.ts'
import { agent, ago, token, urlConfiguration } from './fleet-rows.fixture.ts'

const cases: RuleCase[] = [
  ['an agent as it should be', agent(1), []],
  [
    'a receptive agent without TLS',
    agent(1, { url_configuration: urlConfiguration({ url: 'grpc://agent.test:8080' }) }),
    ['receptive_plaintext'],
  ],
  ['a receptive agent with TLS', agent(1, { url_configuration: urlConfiguration() }), []],
  ['no token', agent(1, { tokens: [] }), ['no_token']],
  ['tokens that could not be read', agent(1, { tokens: null, versions: null }), []],
  [
    'never connected for exactly 7 days',
    agent(1, { created_at: ago(7), tokens: [token(1, { last_used_at: null })] }),
    [],
  ],
  [
    'never connected for more than 7 days',
    agent(1, { created_at: ago(7, 1), tokens: [token(1, { last_used_at: null })] }),
    ['never_connected'],
  ],
  [
    'heard of 1 ms less than 8 minutes ago',
    agent(1, { tokens: [token(1, { last_used_at: ago(0, 479_999) })] }),
    [],
  ],
  [
    'heard of exactly 8 minutes ago',
    agent(1, { tokens: [token(1, { last_used_at: ago(0, 480_000) })] }),
    ['not_connected'],
  ],
  [
    'connected when it was read, an hour ago',
    agent(1, {
      tokens: [token(1, { last_used_at: ago(0, 3_660_000) })],
      console: { as_of: ago(0, 3_600_000) },
    }),
    [],
  ],
  [
    'two tokens, one unused for exactly 30 days',
    agent(1, { tokens: [token(1), token(2, { created_at: ago(30), last_used_at: null })] }),
    [],
  ],
  [
    'two tokens, one never used for more than 30 days',
    agent(1, { tokens: [token(1), token(2, { created_at: ago(30, 1), last_used_at: null })] }),
    ['token_unused'],
  ],
  [
    'two tokens, one last used more than 30 days ago',
    agent(1, { tokens: [token(1), token(2, { created_at: ago(90), last_used_at: ago(30, 1) })] }),
    ['token_unused'],
  ],
  [
    'one token that is left over stands in nobody’s way',
    agent(1, {
      created_at: ago(3),
      tokens: [token(2, { created_at: ago(60), last_used_at: null })],
    }),
    [],
  ],
  ['a token of exactly 180 days', agent(1, { tokens: [token(1, { created_at: ago(180) })] }), []],
  [
    'a token of more than 180 days',
    agent(1, { tokens: [token(1, { created_at: ago(180, 1) })] }),
    ['token_old'],
  ],
  ['an agent behind KAS', agent(1, { versions: ['18.8.9'] }), ['version_behind']],
  [
    'GitLab’s quirk: a minor before, and a patch',
    agent(1, { versions: ['18.9.4'] }),
    ['version_behind'],
  ],
  ['no version told', agent(1, { versions: null }), []],
  ['no pod runs', agent(1, { versions: [] }), []],
  ['pods of two versions', agent(1, { versions: ['18.10.1', '18.10.0'] }), ['version_mismatch']],
]

test.each(cases)('%s', (_name, row, rules) => {
  expect(rulesOf(row)).toEqual(rules)
})
