import { z } from 'zod'

/** A numeric GitLab id as it stands in a URL: no sign, no leading zero, at most 15 digits. */
export const gitlabId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'Expected a numeric id')
  .transform(Number)
