// @peculiar/x509 loads tsyringe, which refuses to start without the Reflect metadata polyfill.
// This is the part of it that tsyringe calls; it must be imported before @peculiar/x509.
type Metadata = Map<unknown, unknown>

const metadataOf = new WeakMap<object, Metadata>()

const polyfill = {
  getMetadata: (key: unknown, target: object) => metadataOf.get(target)?.get(key),
  getOwnMetadata: (key: unknown, target: object) => metadataOf.get(target)?.get(key),
  defineMetadata: (key: unknown, value: unknown, target: object) => {
    const metadata: Metadata = metadataOf.get(target) ?? new Map()
    metadataOf.set(target, metadata.set(key, value))
  },
}

if (!('getMetadata' in Reflect)) Object.assign(Reflect, polyfill)
