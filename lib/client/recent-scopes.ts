import { z } from 'zod'
import { formatScope, type Scope } from '#lib/contract/scope.ts'

/** A scope as people know it; `path` is GitLab's full path, null for the instance. */
export interface Place {
  scope: Scope
  name: string
  path: string | null
}

const scopeSchema = z.union([
  z.object({ kind: z.literal('instance') }),
  z.object({ kind: z.literal('group'), id: z.number().int().positive() }),
  z.object({ kind: z.literal('project'), id: z.number().int().positive() }),
])
const placesSchema = z.array(
  z.object({ scope: scopeSchema, name: z.string(), path: z.string().nullable() }),
)

const maxPlaces = 8
const noPlaces: Place[] = []
const listeners = new Set<() => void>()
/** The last text read with its value, so that equal texts give the same array. */
let memory: { text: string | null; places: Place[] } = { text: null, places: noPlaces }

/** One list a person: two people of one browser do not see each other's. */
const keyOf = (userId: string) => `recent-scopes-${userId}`

/** Null also where the browser blocks storage: there even naming it throws. */
function load(userId: string): string | null {
  try {
    return localStorage.getItem(keyOf(userId))
  } catch {
    return null
  }
}

/** Keeps the text and tells about it; a browser without storage simply forgets. */
function store(userId: string, text: string) {
  try {
    localStorage.setItem(keyOf(userId), text)
  } catch {
    return
  }
  for (const listener of listeners) listener()
}

function read(userId: string): Place[] {
  const text = load(userId)
  if (text !== memory.text) memory = { text, places: parse(text) }
  return memory.places
}

function parse(text: string | null): Place[] {
  if (text === null) return noPlaces
  try {
    return placesSchema.safeParse(JSON.parse(text)).data ?? noPlaces
  } catch {
    return noPlaces
  }
}

/**
 * Where a person has been, the last place first: names, paths and ids only. Fits
 * `useSyncExternalStore(recentScopes.subscribe, () => recentScopes.read(userId), () => recentScopes.none)`.
 */
export const recentScopes = {
  none: noPlaces,
  read,
  /** Puts a place first. */
  remember(userId: string, { scope, name, path }: Place) {
    const others = read(userId).filter((place) => formatScope(place.scope) !== formatScope(scope))
    const text = JSON.stringify([{ scope, name, path }, ...others].slice(0, maxPlaces))
    if (text !== memory.text) store(userId, text)
  },
  /** Takes a place out that is gone. */
  forget(userId: string, scope: Scope) {
    const places = read(userId).filter((place) => formatScope(place.scope) !== formatScope(scope))
    store(userId, JSON.stringify(places))
  },
  subscribe(listener: () => void) {
    listeners.add(listener)
    window.addEventListener('storage', listener)
    return () => {
      listeners.delete(listener)
      window.removeEventListener('storage', listener)
    }
  },
}
