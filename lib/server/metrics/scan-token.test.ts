import { afterAll, beforeAll, expect, test } from 'vitest'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { json, type StandIn, standIn } from '../gitlab/stand-in.fixture.ts'
import { isScanTokenFit, scanTokenState } from './scan-token.ts'

let gitlab: StandIn
let scopes: string[]
let status = 200
beforeAll(async () => {
  gitlab = await standIn((response) => json(response, { scopes, message: 'x' }, status))
  setFakeEnvironment({
    GITLAB_URL: gitlab.url,
    METRICS_TOKEN: 'fake-metrics-token-1',
    GITLAB_TOKEN: 'glpat-fake-reading-1',
    SCAN_INTERVAL_S: '300',
  })
})
afterAll(() => gitlab.close())

const isFit = () => isScanTokenFit('req-1', new AbortController().signal)

const cases: [scopes: string[], isFit: boolean][] = [
  [['read_api'], true],
  [['read_api', 'admin_mode'], true],
  [['read_api', 'read_user', 'read_repository'], true],
  [['api'], false],
  [['read_api', 'api'], false],
  [['read_api', 'sudo'], false],
  [['read_api', 'write_repository'], false],
  [['read_api', 'k8s_proxy'], false],
  [['read_api', 'something_new'], false],
]
test.each(cases)('a token with %j may scan: %s', async (given, expected) => {
  scopes = given
  expect(await isFit()).toBe(expected)
  expect(scanTokenState()).toBe(expected ? 'usable' : 'can_write')
})

test('one that GitLab refuses is told apart from a GitLab that fails', async () => {
  scopes = ['read_api']
  await isFit()
  status = 500
  await expect(isFit()).rejects.toThrow()
  expect(scanTokenState()).toBe('usable')
  status = 401
  await expect(isFit()).rejects.toThrow()
  expect(scanTokenState()).toBe('rejected')
})
