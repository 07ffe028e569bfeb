'use client'
import { FileBraces, FileSpreadsheet, LoaderCircle, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import type { useAuditExport } from './use-audit-export.ts'

interface ExportProps {
  run: ReturnType<typeof useAuditExport>
}

/** The two kinds of file. While one is made there is nothing to press but Stop. */
export function AuditExportButtons({ run }: ExportProps) {
  const t = useTranslations('audit.export')
  const { state, start } = run
  const reading = state.step === 'reading' ? state.kind : null
  return (
    <>
      <Button
        icon={FileSpreadsheet}
        busy={reading === 'csv'}
        disabled={reading === 'json'}
        onClick={() => void start('csv')}
      >
        {t('csv')}
      </Button>
      <Button
        icon={FileBraces}
        busy={reading === 'json'}
        disabled={reading === 'csv'}
        onClick={() => void start('json')}
      >
        {t('json')}
      </Button>
    </>
  )
}

/** How far the export is and how it ended, under the filters. */
export function AuditExportState({ run }: ExportProps) {
  const t = useTranslations('audit.export')
  const common = useTranslations('common')
  const { state, start, stop, dismiss } = run
  const line = useRef<HTMLElement>(null)
  /** For what takes its own button away: the focus stays here. */
  const leave = (work: () => void) => () => {
    work()
    line.current?.focus()
  }
  const close = (
    <Button size="sm" variant="ghost" onClick={leave(dismiss)}>
      {common('dismiss')}
    </Button>
  )
  return (
    <section
      ref={line}
      tabIndex={-1}
      aria-label={t('label')}
      className="outline-none not-empty:mb-3"
    >
      {state.step === 'reading' && (
        <Callout
          tone="info"
          icon={LoaderCircle}
          actions={
            <Button size="sm" icon={Square} onClick={leave(stop)}>
              {t('stop')}
            </Button>
          }
        >
          <span className="tabular-nums">{t('reading', { count: state.count })}</span>
        </Callout>
      )}
      {state.step === 'stopped' && (
        <Callout role="status" tone="neutral" actions={close}>
          {t('stopped')}
        </Callout>
      )}
      {state.step === 'none' && (
        <Callout role="status" tone="neutral" actions={close}>
          {t('none')}
        </Callout>
      )}
      {state.step === 'done' && (
        <Callout
          role="status"
          tone={state.isCut ? 'warn' : 'good'}
          title={state.isCut && t('cut', { count: state.count })}
          actions={close}
        >
          {state.isCut && <p>{t('cutText')}</p>}
          <p>{t('done', { count: state.count, name: state.name })}</p>
        </Callout>
      )}
      {state.step === 'failed' && (
        <ProblemView error={state.error} onRetry={() => void start(state.kind)} actions={close} />
      )}
    </section>
  )
}
