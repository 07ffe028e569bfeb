'use client'
import { ClipboardPaste } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { FileButton } from '#components/form/file-button.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { type KubeconfigContext, type KubeconfigResult, readKubeconfig } from './kubeconfig.ts'

interface KubeconfigImportProps {
  /** Puts what the context holds into the form. */
  onFill: (context: KubeconfigContext) => void
}

/** Takes a kubeconfig by pasting or as a file, reads it in the browser and fills the form from one of its contexts. */
export function KubeconfigImport({ onFill }: KubeconfigImportProps) {
  const t = useTranslations('clusterForm.kubeconfig')
  const [isOpen, setOpen] = useState(false)
  const id = useId()
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
      {isOpen && <KubeconfigBody onFill={onFill} />}
    </section>
  )
}

function KubeconfigBody({ onFill }: KubeconfigImportProps) {
  const t = useTranslations('clusterForm.kubeconfig')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [filled, setFilled] = useState<KubeconfigContext | null>(null)
  const id = useId()

  const result = text.trim() === '' ? null : readKubeconfig(text)
  const contexts = result?.ok ? result.contexts : []
  const name = chosen ?? (result?.ok ? result.current : null)
  const context = contexts.find((candidate) => candidate.name === name) ?? contexts[0] ?? null

  function read(next: string) {
    setText(next)
    setChosen(null)
    setFilled(null)
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
            onValueChange={(next) => {
              setChosen(next)
              setFilled(null)
            }}
            options={contexts.map(({ name: value, apiUrl }) => ({
              value,
              label: value,
              description: apiUrl,
            }))}
          />
        </div>
      )}
      {context && (
        <Found
          context={context}
          isFilled={filled === context || filled?.name === context.name}
          onFill={() => {
            onFill(context)
            setFilled(context)
          }}
        />
      )}
    </div>
  )
}

function Failure({ id, result }: { id: string; result: Extract<KubeconfigResult, { ok: false }> }) {
  const t = useTranslations('clusterForm.kubeconfig.errors')
  return (
    <p id={id} role="alert" className="text-meta text-bad-text">
      {result.error === 'syntax'
        ? t('syntax', { line: result.line, column: result.column })
        : t(result.error)}
    </p>
  )
}

interface FoundProps {
  context: KubeconfigContext
  isFilled: boolean
  onFill: () => void
}

function Found({ context, isFilled, onFill }: FoundProps) {
  const t = useTranslations('clusterForm.kubeconfig')
  const parts = [
    context.apiUrl && t('found.apiUrl', { url: context.apiUrl }),
    context.caCert && t('found.caCert'),
    context.token && t('found.token'),
  ].filter(Boolean)
  return (
    <div className="space-y-3">
      {parts.length > 0 && (
        <ul aria-label={t('found.title')} className="list-disc space-y-0.5 pl-5 text-body">
          {parts.map((part) => (
            <li key={part} className="break-all">
              {part}
            </li>
          ))}
        </ul>
      )}
      {context.notes.length > 0 && (
        <Callout tone="warn" role="status">
          {context.notes.map((note) => (
            <p key={note}>{t(`notes.${note}`)}</p>
          ))}
        </Callout>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" size="sm" disabled={parts.length === 0} onClick={onFill}>
          {t('fill')}
        </Button>
        <span role="status" className="text-meta text-good-text">
          {isFilled && t('filled')}
        </span>
      </div>
    </div>
  )
}
