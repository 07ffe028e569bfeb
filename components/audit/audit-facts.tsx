'use client'
import { useTranslations } from 'next-intl'
import { Callout } from '#components/ui/callout.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import type { AuditEntry } from '#lib/contract/audit.ts'
import { AuditChanges } from './audit-changes.tsx'
import type { AuditEvent } from './audit-event.ts'
import { AuditResult } from './audit-result.tsx'
import { useAuditWords } from './use-audit-words.ts'

/** Everything that was recorded of one request. */
export function AuditFacts({ event: { entry, begunAt } }: { event: AuditEvent }) {
  const t = useTranslations('audit.detail')
  const words = useAuditWords()
  const { object } = entry
  return (
    <>
      {entry.phase === 'intent' && (
        <Callout tone="warn" className="mb-3">
          {t('begunText')}
        </Callout>
      )}
      <Facts>
        <Fact term={t('result')}>
          <AuditResult entry={entry} />
        </Fact>
        <Fact term={t('action')} hint={<Mono>{entry.action}</Mono>}>
          {words.action(entry.action)}
        </Fact>
        {begunAt !== null && (
          <Fact term={t('begun')}>
            <Time iso={begunAt} now={begunAt} show="exact" />
          </Fact>
        )}
        {entry.phase !== 'intent' && (
          <Fact term={t('ended')}>
            <Time iso={entry.at} now={entry.at} show="exact" />
          </Fact>
        )}
        <Fact
          term={t('person')}
          hint={entry.actor.id !== '' && t('personId', { id: entry.actor.id })}
        >
          {words.person(entry.actor.name)}
        </Fact>
        <Fact term={t('type')}>{words.type(object.type)}</Fact>
        {object.name !== null && <Fact term={t('name')}>{shownName(object.name)}</Fact>}
        {object.id !== null && (
          <Fact term={t('id')}>
            <Mono>{object.id}</Mono>
          </Fact>
        )}
        {entry.scope !== null && <Fact term={t('scope')}>{words.scope(entry.scope)}</Fact>}
      </Facts>
      <AuditChanges changes={entry.changes ?? []} />
      <Facts>
        {entry.session !== '' && (
          <Fact term={t('session')}>
            <Mono>{entry.session}</Mono>
          </Fact>
        )}
        <Fact term={t('signedIn')}>{words.authMode(entry.auth_mode)}</Fact>
        <Fact term={t('address')}>
          {entry.ip === null ? t('unknown') : <Mono>{entry.ip}</Mono>}
        </Fact>
        <Fact term={t('requestId')}>
          <Copyable text={entry.request_id} label={t('copyRequestId')} />
        </Fact>
        <GitLabFacts gitlab={entry.gitlab} />
        <Fact term={t('number')}>{entry.seq}</Fact>
      </Facts>
    </>
  )
}

const Mono = ({ children }: { children: string }) => (
  <span className="font-mono text-table break-all">{shownName(children)}</span>
)

const Copyable = ({ text, label }: { text: string; label: string }) => (
  <span className="-my-1 flex flex-wrap items-center gap-x-1">
    <Mono>{text}</Mono>
    <CopyButton text={text} label={label} />
  </span>
)

function GitLabFacts({ gitlab }: Pick<AuditEntry, 'gitlab'>) {
  const t = useTranslations('audit.detail')
  return (
    <>
      <Fact term={t('gitlabStatus')}>
        {gitlab.status === null ? t('noAnswer') : t('status', { status: String(gitlab.status) })}
      </Fact>
      {gitlab.request_id !== null && (
        <Fact term={t('gitlabRequestId')}>
          <Copyable text={gitlab.request_id} label={t('copyGitlabRequestId')} />
        </Fact>
      )}
    </>
  )
}
