import { checkFacts, grape, message, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

// §5: discovery.
const DISCOVER = 'GET /discover-cert-based-clusters'

checkFacts(fixture, [
  {
    section: '5',
    fact: 'maps by path, id and name only',
    as: 'maintainer',
    call: `${DISCOVER}?group_id=1`,
    status: 200,
    answer: {
      groups: { platform: [{ id: 3, name: 'platform-prod' }] },
      projects: {
        'platform/agents': [
          { id: 4, name: 'agents-staging' },
          { id: 5, name: 'agents-old' },
        ],
        'platform/web/shop': [{ id: 6, name: 'shop' }],
      },
    },
  },
  {
    section: '5',
    fact: 'the group asked for is included whatever the role',
    as: 'guest',
    call: `${DISCOVER}?group_id=1`,
    status: 200,
    answer: { groups: { platform: [{ id: 3, name: 'platform-prod' }] }, projects: {} },
  },
  {
    section: '5',
    fact: 'a subgroup: no ancestors',
    as: 'maintainer',
    call: `${DISCOVER}?group_id=2`,
    status: 200,
    answer: { groups: {}, projects: { 'platform/web/shop': [{ id: 6, name: 'shop' }] } },
  },
  {
    section: '5',
    fact: 'not behind the feature flag',
    as: 'maintainer',
    call: `${DISCOVER}?group_id=2`,
    given: ({ settings }) => settings({ certificate_based_clusters: false }),
    status: 200,
    like: { projects: { 'platform/web/shop': [{ id: 6 }] } },
  },
  {
    section: '5',
    fact: 'an administrator who is no member sees all',
    as: 'root',
    call: `${DISCOVER}?group_id=2`,
    status: 200,
    like: { projects: { 'platform/web/shop': [{ id: 6 }] } },
  },
  {
    section: '5',
    fact: 'unless the instance asks for membership',
    as: 'root',
    call: `${DISCOVER}?group_id=2`,
    given: ({ settings }) => settings({ discovery_needs_membership: true }),
    status: 200,
    answer: { groups: {}, projects: {} },
  },
  {
    section: '5',
    fact: 'a path is no id (docs vs source #8)',
    as: 'maintainer',
    call: `${DISCOVER}?group_id=platform`,
    status: 400,
    answer: grape('group_id is invalid'),
  },
  {
    section: '5',
    fact: 'without group_id',
    as: 'maintainer',
    call: DISCOVER,
    status: 400,
    answer: grape('group_id is missing'),
  },
  {
    section: '5',
    fact: 'a group out of sight',
    as: 'outsider',
    call: `${DISCOVER}?group_id=1`,
    status: 404,
    answer: message('404 Group Not Found'),
  },
  {
    section: '5',
    fact: 'validation comes before the lookup, authentication before both',
    call: DISCOVER,
    status: 401,
    answer: message('401 Unauthorized'),
  },
])
