import { expect, test } from 'vitest'
import { type Identity, roleOf } from './allow-list.ts'

const lists = {
  admins: [{ name: 'ann' }, { name: 'Boss@Corp' }, { group: 'ops' }, { name: 'root' }],
  viewers: [{ name: 'vic' }, { group: 'staff' }, { name: 'ann' }],
}

const people: [identity: Partial<Identity>, role: 'admin' | 'viewer' | null][] = [
  [{ subject: 'ann' }, 'admin'],
  [{ subject: 'ANN' }, null],
  [{ subject: 'ann ' }, null],
  [{ subject: 'vic' }, 'viewer'],
  [{ email: 'boss@corp' }, 'admin'],
  [{ email: 'BOSS@CORP' }, 'admin'],
  // KELVIN SIGN is a K to Unicode, and none to us.
  [{ email: 'boss@\u212Aorp' }, null],
  [{ email: 'bоss@corp' }, null],
  [{ email: 'boss@corp.' }, null],
  [{ email: ' boss@corp' }, null],
  [{ email: 'boss@corp,root@corp' }, null],
  // A claim that is no address is not compared with subjects.
  [{ email: 'root' }, null],
  [{ groups: ['ops'] }, 'admin'],
  [{ groups: ['staff', 'ops'] }, 'admin'],
  [{ groups: ['staff'] }, 'viewer'],
  [{ groups: ['Ops', 'ann'] }, null],
  [{ subject: 'group:ops' }, null],
  [{}, null],
]
test.each(people)('%j: %s', (identity, role) => {
  expect(roleOf({ subject: 'x', email: null, groups: [], ...identity }, lists)).toBe(role)
})
