import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { shownName } from '#components/ui/shown-name.ts'
import type { AuditChange } from '#lib/contract/audit.ts'
import { changedSides } from './changed-value.ts'

const cell = 'max-sm:flex max-sm:gap-3 sm:py-1.5 sm:pr-3'

/** The fields of a request, with what was kept of their values; cards where it is narrow. Nothing when there are none. */
export function AuditChanges({ changes }: { changes: readonly AuditChange[] }) {
  const t = useTranslations('audit')
  if (changes.length === 0) return null
  const sides = changedSides(changes)
  return (
    <section className="my-3">
      <h3 className="text-body text-text-soft">{t('changes.title')}</h3>
      <table className="mt-1 w-full table-fixed border-collapse border-y border-line text-table max-sm:block">
        <thead className="text-left text-meta text-text-soft max-sm:hidden">
          <tr className="border-b border-line">
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
        <tbody className="divide-y divide-line align-top max-sm:block">
          {changes.map((change) => (
            <tr key={change.field} className="max-sm:block max-sm:space-y-0.5 max-sm:py-2">
              <th scope="row" className={`${cell} text-left font-mono font-normal wrap-anywhere`}>
                <span>
                  <FieldName name={change.field} />
                </span>
              </th>
              {sides.map((side) => (
                <td key={side} className={cell}>
                  <span className="w-14 shrink-0 text-meta text-text-faint sm:hidden">
                    {t(`changes.${side}`)}
                  </span>
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

/** Long names may break where their parts meet. */
function FieldName({ name }: { name: string }) {
  return [...name.matchAll(/[^._]+[._]*|[._]+/g)].map(({ 0: part, index }) => (
    <Fragment key={index}>
      {shownName(part)}
      <wbr />
    </Fragment>
  ))
}

function Value({ value }: { value: AuditChange['before'] }) {
  const t = useTranslations('audit')
  if (value === undefined) return <span className="text-text-faint">{t('changes.notKept')}</span>
  if (value === null) return <span className="text-text-faint">{t('changes.empty')}</span>
  return <span className="min-w-0 font-mono wrap-anywhere">{shownName(String(value))}</span>
}
