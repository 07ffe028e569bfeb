import { useTranslations } from 'next-intl'
import type { AuditChange } from '#lib/contract/audit.ts'
import { changedSides } from './changed-value.ts'
import { Mono } from './mono.tsx'

/** The fields of a request, with what was kept of their values. Nothing when there are none. */
export function AuditChanges({ changes }: { changes: readonly AuditChange[] }) {
  const t = useTranslations('audit')
  if (changes.length === 0) return null
  const sides = changedSides(changes)
  return (
    <section className="my-3">
      <h3 className="text-body text-text-soft">{t('changes.title')}</h3>
      <table className="mt-1 w-full table-fixed border-collapse border-y border-line text-table">
        <thead className="text-left text-meta text-text-soft">
          <tr>
            <th scope="col" className="py-1.5 pr-3 font-normal">
              {t('changes.field')}
            </th>
            {sides.map((side) => (
              <th key={side} scope="col" className="py-1.5 pr-3 font-normal">
                {t(`changes.${side}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line align-top">
          {changes.map((change) => (
            <tr key={change.field}>
              <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                <Mono>{change.field}</Mono>
              </th>
              {sides.map((side) => (
                <td key={side} className="py-1.5 pr-3">
                  <Value value={change[side]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-1 text-meta text-text-faint">{t('changes.hint')}</p>
    </section>
  )
}

function Value({ value }: { value: AuditChange['before'] }) {
  const t = useTranslations('audit')
  if (value === undefined) return <span className="text-text-faint">{t('changes.notKept')}</span>
  if (value === null) return <span className="text-text-faint">{t('changes.empty')}</span>
  return <Mono>{String(value)}</Mono>
}
