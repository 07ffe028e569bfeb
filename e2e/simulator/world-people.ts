import type { User, World } from './state.ts'
import { addUser, YEAR_MS } from './world-builder.ts'

/** The seven people of world `standard`; in world `demo` they have the same ids and tokens. */
export interface People {
  root: User
  maintainer: User
  developer: User
  reporter: User
  guest: User
  outsider: User
  blocked: User
}

/** Adds the seven people with their personal access tokens (design/simulator.md). */
export function addPeople(world: World, now: number): People {
  const person = (id: number, username: string, name: string): User =>
    addUser(world, {
      id,
      username,
      name,
      state: 'active',
      isAdmin: false,
      createdAt: now - 2 * YEAR_MS,
    })
  const people: People = {
    root: person(1, 'root', 'Administrator'),
    maintainer: person(2, 'maintainer', 'Mara Tanner'),
    developer: person(3, 'developer', 'Deniz Vester'),
    reporter: person(4, 'reporter', 'Rhea Porter'),
    guest: person(5, 'guest', 'Gus Estrada'),
    outsider: person(6, 'outsider', 'Ola Utley'),
    blocked: person(7, 'blocked', 'Bo Locke'),
  }
  people.root.isAdmin = true
  people.blocked.state = 'blocked'
  addPersonalAccessTokens(world, people, now)
  return people
}

function addPersonalAccessTokens(world: World, people: People, now: number): void {
  const add = (suffix: string, user: User, scopes: readonly string[]) => {
    const token = {
      id: world.personalAccessTokens.length + 1,
      value: `glpat-${suffix}`,
      name: suffix,
      userId: user.id,
      scopes,
      revoked: false,
      createdAt: now - YEAR_MS / 4,
      expiresAt: now + YEAR_MS / 2,
      lastUsedAt: null,
    }
    world.personalAccessTokens.push(token)
    return token
  }
  for (const user of Object.values(people) as User[]) add(user.username, user, ['api'])
  add('root-admin', people.root, ['api', 'admin_mode'])
  add('root-read', people.root, ['read_api', 'admin_mode'])
  add('expired', people.maintainer, ['api']).expiresAt = now - YEAR_MS / 12
  add('revoked', people.maintainer, ['api']).revoked = true
}
