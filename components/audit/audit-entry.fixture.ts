import type { AuditEntry } from '#lib/contract/audit.ts'

/** A row for tests, with what the test is about changed. */
export const auditEntry = (changed: Partial<AuditEntry> = {}): AuditEntry => ({
  seq: 1,
  at: '2026-11-01T03:49:00.000Z',
  actor: { id: '8', name: 'bob' },
  auth_mode: 'oauth',
  session: '01234567',
  ip: null,
  action: 'cluster.delete',
  scope: 'instance',
  object: { type: 'cluster', id: '1', name: 'prod' },
  changes: null,
  phase: 'outcome',
  result: 'ok',
  request_id: 'a',
  gitlab: { status: 204, request_id: 'fake-gitlab-request' },
  ...changed,
})
