/** The first that matches counts: most browsers also call themselves Chrome or Safari. */
const browsers: readonly [pattern: RegExp, name: string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|HeadlessChrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
]
const systems: readonly [pattern: RegExp, name: string][] = [
  [/\bWindows NT\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

const firstOf = (list: typeof browsers, text: string) =>
  list.find(([pattern]) => pattern.test(text))?.[1]

/** A browser in two words, `Firefox · Linux`, for what it called itself; what is not known stays as it is. */
export function browserName(userAgent: string): string {
  const browser = firstOf(browsers, userAgent)
  if (browser === undefined) return userAgent
  const system = firstOf(systems, userAgent)
  return system === undefined ? browser : `${browser} · ${system}`
}
