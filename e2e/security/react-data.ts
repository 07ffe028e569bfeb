import type { Answer, Person } from '../person.ts'

/** A page as its router asks for it: the framework first sends on to an address that names the headers. */
export async function reactData(
  person: Person,
  path: string,
  headers: Record<string, string>,
): Promise<Answer> {
  const first = await person.call('GET', path, { headers })
  const { location } = first.headers
  return first.status === 307 && String(location).startsWith(`${path}?_rsc`)
    ? person.call('GET', String(location), { headers })
    : first
}
