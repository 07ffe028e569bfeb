import { queryOptions } from '@tanstack/react-query'
import { type Inspection, inspectionSchema } from '#lib/contract/certificate.ts'
import { bff } from './bff.ts'

export const certificateQueries = {
  /** What the certificates in a PEM say. A PEM holds nothing secret, and its meaning never changes. */
  inspect: (pem: string) =>
    queryOptions({
      queryKey: ['certificates', pem],
      queryFn: ({ signal }) =>
        bff.post('/api/certificates/inspect', { body: { pem }, schema: inspectionSchema, signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
}

/** Inspects certificates together with a private key. No query, and no mutation: a key has no place in their caches. */
export const inspectPair = (
  pair: { pem: string; key: string },
  signal?: AbortSignal,
): Promise<Inspection> =>
  bff.post('/api/certificates/inspect', {
    body: pair,
    schema: inspectionSchema,
    ...(signal && { signal }),
  })
