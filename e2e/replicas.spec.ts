import { stop } from '../lib/cli/process.ts'
import { expect, stackTest as test } from './fixtures.ts'
import { newCluster } from './new-cluster.ts'
import { Person, signInOverHttp } from './person.ts'
import { startReplica, startStack } from './stack.ts'

test('of two replicas one dies while a person works: the other goes on with the same session', async ({
  engine,
}) => {
  const stack = await startStack({ engine })
  const second = await startReplica(stack)
  try {
    const { origin } = stack.console
    const here = await signInOverHttp(stack, origin, 'root')
    const there = new Person(second.origin, here.cookie)
    const headers = { Origin: origin }
    const list = '/api/scopes/instance/clusters'
    expect((await here.call('GET', list)).status).toBe(200)
    expect((await there.call('GET', list)).status).toBe(200)
    const before = await here.call('POST', list, { body: newCluster('before') })
    expect(before.status).toBe(201)

    stack.console.child.kill('SIGKILL')
    const after = await there.call('POST', list, { body: newCluster('after'), headers })
    expect(after.status).toBe(201)
    const rows = (await there.call('GET', '/api/audit?action=cluster.create')).json<{
      items: { phase: string; result: string | null; object: { name: string } }[]
    }>().items
    expect(rows.map(({ phase, object }) => `${phase} ${object.name}`)).toEqual([
      'outcome after',
      'intent after',
      'outcome before',
      'intent before',
    ])

    expect((await there.call('POST', '/auth/logout', { headers })).status).toBe(204)
    expect((await there.call('GET', list)).status).toBe(401)
  } finally {
    await stop(second.child)
    await stack.close()
  }
})
