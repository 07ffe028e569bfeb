import { type QueryClient, queryOptions, useMutation } from '@tanstack/react-query'
import { type Session, sessionSchema } from '#lib/contract/session.ts'
import { bff } from './bff.ts'
import { pagePerson } from './page-person.ts'
import { announceSession } from './session-channel.ts'

/** A session that is there: who it is and until when. */
export type SignedIn = Extract<Session, { authenticated: true }>

export const sessionQueries = {
  /** Who is signed in. Answers `authenticated: false` instead of failing, so it can be asked before sign-in. */
  current: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: async ({ signal }) => {
        const session = await bff.get('/api/session', { schema: sessionSchema, signal })
        if (session.authenticated) pagePerson.enter(session.user.id)
        return session
      },
      staleTime: 60_000,
      meta: { failure: 'in-place' },
    }),
}

/** Asks the server who is there now, whatever was known; calls at the same time share one answer. */
export const readSession = (client: QueryClient) =>
  client.fetchQuery({ ...sessionQueries.current(), staleTime: 0 })

/** Keeps the session alive: asks as a person's doing, and not by an answer that was asked for in the background. */
export async function extendSession(client: QueryClient) {
  await client.cancelQueries({ queryKey: sessionQueries.current().queryKey })
  const session = await readSession(client)
  if (session.authenticated) announceSession(session.user.id)
}

/** Ends the session here and at GitLab. The caller leaves the page afterwards: nothing of it may stay in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => bff.command('/auth/logout'),
    onSuccess: () => announceSession(null),
  })
}

/** Where a plain link starts the sign-in that comes back to `returnTo`, a path of the console. */
export const signInHref = (returnTo: string) =>
  `/auth/login?return_to=${encodeURIComponent(returnTo)}`
