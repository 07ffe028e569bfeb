import 'server-only'

const patienceMs = 2_000

/**
 * What a record is called, read before it is deleted: afterwards nobody could say. Undefined when GitLab does not tell
 * soon; what is wrong shows in the deletion itself.
 */
export async function recordedName(
  reading: Promise<{ name: string }>,
): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs)
  })
  const name = reading.then(
    (record) => record.name,
    () => undefined,
  )
  try {
    return await Promise.race([name, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
