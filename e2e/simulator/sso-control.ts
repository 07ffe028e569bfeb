import {
  ControlError,
  flag,
  line,
  oneOf,
  plainObject,
  readFields,
  required,
} from './control-input.ts'
import { addKey, KEY_KINDS, keySetOf, removeKey, signClaims } from './jwks.ts'
import type { Simulation } from './simulation.ts'

/** `GET /sso/jwks`: the JWK set, as the SSO publishes it. */
export function showKeySet({ sso }: Simulation): unknown {
  sso.fetches += 1
  if (sso.isDown) throw new ControlError(503, 'the SSO is down')
  return keySetOf(sso)
}

export const showSso = ({ sso }: Simulation): unknown => ({
  down: sso.isDown,
  fetches: sso.fetches,
  keys: sso.published.map(({ kid, kind }) => ({ kid, alg: kind })),
})

/** `PATCH /sso`: whether the JWK set can be read. */
export function changeSso(sim: Simulation, body: Buffer): unknown {
  const { down } = readFields(body, { down: flag })
  sim.sso.isDown = down ?? sim.sso.isDown
  return showSso(sim)
}

/** `POST /sso/keys`: publishes a new key, takes an old one away, or both. */
export function rotateKeys({ sso }: Simulation, body: Buffer): unknown {
  const { add, remove } = readFields(body, { add: oneOf(KEY_KINDS), remove: line })
  if (remove !== undefined && !removeKey(sso, remove)) {
    throw new ControlError(404, `remove: no published key ${remove}`)
  }
  return { kid: add === undefined ? null : addKey(sso, add) }
}

/** `POST /sso/sign`: a JWT of any claims. */
export function signJwt({ sso }: Simulation, body: Buffer): unknown {
  const request = readFields(body, {
    claims: required(plainObject),
    kid: line,
    header: plainObject,
    defect: oneOf(['none', 'hmac']),
  })
  const jwt = signClaims(sso, { ...request, claims: request.claims ?? {} })
  if (jwt === null) throw new ControlError(404, `kid: no key ${request.kid}`)
  return { jwt }
}
