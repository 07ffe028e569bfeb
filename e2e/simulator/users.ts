import { ANY_SCOPE, type Identity } from './auth.ts'
import { type Call, currentIdentity } from './call.ts'
import { iso, isoDate, isoOrNull } from './clock.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { userBasic } from './entities.ts'
import { badRequest, notFound } from './errors.ts'
import { integer } from './grape-params.ts'
import { requireCaller } from './lookup.ts'
import { json, noContent } from './reply.ts'
import type { PersonalAccessToken, User } from './state.ts'

const currentUser = endpoint({
  method: 'GET',
  path: '/user',
  extraReadScopes: ['read_user'],
  before: requireCaller,
  run: (call) => json(200, ownUser(call, requireCaller(call))),
})

const getUser = endpoint({
  method: 'GET',
  path: '/users/:id',
  extraReadScopes: ['read_user'],
  params: { id: integer({ required: true }) },
  run: (call, params) => {
    const caller = currentIdentity(call)
    const user = call.sim.world.users.get(params.id ?? 0)
    if (user === undefined) throw notFound('User')
    return json(200, {
      ...publicUser(call, user),
      ...(caller?.isAdmin ? { is_admin: user.isAdmin } : {}),
    })
  },
})

const ownToken = (call: Call): PersonalAccessToken => {
  const { credential } = requireCaller(call)
  if (credential.kind === 'personal') return credential.token
  throw badRequest('This endpoint requires token type to be a personal access token')
}

const tokenSelf = { path: '/personal_access_tokens/self', extraReadScopes: [ANY_SCOPE] } as const

const getOwnToken = endpoint({
  ...tokenSelf,
  method: 'GET',
  before: ownToken,
  run: (call) => json(200, tokenEntity(ownToken(call), call.sim.clock.now())),
})

const revokeOwnToken = endpoint({
  ...tokenSelf,
  method: 'DELETE',
  before: ownToken,
  run: (call) => {
    ownToken(call).revoked = true
    return noContent()
  },
})

/** `/user`, `/users/:id` and `/personal_access_tokens/self` (gitlab-api.md §7). */
export const userEndpoints: readonly Endpoint[] = [
  currentUser,
  getUser,
  getOwnToken,
  revokeOwnToken,
]

const publicUser = ({ sim }: Call, user: User) => ({
  ...userBasic(sim, user),
  created_at: iso(user.createdAt),
  bio: '',
  location: '',
  website_url: '',
  organization: '',
  job_title: '',
  pronouns: null,
  bot: false,
  work_information: null,
  followers: 0,
  following: 0,
})

const ownUser = (call: Call, { user }: Identity) => ({
  ...publicUser(call, user),
  last_sign_in_at: iso(call.sim.clock.now()),
  confirmed_at: iso(user.createdAt),
  last_activity_on: isoDate(call.sim.clock.now()),
  email: `${user.username}@example.test`,
  theme_id: 3,
  color_scheme_id: 1,
  projects_limit: 100000,
  current_sign_in_at: iso(call.sim.clock.now()),
  identities: [],
  can_create_group: true,
  can_create_project: true,
  two_factor_enabled: false,
  external: false,
  private_profile: false,
  commit_email: `${user.username}@example.test`,
  preferred_language: 'en',
  // By what the person is, not by what the token may: lib/api/users.rb asks `admin?`, whatever Admin Mode says.
  ...(user.isAdmin ? { is_admin: true } : {}),
})

const tokenEntity = (token: PersonalAccessToken, now: number) => ({
  id: token.id,
  name: token.name,
  revoked: token.revoked,
  created_at: iso(token.createdAt),
  description: null,
  scopes: token.scopes,
  user_id: token.userId,
  last_used_at: isoOrNull(token.lastUsedAt),
  active: !token.revoked && token.expiresAt > now,
  expires_at: isoDate(token.expiresAt),
})
