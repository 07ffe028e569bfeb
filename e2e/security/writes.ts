import type { Person } from '../person.ts'
import { addressOf, guardedRoutes } from './routes.ts'

/** One method of one route that needs more than a read does. */
export interface Write {
  method: string
  path: string
}

/** The methods that a route itself says it has. */
async function allowed(person: Person, path: string): Promise<string[]> {
  // None has PATCH.
  const { headers } = await person.call('PATCH', path)
  return String(headers.allow ?? '').split(', ')
}

/** Every unsafe method of every route in the build, found by asking each which methods it has. */
export async function everyWrite(person: Person): Promise<Write[]> {
  const writes: Write[] = []
  for (const pattern of guardedRoutes) {
    const path = addressOf(pattern)
    const isPlaceholder = pattern === '/api' || pattern.includes('[...')
    for (const method of isPlaceholder ? [] : await allowed(person, path)) {
      if (['POST', 'PUT', 'DELETE'].includes(method)) writes.push({ method, path })
    }
  }
  return writes
}
