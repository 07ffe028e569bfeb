import { expect, test } from 'vitest'
import { auditEntry } from './audit-entry.fixture.ts'
import { auditFile } from './audit-file.ts'

const now = Date.UTC(2026, 10, 21, 4, 12, 33)

test('a CSV file has a line a row, each with every column, and no byte order mark', () => {
  const { name, type, text } = auditFile(
    'csv',
    [
      auditEntry({
        object: { type: 'cluster', id: '1', name: '=cmd()' },
        changes: [{ field: 'a' }, { field: 'b.c', before: '=x', after: null }],
      }),
    ],
    now,
  )
  expect({ name, type }).toEqual({
    name: 'audit-2026-11-21T041233Z.csv',
    type: 'text/csv;charset=utf-8',
  })
  expect(text).toBe(
    'seq,at,actor_name,actor_id,auth_mode,session,ip,action,scope,object_type,object_id,object_name,changes,phase,result,request_id,gitlab_status,gitlab_request_id\r\n' +
      '1,2026-11-01T03:49:00.000Z,bob,8,oauth,01234567,,cluster.delete,instance,cluster,1,\'=cmd(),"a; b.c: ""=x"" → null",outcome,ok,a,204,fake-gitlab-request\r\n',
  )
})

test('a JSON file holds the rows as the console told them', () => {
  const rows = [auditEntry({ object: { type: 'cluster', id: '1', name: '=cmd()' } }), auditEntry()]
  const { name, text } = auditFile('json', rows, now)
  expect(name).toBe('audit-2026-11-21T041233Z.json')
  expect(JSON.parse(text)).toEqual(rows)
})
