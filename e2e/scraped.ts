import { send } from './person.ts'

/** A secret of tests for `/metrics`. */
export const metricsToken = 'fake-metrics-token-of-tests'

/** What `/metrics` of a console says, as Prometheus would take it. */
export interface Scraped {
  status: number
  text: string
  /** The value of one series, written as in the text: `name{label="value"}`; null when there is none. */
  value: (series: string) => number | null
}

/** Asks as Prometheus does: by bearer, without a session. */
export async function scrape(origin: string): Promise<Scraped> {
  const { status, text } = await send('GET', `${origin}/metrics`, {
    Authorization: `Bearer ${metricsToken}`,
  })
  const values = new Map(
    text.split('\n').map((line) => {
      const at = line.lastIndexOf(' ')
      return [line.slice(0, at), Number(line.slice(at + 1))]
    }),
  )
  return {
    status,
    text,
    value: (series) => values.get(`cluster_console_${series}`) ?? null,
  }
}
