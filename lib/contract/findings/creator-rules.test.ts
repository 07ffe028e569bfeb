import { expect, test } from 'vitest'
import { type RuleCase, rulesOf } from './find-findings.fixture.ts'
import { agent, cluster, person, token } from './fleet-rows.fixture.ts'

const cases: RuleCase[] = [
  [
    'a cluster of a blocked person',
    cluster(1, { user: person('bob', 'blocked') }),
    ['creator_inactive'],
  ],
  [
    'an agent of a deactivated person',
    agent(1, { created_by: person('bob', 'deactivated') }),
    ['creator_inactive'],
  ],
  [
    'a token of a blocked person',
    agent(1, { tokens: [token(1, { created_by: person('bob', 'ldap_blocked') })] }),
    ['creator_inactive'],
  ],
  ['a person of whom nothing is told', cluster(1, { user: person('bob', null) }), []],
  ['nobody named', cluster(1, { user: null }), []],
]

test.each(cases)('%s', (_name, row, rules) => {
  expect(rulesOf(row)).toEqual(rules)
})
