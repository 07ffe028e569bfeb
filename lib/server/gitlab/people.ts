import 'server-only'
import { z } from 'zod'
import { userSchema } from '#lib/contract/cluster.ts'
import { unlessRefused } from './attempt.ts'
import type { GitLab } from './gitlab.ts'
import { ownWebUrl } from './web-url.ts'

type Person = z.infer<typeof userSchema>

/** GitLab lets one ask for 300 people in ten minutes; a list is worth a few of them. */
const maxPeople = 20

const personSchema = userSchema.extend({
  web_url: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
})

/** Names of the people behind `ids`, for the first twenty; who cannot be read is left out. */
export async function getPeople(
  gitlab: GitLab,
  ids: readonly (number | null)[],
): Promise<Map<number, Person>> {
  const asked = [...new Set(ids)].filter((id) => id !== null && id > 0).slice(0, maxPeople)
  const found = await Promise.all(
    asked.map((id) => unlessRefused(gitlab.get(`users/${id}`, { schema: personSchema }))),
  )
  return new Map(
    found.flatMap((answer) => {
      if (answer.value === null) return []
      const { data } = answer.value
      return [[data.id, { ...data, web_url: ownWebUrl(data.web_url, gitlab.url) }] as const]
    }),
  )
}
