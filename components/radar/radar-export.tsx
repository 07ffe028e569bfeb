'use client'
import { CalendarPlus, FileSpreadsheet } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { useToasts } from '#components/ui/toaster.tsx'
import { download, type TextFile } from '#lib/client/download.ts'
import type { RadarCertificate } from '#lib/contract/findings/radar.ts'
import { radarCalendar } from './radar-calendar.ts'
import { subjectName } from './radar-cells.tsx'
import { placeText, radarFile } from './radar-file.ts'

/** Every certificate as a calendar or a table, made in the page. */
export function RadarExport({ certificates }: { certificates: readonly RadarCertificate[] }) {
  const t = useTranslations('radar')
  const toasts = useToasts()
  // The buttons keep their place while there is nothing to save.
  const isNothing = certificates.length === 0

  function save(file: TextFile) {
    download(file)
    toasts.add({
      tone: 'good',
      title: t('export.done', { count: certificates.length, name: file.name }),
      description: t('export.what'),
    })
  }

  const calendar = () =>
    radarCalendar(
      certificates,
      {
        name: t('calendar.name'),
        summary: (one) => t('calendar.summary', { subject: subjectName(one) }),
        alarm: (one) => t('calendar.alarm', { subject: subjectName(one) }),
        description: ({ certificate, places }) =>
          [
            t('calendar.text', { issuer: certificate.issuer, sha256: certificate.sha256 }),
            ...places.map(placeText),
          ].join('\n'),
      },
      Date.now(),
    )

  return (
    <>
      <Button icon={CalendarPlus} disabled={isNothing} onClick={async () => save(await calendar())}>
        {t('export.calendar')}
      </Button>
      <Button
        icon={FileSpreadsheet}
        disabled={isNothing}
        onClick={() => save(radarFile(certificates, Date.now()))}
      >
        {t('export.csv')}
      </Button>
    </>
  )
}
