/** Languages of the console; the first one is the fallback. */
export const locales = ['en', 'zh-CN'] as const
export type Locale = (typeof locales)[number]

/** Cookie that keeps a language chosen by hand. It holds nothing else. */
export const localeCookie = 'locale'

export function isLocale(value: string | undefined): value is Locale {
  return locales.some((locale) => locale === value)
}

/**
 * The language of an `Accept-Language` header (RFC 9110 §12.5.4) that we speak, by weight and order. Any Chinese
 * counts as Simplified Chinese; English when nothing fits.
 */
export function localeFromHeader(header: string | null): Locale {
  const ranges = (header ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().split(';')
    const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q)
    return { tag: tag.toLowerCase(), weight: weight === undefined ? 1 : Number(weight) }
  })
  const known = ranges
    .filter(({ tag, weight }) => weight > 0 && /^(en|zh)(-|$)/.test(tag))
    .sort((a, b) => b.weight - a.weight)
  return known[0]?.tag.startsWith('zh') ? 'zh-CN' : 'en'
}
