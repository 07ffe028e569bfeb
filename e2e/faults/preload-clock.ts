/*
 * Loaded before a console (NODE_OPTIONS=--import): its system clock is CLOCK_AHEAD_S ahead, and CLOCK_STEP_S further at
 * each SIGUSR2, as when somebody sets it. The monotonic clock goes on.
 */
const RealDate = Date
const stepMs = Number(process.env.CLOCK_STEP_S ?? 0) * 1_000
let aheadMs = Number(process.env.CLOCK_AHEAD_S ?? 0) * 1_000

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [RealDate.now() + aheadMs] : given, newTarget),
  get: (target, name) =>
    name === 'now' ? () => RealDate.now() + aheadMs : Reflect.get(target, name),
})
// Node takes it from the system clock when the process begins.
Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + aheadMs })

process.on('SIGUSR2', () => {
  aheadMs += stepMs
  process.stdout.write(`clock stepped to ${aheadMs}\n`)
})
