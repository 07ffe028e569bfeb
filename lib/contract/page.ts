import { z } from 'zod'

/** A whole list: `complete` is false when GitLab holds more rows than the console reads (5,000). */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), complete: z.boolean() })

/** One page of a search; `next_page` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next_page: z.number().int().positive().nullable() })

/** Query of a paged search: `?search=&page=`. */
export const searchQuery = z.strictObject({
  search: z.string().max(255).optional(),
  page: z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .transform(Number)
    .optional(),
})
