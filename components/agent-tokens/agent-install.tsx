'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { CommandBlock } from '#components/ui/command-block.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { ExternalTextLink } from '#components/ui/text-link.tsx'
import { instanceQueries } from '#lib/client/instance.ts'
import { ProblemError } from '#lib/client/problem-error.ts'
import { urlConfigurationQueries } from '#lib/client/url-configurations.ts'
import {
  bootstrapCommand,
  fileCommand,
  fluxManifest,
  helmCommands,
  type Installation,
  secretCommands,
} from './install-commands.ts'

const ways = ['token', 'helm', 'kubectl', 'flux'] as const
type Way = (typeof ways)[number]

interface AgentInstallProps {
  projectId: number
  agentId: number
  agentName: string
  /** Whether there is a new token, which a further tab in front says how to keep. */
  hasToken?: boolean
}

/** Ready commands that install the agent; none of them holds the token, each asks for it. */
export function AgentInstall({
  projectId,
  agentId,
  agentName,
  hasToken = false,
}: AgentInstallProps) {
  const t = useTranslations('agentTokens.install')
  const [way, setWay] = useState<Way>(hasToken ? 'token' : 'helm')
  // Address and version of the agent server hardly ever change, and asking for them takes GitLab several answers.
  const instance = useQuery({ ...instanceQueries.doctor(), staleTime: 300_000 })
  const configuration = useQuery(urlConfigurationQueries.list(projectId, agentId))
  const isPending = instance.isPending || configuration.isPending
  const receptive = configuration.data?.items[0]
  const kas = instance.data?.kas
  const installation: Installation = {
    agentName,
    kasAddress: kas?.external_url ?? null,
    version: kas?.version ?? null,
    receptive: receptive === undefined ? null : { publicKey: receptive.public_key },
  }
  const notices = isPending ? null : (
    <>
      {kas?.enabled === false && <p>{t('kasOff')}</p>}
      {kas?.enabled !== false && installation.receptive === null && !installation.kasAddress && (
        <p>{t('kasUnknown')}</p>
      )}
      {isReceptiveUnknown(configuration.error) && <p>{t('receptiveUnknown')}</p>}
      {installation.receptive && (
        <p>{t(installation.receptive.publicKey === null ? 'receptiveMtls' : 'receptive')}</p>
      )}
    </>
  )
  const contents = {
    token: <FileWay agentName={agentName} />,
    helm: <HelmWay installation={installation} />,
    kubectl: <SecretWay installation={installation} />,
    flux: <FluxWay installation={installation} />,
  } satisfies Record<Way, ReactNode>
  const shown = hasToken ? ways : ways.filter((known) => known !== 'token')
  return (
    <Tabs<Way>
      label={t('label')}
      value={way}
      onChange={setWay}
      tabs={shown.map((value) => ({
        value,
        label: t(`tabs.${value}`),
        content: isPending ? (
          <Skeleton className="h-48 w-full" />
        ) : (
          <div className="space-y-3">
            {contents[value]}
            {value !== 'token' && (
              <div className="space-y-1 text-meta text-text-soft">{notices}</div>
            )}
          </div>
        ),
      }))}
    />
  )
}

/** Where GitLab has no receptive agents, or has them switched off, this agent is none. */
const isReceptiveUnknown = (error: Error | null) =>
  error !== null &&
  !(
    error instanceof ProblemError &&
    ['receptive_disabled', 'receptive_unavailable'].includes(error.problem.code)
  )

function FileWay({ agentName }: { agentName: string }) {
  const t = useTranslations('agentTokens.install')
  return (
    <div className="space-y-1.5">
      <p className="text-text-soft">{t('token')}</p>
      <CommandBlock text={fileCommand(agentName)} copyLabel={t('copyCommand')} />
    </div>
  )
}

function Step({ text, command }: { text: ReactNode; command?: string }) {
  const t = useTranslations('agentTokens.install')
  return (
    <li className="space-y-1.5">
      <p className="text-text-soft">{text}</p>
      {command && <CommandBlock text={command} copyLabel={t('copyCommand')} />}
    </li>
  )
}

const Steps = ({ children }: { children: ReactNode }) => (
  <ol className="list-decimal space-y-3 pl-5 marker:text-text-faint">{children}</ol>
)

const mono = (chunks: ReactNode) => <code className="text-table">{chunks}</code>

function HelmWay({ installation }: { installation: Installation }) {
  const t = useTranslations('agentTokens.install.helm')
  const { charts, install } = helmCommands(installation)
  return (
    <>
      <Steps>
        <Step text={t('charts')} command={charts} />
        <Step text={t.rich('install', { code: mono })} command={install} />
      </Steps>
      <p className="text-meta text-text-soft">{t.rich('kept', { code: mono })}</p>
    </>
  )
}

function SecretWay({ installation }: { installation: Installation }) {
  const t = useTranslations('agentTokens.install.kubectl')
  const { namespace, secret, install, restart } = secretCommands(installation)
  if (installation.receptive !== null) return <p className="text-text-soft">{t('receptive')}</p>
  return (
    <Steps>
      <Step text={t('namespace')} command={namespace} />
      <Step text={t('secret')} command={secret} />
      <Step text={t('install')} command={install} />
      <Step text={t('restart')} command={restart} />
    </Steps>
  )
}

function FluxWay({ installation }: { installation: Installation }) {
  const t = useTranslations('agentTokens.install.flux')
  const install = useTranslations('agentTokens.install')
  const { namespace, secret } = secretCommands(installation)
  return (
    <>
      {installation.receptive === null ? (
        <Steps>
          <Step text={t('secret')} command={`${namespace}\n${secret}`} />
          <Step text={t('manifest')} command={fluxManifest(installation)} />
        </Steps>
      ) : (
        <p className="text-text-soft">{t('receptive')}</p>
      )}
      <div className="space-y-1.5 border-t border-line pt-3">
        <p className="text-text-soft">{t.rich('bootstrap', { code: mono })}</p>
        <CommandBlock
          text={bootstrapCommand(installation.agentName)}
          copyLabel={install('copyBootstrap')}
        />
        <p className="text-meta">
          <ExternalTextLink href="https://docs.gitlab.com/cli/cluster/agent/bootstrap/">
            {t('docs')}
          </ExternalTextLink>
        </p>
      </div>
    </>
  )
}
