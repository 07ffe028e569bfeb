import 'server-only'
import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { isLocale, localeCookie, localeFromHeader } from '#lib/messages/locale.ts'

/** Language and words of a request: the chosen language (cookie `locale`), else what the browser asks for. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(localeCookie)?.value
  const locale = isLocale(chosen)
    ? chosen
    : localeFromHeader((await headers()).get('accept-language'))
  const messages =
    locale === 'zh-CN'
      ? (await import('#lib/messages/zh-CN.json')).default
      : (await import('#lib/messages/en.json')).default
  return { locale, messages, timeZone: 'UTC' }
})
