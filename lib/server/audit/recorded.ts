import 'server-only'

const patienceMs = 2_000

/**
 * A record as it is before it is changed or deleted: afterwards nobody could say. Undefined when GitLab does not tell
 * soon; what is wrong shows in the change itself.
 */
export async function recorded<T>(reading: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs)
  })
  const known = reading.catch(() => undefined)
  try {
    return await Promise.race([known, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
