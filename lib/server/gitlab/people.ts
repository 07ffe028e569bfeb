import 'server-only'
import { z } from 'zod'
import { userSchema } from '#lib/contract/cluster.ts'
import { unlessRefused } from './attempt.ts'
import type { GitLab } from './gitlab.ts'
import { ownWebUrl } from './web-url.ts'

type Person = z.infer<typeof userSchema>

/** GitLab lets one ask for 300 people in ten minutes; a list is worth a few of them. */
const maxPeople = 20
/** Names are the last thing that others should wait for. */
const maxAtOnce = 4
const budgetMs = 3_000

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
  const asked = [...new Set(ids)].filter((id) => id !== null).slice(0, maxPeople)
  const people = new Map<number, Person>()
  const readOn = async (): Promise<void> => {
    const id = asked.shift()
    if (id === undefined) return
    const reading = gitlab.get(`users/${id}`, { schema: personSchema, budgetMs })
    const { value } = await unlessRefused(reading)
    if (value !== null) {
      people.set(id, { ...value.data, web_url: ownWebUrl(value.data.web_url, gitlab.url) })
    }
    return readOn()
  }
  await Promise.all(Array.from({ length: maxAtOnce }, readOn))
  return people
}
