/** One HTTP answer, complete before the first byte is sent. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body: string
}

/** A JSON answer, as Grape renders every entity and most errors (gitlab-api.md §1.2). */
export const json = (
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(value),
})

/** A plain-text answer: throttling (§10), moved projects (§1.5), raw files. */
export const text = (
  status: number,
  body: string,
  headers: Record<string, string> = {},
): Reply => ({
  status,
  headers: { 'Content-Type': 'text/plain', ...headers },
  body,
})

/** An HTML page: the authorize page and what a proxy would put in the way. */
export const html = (
  status: number,
  body: string,
  headers: Record<string, string> = {},
): Reply => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
  body,
})

/** 204 without a body, the answer to every DELETE (§1.6). */
export const noContent = (): Reply => ({ status: 204, headers: {}, body: '' })

/** A redirect with an empty body. */
export const redirect = (status: number, location: string): Reply => ({
  status,
  headers: { Location: location, 'Content-Type': 'text/html; charset=utf-8' },
  body: '',
})
