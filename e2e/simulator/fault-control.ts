import {
  count,
  headerMap,
  line,
  lines,
  oneOf,
  payload,
  plainObject,
  readFields,
  required,
  share,
  wholeNumber,
} from './control-input.ts'
import { FAULT_MODES, type Fault, FRAMINGS } from './faults.ts'
import type { Simulation } from './simulation.ts'

const faultReaders = {
  method: line,
  path: required(line),
  nth: count,
  times: count,
  probability: share,
  seed: wholeNumber,
  when: oneOf(['before', 'after']),
  mode: required(oneOf(FAULT_MODES)),
  status: count,
  headers: headerMap,
  body: payload,
  delay_ms: count,
  bytes: count,
  location: line,
  framing: oneOf(FRAMINGS),
  index: count,
  set: plainObject,
  drop: line,
  without: lines,
  rows: count,
}

/** `POST /faults`: one more thing that goes wrong. */
export function addFault(sim: Simulation, body: Buffer): unknown {
  const { delay_ms, method, ...sent } = readFields(body, faultReaders)
  const fault: Fault = {
    method: method?.toUpperCase() ?? '*',
    path: sent.path ?? '*',
    nth: sent.nth ?? null,
    times: sent.times ?? null,
    probability: sent.probability ?? 1,
    seed: sent.seed ?? sim.options.seed,
    when: sent.when ?? 'before',
    mode: sent.mode ?? 'status',
    status: sent.status ?? null,
    headers: sent.headers ?? {},
    body: sent.body ?? null,
    delayMs: delay_ms ?? null,
    bytes: sent.bytes ?? null,
    location: sent.location ?? null,
    framing: sent.framing ?? 'length',
    index: sent.index ?? 0,
    set: sent.set ?? {},
    drop: sent.drop ?? null,
    without: sent.without ?? [],
    rows: sent.rows ?? 1,
    seen: 0,
    attempts: new Map(),
  }
  sim.faults.push(fault)
  return { faults: sim.faults.length }
}
