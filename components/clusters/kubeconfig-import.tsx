'use client'
import { ClipboardPaste } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { flushSync } from 'react-dom'
import { FileButton } from '#components/form/file-button.tsx'
import { useLeaveGuard } from '#components/form/use-leave-guard.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Select } from '#components/ui/select.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Textarea } from '#components/ui/textarea.tsx'
import { type KubeconfigContext, type KubeconfigResult, readKubeconfig } from './kubeconfig.ts'
import { readServiceAccountToken, type TokenFacts } from './service-account-token.ts'
import { TokenWarning } from './token-facts.tsx'

interface KubeconfigImportProps {
  /** Puts what the context holds into the form. */
  onFill: (context: KubeconfigContext) => void
}

/** Takes a kubeconfig by pasting or as a file, reads it in the browser and fills the form from one of its contexts. */
export function KubeconfigImport({ onFill }: KubeconfigImportProps) {
  const t = useTranslations('clusterForm.kubeconfig')
  const [isOpen, setOpen] = useState(false)
  const [filled, setFilled] = useState<Filled | null>(null)
  const id = useId()

  function fill(context: KubeconfigContext) {
    // The text holds the token, and that of every other context: it goes with the box it was pasted into.
    flushSync(() => {
      setOpen(false)
      setFilled({
        name: context.name,
        notes: context.notes,
        token: readServiceAccountToken(context.token ?? ''),
      })
    })
    onFill(context)
  }

  return (
    <section aria-labelledby={id} className="mb-6 rounded-panel border border-line bg-panel">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={id} className="font-medium">
            {t('title')}
          </h2>
          <p className="text-meta text-text-soft">{t('about')}</p>
        </div>
        {!isOpen && (
          <Button size="sm" icon={ClipboardPaste} onClick={() => setOpen(true)}>
            {t('open')}
          </Button>
        )}
      </div>
      {isOpen && <KubeconfigBody onFill={fill} />}
      {/* Stands before it has words, so that they are read out. */}
      <div role="status">{filled && !isOpen && <FilledNote filled={filled} />}</div>
    </section>
  )
}

/** What is left of a kubeconfig once the form is filled in: nothing of it but what to look at. */
interface Filled extends Pick<KubeconfigContext, 'name' | 'notes'> {
  token: TokenFacts | null
}

function FilledNote({ filled: { name, notes, token } }: { filled: Filled }) {
  const t = useTranslations('clusterForm.kubeconfig')
  return (
    <div className="space-y-1 border-t border-line px-4 py-3 text-meta">
      <p className="text-good-text">{t('filled', { name: shownName(name) })}</p>
      {token && <TokenWarning facts={token} />}
      {notes.map((note) => (
        <p key={note} className="text-warn-text">
          {t(`notes.${note}`)}
        </p>
      ))}
    </div>
  )
}

function KubeconfigBody({ onFill }: KubeconfigImportProps) {
  const t = useTranslations('clusterForm.kubeconfig')
  const form = useTranslations('clusterForm')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const id = useId()
  useLeaveGuard(text.trim() === '' ? null : form('unsaved.kubeconfig'))

  const result = text.trim() === '' ? null : readKubeconfig(text)
  const contexts = result?.ok ? result.contexts : []
  const name = chosen ?? (result?.ok ? result.current : null)
  const context = contexts.find((candidate) => candidate.name === name) ?? contexts[0] ?? null
  const findings = context && findingsOf(context)
  const isUseless = !(findings?.apiUrl || findings?.hasCaCert || findings?.hasToken)

  function read(next: string) {
    setText(next)
    setChosen(null)
  }

  return (
    <div className="space-y-3 border-t border-line px-4 py-3">
      <label htmlFor={`${id}-text`} className="block text-meta font-medium">
        {t('label')}
      </label>
      <Textarea
        id={`${id}-text`}
        mono
        rows={6}
        value={text}
        onChange={(event) => read(event.target.value)}
        placeholder={'apiVersion: v1\nkind: Config\nclusters: …'}
        spellCheck={false}
        autoComplete="off"
        invalid={result?.ok === false}
        aria-describedby={result?.ok === false ? `${id}-error` : undefined}
        autoFocus
      />
      <div className="flex flex-wrap items-center gap-2">
        <FileButton onFile={(file) => void file.text().then(read)}>{t('choose')}</FileButton>
        <span className="text-meta text-text-faint">{t('stays')}</span>
      </div>
      {result?.ok === false && <Failure id={`${id}-error`} result={result} />}
      {contexts.length > 1 && context && (
        <div className="space-y-1">
          <label htmlFor={`${id}-context`} className="block text-meta font-medium">
            {t('context', { count: contexts.length })}
          </label>
          <Select
            id={`${id}-context`}
            value={context.name}
            onValueChange={setChosen}
            options={contexts.map(({ name: value, apiUrl }) => ({
              value,
              label: value,
              description: apiUrl,
            }))}
          />
        </div>
      )}
      {/* Stands before it has words, so that they are read out. */}
      <div role="status" className="space-y-3 empty:m-0!">
        {findings && <FindingsList findings={findings} />}
      </div>
      {context && (
        <Button variant="primary" size="sm" disabled={isUseless} onClick={() => onFill(context)}>
          {t('fill')}
        </Button>
      )}
    </div>
  )
}

function Failure({ id, result }: { id: string; result: Extract<KubeconfigResult, { ok: false }> }) {
  const t = useTranslations('clusterForm.kubeconfig')
  return (
    <p id={id} role="alert" className="text-meta text-bad-text">
      {result.error === 'syntax'
        ? t('errors.syntax', { line: result.line, column: result.column })
        : t(`errors.${result.error}`)}
    </p>
  )
}

/** What a context gives to the form, without the secrets in it. */
interface Findings extends Pick<KubeconfigContext, 'apiUrl' | 'notes'> {
  hasCaCert: boolean
  hasToken: boolean
}

const findingsOf = ({ apiUrl, notes, caCert, token }: KubeconfigContext): Findings => ({
  apiUrl,
  notes,
  hasCaCert: caCert !== null,
  hasToken: token !== null,
})

function FindingsList({
  findings: { apiUrl, hasCaCert, hasToken, notes },
}: {
  findings: Findings
}) {
  const t = useTranslations('clusterForm.kubeconfig')
  const parts = [
    apiUrl && t('found.apiUrl', { url: apiUrl }),
    hasCaCert && t('found.caCert'),
    hasToken && t('found.token'),
  ].filter((part) => typeof part === 'string')
  return (
    <>
      {parts.length > 0 && (
        <ul aria-label={t('found.title')} className="list-disc space-y-0.5 pl-5 text-body">
          {parts.map((part) => (
            <li key={part} className="break-all">
              {part}
            </li>
          ))}
        </ul>
      )}
      {notes.length > 0 && (
        <Callout tone="warn">
          {notes.map((note) => (
            <p key={note}>{t(`notes.${note}`)}</p>
          ))}
        </Callout>
      )}
    </>
  )
}
