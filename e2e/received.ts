import type { Page } from '@playwright/test'

/** An answer as it reached the browser, before the page saw it. */
export interface Received {
  url: string
  status: number
  headers: string
  body: string
}

/**
 * Records every answer from `origin` with its body, held back until it is read: a page that moves on at once cannot
 * take the body away. Gives a function that waits for what is still being read; it throws if a body was not readable.
 */
export async function recordAnswers(
  page: Page,
  origin: string,
): Promise<() => Promise<Received[]>> {
  const client = await page.context().newCDPSession(page)
  const reading: Promise<Received>[] = []
  client.on(
    'Fetch.requestPaused',
    ({ requestId, request, responseStatusCode, responseHeaders }) => {
      const status = responseStatusCode ?? 0
      const isRedirect = status >= 300 && status < 400
      reading.push(
        (async () => {
          const { body, base64Encoded } = isRedirect
            ? { body: '', base64Encoded: false }
            : await client.send('Fetch.getResponseBody', { requestId })
          await client.send('Fetch.continueResponse', { requestId })
          return {
            url: request.url,
            status,
            headers: JSON.stringify(responseHeaders),
            body: base64Encoded ? Buffer.from(body, 'base64').toString('latin1') : body,
          }
        })(),
      )
    },
  )
  await client.send('Fetch.enable', {
    patterns: [{ urlPattern: `${origin}/*`, requestStage: 'Response' }],
  })
  return () => Promise.all(reading)
}

/** Everything that a page keeps where its scripts could find it, and the names of its databases and caches. */
export const keptByPage = (page: Page) =>
  page.evaluate(async () => ({
    text: JSON.stringify({
      html: document.documentElement.outerHTML,
      values: [...document.querySelectorAll('input, textarea')].map((control) =>
        control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement
          ? control.value
          : '',
      ),
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookie: document.cookie,
      history: history.state,
      url: location.href,
      name: window.name,
    }),
    databases: [...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys())],
  }))
