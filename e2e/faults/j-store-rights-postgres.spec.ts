import pg from 'pg'
import { signInOverHttp } from '../person.ts'
import { expect, stackTest as test } from '../with-aftermath.ts'

/** J09 on PostgreSQL: the store answers, and takes no row. */

const clusters = '/api/scopes/instance/clusters'

const tables = [
  ['the audit trail takes no row', 'audit'],
  ['nothing takes a row', 'ALL TABLES IN SCHEMA public'],
] as const
for (const [name, what] of tables) {
  test(`J09 ${name}: reading works, no change is made`, async ({ stack, gitlab }) => {
    const root = await signInOverHttp(stack, stack.console.origin, 'root')
    const { STORE_URL = '', STORE_MIGRATE_URL = '' } = stack.store.env
    const role = new URL(STORE_URL).username
    const owner = new pg.Client({ connectionString: STORE_MIGRATE_URL })
    await owner.connect()
    try {
      const { rows } = await owner.query<{ table_name: string; privilege_type: string }>(
        `SELECT table_name, privilege_type FROM information_schema.role_table_grants
          WHERE grantee = $1 AND table_schema = 'public' AND privilege_type <> 'SELECT'`,
        [role],
      )
      await owner.query(`REVOKE INSERT, UPDATE, DELETE ON ${what} FROM ${role}`)
      try {
        await gitlab.control.clearRequests()
        expect((await root.call('GET', clusters)).status).toBe(200)
        const put = { body: { namespace_per_environment: true, name: 'never' } }
        const refused = await root.call('PUT', `${clusters}/1`, put)
        expect(refused.json()).toMatchObject({ status: 503, code: 'audit_unavailable' })
        expect(refused.headers['set-cookie']).toBeUndefined()
        expect(await gitlab.control.requests('PUT')).toEqual([])
      } finally {
        for (const { table_name, privilege_type } of rows) {
          await owner.query(`GRANT ${privilege_type} ON ${table_name} TO ${role}`)
        }
      }
      const body = { namespace_per_environment: true, name: 'shared-prod' }
      expect((await root.call('PUT', `${clusters}/1`, { body })).status).toBe(200)
    } finally {
      await owner.end()
    }
  })
}
