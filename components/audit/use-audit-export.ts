'use client'
import { useEffect, useRef, useState } from 'react'
import { type AuditFilter, collectAudit } from '#lib/client/audit.ts'
import { download } from '#lib/client/download.ts'
import { type AuditFileKind, auditFile } from './audit-file.ts'

/** So many rows at most go into one file: they are all held in the page. */
const maxRows = 50_000

/** How far an export is. */
export type AuditExport =
  | { step: 'idle' | 'stopped' | 'none' }
  | { step: 'reading'; kind: AuditFileKind; count: number }
  | { step: 'done'; name: string; count: number; isCut: boolean }
  | { step: 'failed'; kind: AuditFileKind; error: Error }

/** Reads all rows that match, one page after another, and gives them to the person as a file. */
export function useAuditExport(filter: AuditFilter) {
  const [state, setState] = useState<AuditExport>({ step: 'idle' })
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])

  async function start(kind: AuditFileKind) {
    const controller = new AbortController()
    running.current = controller
    setState({ step: 'reading', kind, count: 0 })
    try {
      const { rows, isCut } = await collectAudit(filter, {
        max: maxRows,
        signal: controller.signal,
        onProgress: (count) => setState({ step: 'reading', kind, count }),
      })
      if (controller.signal.aborted) return
      if (rows.length === 0) {
        setState({ step: 'none' })
        return
      }
      const file = auditFile(kind, rows, Date.now())
      download(file)
      setState({ step: 'done', name: file.name, count: rows.length, isCut })
    } catch (error) {
      if (controller.signal.aborted) return
      const failure = error instanceof Error ? error : new Error(String(error))
      setState({ step: 'failed', kind, error: failure })
    }
  }

  function stop() {
    running.current?.abort()
    setState({ step: 'stopped' })
  }

  return { state, start, stop, dismiss: () => setState({ step: 'idle' }) }
}
