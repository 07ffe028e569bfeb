import { z } from 'zod'
import { fieldError } from './field-error.ts'
import { listOf } from './page.ts'

const plainText = /^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u

/** Characters of a query string as the browser writes it; no `#`, which would end it. */
const queryPattern = /^[\w\-.~%!$&'()*+,;=:@/?]*$/

/** Most views that one person may keep. */
export const maxViews = 100

/** Body of `POST /api/views`: what the page `/fleet` shows, under a name. `query` is what follows `?` in its address. */
export const viewCreateSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, fieldError('required'))
    .max(80, fieldError('too_long'))
    .regex(plainText, fieldError('invalid')),
  query: z.string().max(2_000, fieldError('too_long')).regex(queryPattern, fieldError('invalid')),
})
export type ViewCreate = z.infer<typeof viewCreateSchema>

/** A saved view; only the person who saved it sees it, but its address can be given to anybody. */
export const viewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  query: z.string(),
  created_at: z.string(),
})
export type View = z.infer<typeof viewSchema>

/** Answer of `GET /api/views`: one's own, by name. */
export const viewListSchema = listOf(viewSchema)
export type ViewList = z.infer<typeof viewListSchema>
