'use client'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import type { UrlConfiguration } from '#lib/contract/url-configuration.ts'
import { GrpcWarning } from './grpc-warning.tsx'
import { ReceptiveInstall } from './receptive-install.tsx'
import { UrlConfigurationFacts } from './url-configuration-facts.tsx'
import { methodOf } from './url-configuration-form-values.ts'

interface UrlConfigurationShownProps {
  configuration: UrlConfiguration
  agentName: string
  /** Whether changes are offered to this person. */
  canWrite: boolean
  onReplace: () => void
  onDelete: () => void
}

/** The configuration of a receptive agent, what its installation needs, and the ways to another one or none. */
export function UrlConfigurationShown(props: UrlConfigurationShownProps) {
  const t = useTranslations('urlConfigurations')
  const { configuration, agentName, canWrite, onReplace, onDelete } = props
  return (
    <>
      <UrlConfigurationFacts configuration={configuration} />
      <div className="mt-3 empty:hidden">
        <GrpcWarning url={configuration.url} method={methodOf(configuration)} />
      </div>
      <ReceptiveInstall configuration={configuration} agentName={agentName} />
      {canWrite && (
        <div className="mt-5 flex flex-wrap gap-2">
          <Button onClick={onReplace}>{t('replacement.open')}</Button>
          <Button onClick={onDelete}>{t('deletion.open')}</Button>
        </div>
      )}
    </>
  )
}
