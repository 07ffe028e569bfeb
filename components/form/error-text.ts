import { useTranslations } from 'next-intl'
import { fieldErrorKey } from '#lib/contract/field-error.ts'

/** Turns a field's message into words: a key of the catalog is translated, GitLab's own sentence is shown as it is. */
export function useErrorText(): (message: string) => string {
  const t = useTranslations('validation')
  return (message) => {
    const key = fieldErrorKey(message)
    return key === null ? message : t(key)
  }
}
