import { otherMethods } from '#lib/server/http/other-methods.ts'
import { answerMetrics } from '#lib/server/metrics/exposition.ts'

/** For Prometheus: no session, no person; the bearer of METRICS_TOKEN (docs/metrics.md). */
export const GET = (request: Request): Promise<Response> => answerMetrics(request)

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
