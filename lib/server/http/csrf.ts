import 'server-only'
import { ServerProblem } from '../problem.ts'

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/**
 * Throws `csrf` unless the request comes from a page of ours: the header that no form and no other origin can send,
 * and on unsafe methods the browser's own word (security design 2b). A header sent twice is joined by commas and
 * fits nothing.
 */
export function assertOwnPage(request: Request, appOrigin: string): void {
  if (request.headers.get('x-csrf') !== '1') throw new ServerProblem('csrf')
  if (safeMethods.includes(request.method)) return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  if (site === null && origin === null) throw new ServerProblem('csrf')
  if (site !== null && site !== 'same-origin') throw new ServerProblem('csrf')
  if (origin !== null && origin !== appOrigin) throw new ServerProblem('csrf')
}
