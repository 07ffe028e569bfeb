import { queryOptions, useMutation } from '@tanstack/react-query'
import { type Session, sessionSchema } from '#lib/contract/session.ts'
import { bff } from './bff.ts'

/** A session that is there: who it is and until when. */
export type SignedIn = Extract<Session, { authenticated: true }>

export const sessionQueries = {
  /** Who is signed in. Answers `authenticated: false` instead of failing, so it can be asked before sign-in. */
  current: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: ({ signal }) => bff.get('/api/session', { schema: sessionSchema, signal }),
      staleTime: 60_000,
    }),
}

/** Ends the session here and at GitLab. The caller leaves the page afterwards: nothing of it may stay in memory. */
export function useSignOut() {
  return useMutation({ mutationFn: () => bff.command('/auth/logout') })
}

/** Where a plain link starts the sign-in that comes back to `returnTo`, a path of the console. */
export const signInHref = (returnTo: string) =>
  `/auth/login?return_to=${encodeURIComponent(returnTo)}`
