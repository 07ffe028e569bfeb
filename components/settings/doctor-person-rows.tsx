'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import type { Instance } from '#lib/contract/instance.ts'
import type { ServiceToken } from '#lib/contract/service-token.ts'
import { checkAccess, checkScopes, checkServiceToken, checkWrite } from './doctor-checks.ts'
import { DoctorRow } from './doctor-row.tsx'

const mono = (chunks: ReactNode) => <span className="font-mono text-table">{chunks}</span>

/** Who is there, how they got in, and what they may do. */
export function DoctorPersonRows({ instance }: { instance: Instance }) {
  const t = useTranslations('settings')
  const { gitlab, mode, access } = instance
  return (
    <>
      <DoctorRow
        gitlabUrl={gitlab.url}
        finding={{ tone: 'good', state: 'fine' }}
        title={t('person.title')}
        evidence={<PersonWords instance={instance} />}
      />
      <DoctorRow
        gitlabUrl={gitlab.url}
        finding={{ tone: 'good', state: 'fine' }}
        title={t('signIn.title')}
        evidence={t(`signIn.${mode}`)}
      />
      <AccessTokenRow instance={instance} />
      {instance.service_token && (
        <DoctorRow
          gitlabUrl={gitlab.url}
          finding={checkServiceToken(instance.service_token)}
          check="serviceToken"
          title={t('serviceToken.title')}
          evidence={<ServiceTokenWords token={instance.service_token} />}
        />
      )}
      <DoctorRow
        gitlabUrl={gitlab.url}
        finding={checkAccess(access.instance_clusters)}
        check="instanceClusters"
        title={t('instanceClusters.title')}
        evidence={t(
          mode === 'proxy-jwt' && access.instance_clusters === 'allowed'
            ? 'instanceClusters.service'
            : `instanceClusters.${access.instance_clusters}`,
        )}
      />
      <DoctorRow
        gitlabUrl={gitlab.url}
        finding={checkWrite(instance)}
        check="write"
        title={t('write.title')}
        evidence={<WriteWords instance={instance} />}
      />
    </>
  )
}

function WriteWords({ instance: { mode, access } }: { instance: Instance }) {
  const t = useTranslations('settings')
  if (mode === 'proxy-jwt' && access.write === 'forbidden') return t('write.console')
  if (mode === 'proxy-jwt' && access.write === 'allowed') return t('write.service')
  return t(`write.${access.write}`)
}

function PersonWords({ instance: { mode, user } }: { instance: Instance }) {
  const t = useTranslations('settings.person')
  const words = { name: shownName(user.name), username: user.username }
  if (mode === 'proxy-jwt') return t(user.is_admin ? 'ssoAdmin' : 'ssoViewer', words)
  return t(user.is_admin ? 'admin' : 'ordinary', words)
}

/** The person's own token; behind an SSO there is none. */
function AccessTokenRow({ instance }: { instance: Instance }) {
  const t = useTranslations('settings')
  const { gitlab, token, as_of } = instance
  if (token === null) return null
  const expiry =
    token.expires_in_s === null
      ? null
      : new Date(Date.parse(as_of) + token.expires_in_s * 1000).toISOString()
  return (
    <DoctorRow
      gitlabUrl={gitlab.url}
      finding={checkScopes(instance)}
      check="scopes"
      title={t('scopes.title')}
      evidence={
        <>
          {t.rich('scopes.evidence', { scopes: token.scopes.join(' '), mono })}
          {expiry && (
            <>
              {' · '}
              {t.rich('scopes.renewed', { when: () => <Time iso={expiry} now={as_of} /> })}
            </>
          )}
        </>
      }
    />
  )
}

function ServiceTokenWords({ token }: { token: ServiceToken }) {
  const t = useTranslations('settings')
  const { status, name, owner, scopes, expires_on } = token
  return (
    <>
      {status !== 'usable' && <span className="block">{t(`serviceToken.${status}`)}</span>}
      {name !== null && (
        <span className="block">
          {t.rich('serviceToken.evidence', {
            name,
            owner: owner === null ? '?' : `${shownName(owner.name)} (@${owner.username})`,
            scopes: scopes.join(' '),
            mono,
          })}
          {' · '}
          {expires_on === null
            ? t('serviceToken.forever')
            : t('serviceToken.expires', { day: expires_on })}
        </span>
      )}
    </>
  )
}
