import 'server-only'
import { randomUUID } from 'node:crypto'
import { fieldError } from '#lib/contract/field-error.ts'
import { maxViews, type View, type ViewCreate, type ViewList } from '#lib/contract/view.ts'
import { now } from '../clock.ts'
import { ServerProblem } from '../problem.ts'
import type { Session } from '../session/session.ts'
import { store } from '../store/store.ts'
import type { ViewRow } from '../store/views.ts'

type Person = Pick<Session, 'user'>

const shown = ({ id, name, query, created_at }: ViewRow): View => ({
  id,
  name,
  query,
  created_at: new Date(created_at).toISOString(),
})

/** The views that a person saved (docs/decisions/0067). */
export async function listViews({ user }: Person): Promise<ViewList> {
  const { views } = await store()
  return { items: (await views.list(user.id, maxViews)).map(shown), complete: true }
}

/** Saves a view, in place of an older one of the same name. Throws `validation_failed` when the person has too many. */
export async function createView({ user }: Person, { name, query }: ViewCreate): Promise<View> {
  const row: ViewRow = { id: randomUUID(), user_id: user.id, name, query, created_at: now() }
  const { views } = await store()
  if (!(await views.put(row, maxViews))) {
    throw new ServerProblem('validation_failed', { errors: { name: [fieldError('views_full')] } })
  }
  return shown(row)
}

/** Takes a view away; gives it. Throws `record_not_found` when the person has none of this id. */
export async function deleteView({ user }: Person, id: string): Promise<View> {
  const { views } = await store()
  const row = await views.remove(id, user.id)
  if (row === null) throw new ServerProblem('record_not_found')
  return shown(row)
}
