import 'server-only'
import { z } from 'zod'
import type { GitLab, OperationOptions } from './gitlab.ts'

/** `is_admin` is there for administrators only, and then whether Admin Mode is on or not (lib/api/users.rb). */
const currentUserSchema = z.object({
  id: z.number().int().positive(),
  username: z.string(),
  name: z.string(),
  is_admin: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
})
export type CurrentUser = z.infer<typeof currentUserSchema>

/** Who the access token belongs to. */
export async function getCurrentUser(
  gitlab: GitLab,
  options: Pick<OperationOptions, 'budgetMs' | 'lane' | 'waits'> = {},
): Promise<CurrentUser> {
  const { data } = await gitlab.get('user', { schema: currentUserSchema, ...options })
  return data
}
