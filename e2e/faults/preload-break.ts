/*
 * Loaded before a console (NODE_OPTIONS=--import): at SIGUSR2 something breaks that nobody catches, as BREAK_BY says. A
 * production build has no switch for it (E18).
 */
const broken = new Error('broken with glpat-fake-in-a-message')

process.on('SIGUSR2', () => {
  if (process.env.BREAK_BY === 'rejection') void Promise.reject(broken)
  else if (process.env.BREAK_BY === 'leaving') {
    void Promise.reject(new DOMException('somebody left', 'AbortError'))
  } else {
    setImmediate(() => {
      throw broken
    })
  }
})
