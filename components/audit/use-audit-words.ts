'use client'
import { useTranslations } from 'next-intl'
import { shownName } from '#components/ui/shown-name.ts'
import { type AuditEntry, auditActions, auditObjectTypes } from '#lib/contract/audit.ts'
import { problemCodeSchema } from '#lib/contract/problem.ts'
import { scopeParam } from '#lib/contract/scope.ts'

const authModes = ['oauth', 'proxy-jwt'] as const
const results = ['ok', ...problemCodeSchema.options] as const

const known = <T extends string>(all: readonly T[], word: string): T | undefined =>
  all.find((one) => one === word)

/** The words for what stands in a row; what only another version knows is shown as it is. */
export function useAuditWords() {
  const t = useTranslations('audit')

  /** Nobody knows who failed to sign in. */
  const person = (name: string) => (name === '' ? t('detail.unknown') : shownName(name))
  const action = (word: string) => {
    const one = known(auditActions, word)
    return one ? t(`actions.${one}`) : shownName(word)
  }
  const type = (word: string) => {
    const one = known(auditObjectTypes, word)
    return one ? t(`types.${one}`) : shownName(word)
  }
  const authMode = (word: string) => {
    const one = known(authModes, word)
    return one ? t(`authModes.${one}`) : shownName(word)
  }
  const result = ({ phase, result: word }: Pick<AuditEntry, 'phase' | 'result'>) => {
    if (phase === 'intent') return t('begun')
    const one = word === null ? undefined : known(results, word)
    return one ? t(`results.${one}`) : shownName(word ?? t('detail.unknown'))
  }
  const scope = (word: string) => {
    const { data } = scopeParam.safeParse(word)
    if (data === undefined) return shownName(word)
    if (data.kind === 'instance') return t('scope.instance')
    const id = String(data.id)
    return data.kind === 'group' ? t('scope.group', { id }) : t('scope.project', { id })
  }
  /** The name where it was recorded, else what it is and its number. */
  const object = ({ type: word, id, name }: AuditEntry['object']) => {
    if (name !== null) return shownName(name)
    return id === null ? type(word) : `${type(word)} ${shownName(id)}`
  }
  return { person, action, type, authMode, result, scope, object }
}
