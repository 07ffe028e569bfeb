import { z } from 'zod'
import { fieldError } from '#lib/contract/field-error.ts'
import { listOf } from '#lib/contract/page.ts'
import { personIdSchema } from '#lib/contract/session.ts'
import { findingRules } from './finding.ts'

/** A finding's key as the rules make it: the rule and ids or a fingerprint, no name and no address. */
const findingKeySchema = z
  .string()
  .max(200)
  .regex(/^[a-z0-9_]+:[a-z0-9/-]+$/)
  .refine((key) => findingRules.some((rule) => key.startsWith(`${rule}:`)))

const dayMs = 86_400_000
/** A day in UTC, `2026-12-01`. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** A finding may be snoozed for so many days at most: what is left alone for longer should be looked at again. */
const maxSnoozeDays = 366
/** The first and the last day until which something can be snoozed at `now` (epoch milliseconds). */
export const snoozeDays = (now: number): { first: string; last: string } => ({
  first: dayOf(now + dayMs),
  last: dayOf(now + maxSnoozeDays * dayMs),
})

const plainText = /^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u

/** Body of `POST /api/findings/snoozes`. The finding comes back at the beginning of the day `until` (UTC). */
export const snoozeCreateSchema = z.strictObject({
  key: findingKeySchema,
  reason: z
    .string()
    .trim()
    .min(1, fieldError('required'))
    .max(500, fieldError('too_long'))
    .regex(plainText, fieldError('invalid')),
  until: z.iso.date(fieldError('required')),
})
export type SnoozeCreate = z.infer<typeof snoozeCreateSchema>

const snoozeSchema = z.object({
  id: z.uuid(),
  key: z.string(),
  reason: z.string(),
  until: z.iso.date(),
  created_at: z.string(),
  created_by: z.object({ id: personIdSchema, username: z.string() }),
})
export type Snooze = z.infer<typeof snoozeSchema>

/** Answer of `POST /api/findings/snoozes`. */
export const createdSnoozeSchema = snoozeSchema

/** Answer of `GET /api/findings/snoozes`: those in force, the first to end first. */
export const snoozeListSchema = listOf(snoozeSchema)
export type SnoozeList = z.infer<typeof snoozeListSchema>
