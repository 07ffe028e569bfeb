interface Version {
  major: number
  minor: number
  patch: number
  isPrerelease: boolean
}

/** `18.10.1` or `18.10.1-rc2`; GitLab's `-ee` and `-ce` are editions, not prereleases. Null for anything else. */
function parseVersion(text: string): Version | null {
  const [, major, minor, patch, rest = ''] =
    /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$/.exec(text.trim()) ?? []
  if (major === undefined || minor === undefined || patch === undefined) return null
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    isPrerelease: rest !== '' && !/^(?:ee|ce)$/.test(rest),
  }
}

/** The next minor version; of a prerelease of a minor version that version itself, as in `semver`. */
const nextMinor = ({ major, minor, patch, isPrerelease }: Version): Version => ({
  major,
  minor: isPrerelease && patch === 0 ? minor : minor + 1,
  patch: 0,
  isPrerelease: false,
})

function isBefore(a: Version, b: Version): boolean {
  const order = a.major - b.major || a.minor - b.minor || a.patch - b.patch
  return order === 0 ? a.isPrerelease && !b.isPrerelease : order < 0
}

/**
 * Whether an agent is too old for its server, as GitLab's own list counts (gitlab-api.md §6.5): one minor version is
 * granted, two where the server is a prerelease. As there, a patch counts too once the minor differs: 16.5.3 is behind
 * 16.6.1, and is not behind 16.6.0. False for versions that cannot be read.
 */
export function isBehind(agent: string, server: string): boolean {
  const [own, wanted] = [parseVersion(agent), parseVersion(server)]
  if (own === null || wanted === null) return false
  const next = nextMinor(own)
  return isBefore(wanted.isPrerelease ? nextMinor(next) : next, wanted)
}
