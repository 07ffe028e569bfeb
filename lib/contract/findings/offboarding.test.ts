import { expect, test } from 'vitest'
import { agent, cluster, person, token } from './fleet-rows.fixture.ts'
import { type Holdings, holdingsByPerson, projectsOfTokens } from './offboarding.ts'

const told = ({ user, standing, clusters, agents, tokens }: Holdings) =>
  [
    user?.username ?? '-',
    standing,
    ...clusters.map(({ name }) => name),
    ...agents.map(({ name }) => name),
    ...tokens.map((held) => `${held.agent.name}/${held.token.name}`),
  ].join(' ')

test('everything that a person made, those whose account is out of use first', () => {
  const rows = [
    cluster(1, { user: person('ann') }),
    cluster(2, { user: null }),
    cluster(3, { user: person('cid', null) }),
    agent(4, {
      created_by: person('ann'),
      tokens: [
        token(41, { created_by: person('bob', 'blocked') }),
        token(42, { created_by: person('ann') }),
      ],
    }),
    agent(5, { created_by: person('bob', 'blocked'), tokens: null }),
  ]
  expect(holdingsByPerson(rows).map(told)).toEqual([
    'bob inactive agent-5 agent-4/t41',
    '- unnamed c2',
    'cid unknown c3',
    'ann active c1 agent-4 agent-4/t42',
  ])
})

test('the state counts wherever it was told', () => {
  const rows = [
    cluster(1, { user: person('bob', null) }),
    cluster(2, { user: person('bob', 'deactivated') }),
    cluster(3, { user: person('bob', null) }),
  ]
  expect(holdingsByPerson(rows).map(told)).toEqual(['bob inactive c1 c2 c3'])
})

test('the projects whose tokens are to be rotated', () => {
  const mine = { created_by: person('bob') }
  const rows = [
    agent(4, { tokens: [token(41, mine), token(42, mine)] }),
    agent(5, { tokens: [token(51)] }),
    agent(6, { tokens: [token(61, mine)] }),
  ]
  const bob = holdingsByPerson(rows).find(({ user }) => user?.username === 'bob')
  expect(bob && projectsOfTokens(bob)).toEqual([4, 6])
})
