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
}
