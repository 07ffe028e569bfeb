'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CaInspector } from '#components/certificates/ca-inspector.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import type { UrlConfiguration } from '#lib/contract/url-configuration.ts'
import { endpointName } from './endpoint-name.ts'
import { methodOf } from './url-configuration-form-values.ts'

/** A configuration as GitLab has it. The private key of its client certificate is nowhere to be had. */
export function UrlConfigurationFacts({ configuration }: { configuration: UrlConfiguration }) {
  const t = useTranslations('urlConfigurations')
  const { url, public_key, client_cert, ca_cert, tls_host, console: own } = configuration
  const now = Date.parse(own.as_of)
  const name = endpointName(url, tls_host ?? '')
  const unused = name === null && t('facts.notUsed')
  return (
    <Facts>
      <Fact term={t('facts.url')}>
        <Copied text={url} label={t('facts.copyUrl')} />
      </Fact>
      <Fact term={t('facts.method')}>{t(`method.${methodOf(configuration)}.label`)}</Fact>
      {public_key !== null && (
        <Fact term={t('facts.publicKey')} hint={t('facts.publicKeyHint')}>
          <Copied text={public_key} label={t('facts.copyPublicKey')} />
        </Fact>
      )}
      {client_cert !== null && (
        <Fact term={t('facts.clientCert')} hint={t('facts.clientKeyHint')}>
          {own.client_cert && <CaInspector ca={own.client_cert} now={now} use="client" />}
        </Fact>
      )}
      <Fact term={t('facts.caCert')} hint={ca_cert !== null && unused}>
        {own.ca_cert ? (
          <CaInspector ca={own.ca_cert} now={now} use="agent" />
        ) : (
          <None>{unused || t('facts.noCaCert')}</None>
        )}
      </Fact>
      <Fact term={t('facts.tlsHost')} hint={tls_host !== null && unused}>
        {tls_host !== null ? (
          <code className="text-table break-all">{shownName(tls_host)}</code>
        ) : (
          <None>{unused || t('facts.noTlsHost', { name: shownName(name ?? '') })}</None>
        )}
      </Fact>
    </Facts>
  )
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 text-table break-all">{shownName(text)}</code>
      <span className="-my-1">
        <CopyButton text={text} label={label} />
      </span>
    </span>
  )
}

function None({ children }: { children: ReactNode }) {
  return <span className="text-text-faint">{children}</span>
}
