import { randomBytes } from 'node:crypto'
import { stop } from '../../lib/cli/process.ts'
import { Person } from '../person.ts'
import { startReplica } from '../stack.ts'
import { expect, test } from './watched.ts'

const clusters = '/api/scopes/instance/clusters'

test('A29 J05 keys are changed without signing anybody out; a wrong key opens nothing and breaks nothing', async ({
  enter,
  stack,
  watch,
}) => {
  const root = await enter()
  const old = stack.console.env.SESSION_KEYS ?? ''
  const fresh = (kid: string) => {
    const key = randomBytes(32).toString('base64')
    watch.secrets.add(key)
    return `${kid}:${key}`
  }
  const renewed = fresh('renewed')
  const statusWith = async (SESSION_KEYS: string) => {
    const restarted = await startReplica(stack, { SESSION_KEYS })
    try {
      const person = new Person(restarted.origin, root.cookie)
      const { status } = await person.call('GET', clusters)
      expect(restarted.output()).not.toContain(SESSION_KEYS.split(':')[1]?.split(',')[0])
      return status
    } finally {
      await stop(restarted.child)
    }
  }
  expect(await statusWith(fresh('another'))).toBe(401)
  expect(await statusWith(`${renewed},${old}`)).toBe(200)
  expect(await statusWith(renewed)).toBe(200)
})
