/** A request as the API sees it. Header names are lower case. */
export interface ApiRequest {
  method: string
  /** Path without the query, still percent-encoded. */
  pathname: string
  /** Query including `?`, or empty. */
  search: string
  headers: Readonly<Record<string, string>>
  body: Buffer
  /** Remote address; the throttle counts anonymous requests by it (gitlab-api.md §10). */
  address: string
  /** Whether another request came over the same connection before. */
  onKeptConnection: boolean
  /** How the lists that it reads differ from what is there. */
  listing?: ListFault
}

export interface ListFault {
  /** Rows younger than this are not in it yet, as on a database replica that lags behind. */
  lagMs: number
  /** So many of the first rows are gone. */
  gone: number
}
