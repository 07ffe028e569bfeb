/** Runs a task unless the one before is not settled yet. A task that throws or rejects frees the lock as well. */
export function once(): (task: () => unknown) => void {
  let isRunning = false
  return (task) => {
    if (isRunning) return
    isRunning = true
    const free = () => {
      isRunning = false
    }
    try {
      const result = task()
      if (result instanceof Promise) void result.then(free, free)
      else free()
    } catch (error) {
      free()
      throw error
    }
  }
}
