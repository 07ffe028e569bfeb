import { beforeAll, expect, test, vi } from 'vitest'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { ServerProblem } from '../problem.ts'
import type { AuditRow } from '../store/audit-columns.ts'
import { store } from '../store/store.ts'
import { recordFailedSignIn } from './failed-sign-in.ts'
import type { SignInFailure } from './sign-in.ts'

const rows: AuditRow[] = []
beforeAll(async () => {
  setFakeEnvironment()
  const { audit } = await store()
  const append = audit.append
  vi.spyOn(audit, 'append').mockImplementation(async (row) => {
    rows.push(row)
    return append(row)
  })
})

const fail = async (failure: SignInFailure, cause?: unknown) => {
  rows.length = 0
  const request = new Request('http://localhost:3000/auth/callback?code=fake&state=fake')
  await recordFailedSignIn({ request, requestId: 'x', failure, cause })
  return rows.map(({ result }) => result)
}

const failures: [failure: SignInFailure, cause: unknown, results: string[]][] = [
  ['unknown', undefined, []],
  ['declined', undefined, ['unauthenticated']],
  ['refused', undefined, ['reauth_required']],
  ['blocked', undefined, ['account_blocked']],
  ['misconfigured', undefined, ['misconfigured']],
  ['unavailable', new TypeError('x'), ['upstream_failed']],
  ['unavailable', new ServerProblem('upstream_tls'), ['upstream_tls']],
]
test.each(failures)('%s leaves its row', async (failure, cause, results) => {
  expect(await fail(failure, cause)).toEqual(results)
})

test('the row says that nobody knows who it was', async () => {
  await fail('declined')
  expect(rows).toMatchObject([
    { action: 'session.start', actor_sub: '', actor_name: '', session8: '', phase: 'outcome' },
  ])
})

test('a flood does not fill the trail', async () => {
  // The clock of the process counts minutes; two of them at most pass here.
  let count = 0
  for (let index = 0; index < 300; index += 1) count += (await fail('declined')).length
  expect(count).toBeLessThanOrEqual(120)
})
