'use client'
import { FilterX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { throttle, type UseQueryStatesReturn } from 'nuqs'
import { type ReactNode, type Ref, useId } from 'react'
import { useSession } from '#components/layout/session-gate.tsx'
import { Button } from '#components/ui/button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { auditActions, auditObjectTypes } from '#lib/contract/audit.ts'
import {
  type auditFilterUrl,
  filterOf,
  localInput,
  maxFilterText,
  utcOfInput,
} from './audit-url.ts'
import { useAuditWords } from './use-audit-words.ts'

const any = 'any'
/** Typing replaces the history entry, every choice adds one; as in the tables. */
const typing = { history: 'replace', limitUrlUpdates: throttle(150) } as const

type FilterState = UseQueryStatesReturn<typeof auditFilterUrl>

interface AuditFiltersProps {
  url: FilterState[0]
  setUrl: FilterState[1]
  onClear: () => void
  ref: Ref<HTMLElement>
}

/** One line above the rows: which of them. All of it is in the page's address, times in UTC. */
export function AuditFilters({ url, setUrl, onClear, ref }: AuditFiltersProps) {
  const t = useTranslations('audit.filters')
  const words = useAuditWords()
  const session = useSession()
  const isFiltered = Object.keys(filterOf(url)).length > 0
  // Whoever sees only their own rows needs no choice of person, unless a link has made it.
  const hasPerson = session?.user.is_admin === true || url.actor !== ''
  return (
    <search
      ref={ref}
      tabIndex={-1}
      aria-label={t('label')}
      className="flex flex-wrap items-end gap-2 pb-3 outline-none max-sm:grid max-sm:grid-cols-2"
    >
      {hasPerson && (
        <Labelled label={t('person')} className="sm:w-32">
          {(id) => (
            <Input
              id={id}
              value={url.actor}
              maxLength={maxFilterText}
              placeholder={t('personHint')}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => void setUrl({ actor: event.target.value || null }, typing)}
            />
          )}
        </Labelled>
      )}
      <Labelled label={t('action')} className="sm:w-44">
        {(id) => (
          <Select
            id={id}
            value={url.action ?? any}
            onValueChange={(action) => void setUrl({ action: action === any ? null : action })}
            options={[
              { value: any, label: t('anyAction') },
              ...auditActions.map((value) => ({ value, label: words.action(value) })),
            ]}
          />
        )}
      </Labelled>
      <Labelled label={t('type')} className="sm:w-36">
        {(id) => (
          <Select
            id={id}
            value={url.object === '' ? (url.type ?? any) : any}
            onValueChange={(type) =>
              void setUrl({ type: type === any ? null : type, object: null })
            }
            options={[
              { value: any, label: t('anyType') },
              ...auditObjectTypes.map((value) => ({ value, label: words.type(value) })),
            ]}
          />
        )}
      </Labelled>
      <Labelled label={t('object')} className="sm:w-36">
        {(id) => (
          <Input
            id={id}
            value={url.object}
            maxLength={maxFilterText}
            placeholder={t('objectHint')}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) =>
              void setUrl({ object: event.target.value || null, type: null }, typing)
            }
          />
        )}
      </Labelled>
      {(['from', 'to'] as const).map((name) => (
        <Labelled
          key={name}
          label={t(name === 'from' ? 'from' : 'before')}
          className="max-sm:col-span-2 sm:w-48"
        >
          {(id) => (
            <Input
              id={id}
              type="datetime-local"
              max="9999-12-31T23:59"
              value={localInput(url[name])}
              onChange={(event) => void setUrl({ [name]: utcOfInput(event.target.value) }, typing)}
            />
          )}
        </Labelled>
      ))}
      <div className="ml-auto max-sm:col-span-2">
        <Button
          variant="ghost"
          icon={FilterX}
          // Its place is kept, so that nothing moves when it comes.
          className={isFiltered ? '' : 'invisible'}
          onClick={onClear}
        >
          {t('clear')}
        </Button>
      </div>
    </search>
  )
}

interface LabelledProps {
  label: string
  className: string
  children: (id: string) => ReactNode
}

function Labelled({ label, className, children }: LabelledProps) {
  const id = useId()
  return (
    <div className={`w-full ${className}`}>
      <label htmlFor={id} className="mb-1 block text-meta text-text-soft">
        {label}
      </label>
      {children(id)}
    </div>
  )
}
