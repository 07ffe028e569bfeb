import type { TextFile } from '#lib/client/download.ts'
import { fileStamp } from '#lib/client/download.ts'
import type { RadarCertificate } from '#lib/contract/findings/radar.ts'

interface CalendarWords {
  name: string
  summary: (one: RadarCertificate) => string
  alarm: (one: RadarCertificate) => string
  /** With the places, a line each. */
  description: (one: RadarCertificate) => string
}

const dayS = 86_400
const alarmDays = [30, 7]

/**
 * A calendar with an entry on the day (UTC) on which each certificate ends, and alarms 30 and 7 days before; named by
 * the moment (epoch milliseconds) of its making. An entry keeps its id, so that a newer file updates an older one.
 */
export async function radarCalendar(
  certificates: readonly RadarCertificate[],
  words: CalendarWords,
  now: number,
): Promise<TextFile> {
  // Loaded for those who want it: it is larger than the rest of the page.
  const { default: ical, ICalAlarmType } = await import('ical-generator')
  const calendar = ical({
    name: words.name,
    prodId: { company: 'gitlab-cluster-console', product: 'certificates' },
  })
  for (const one of certificates) {
    const { not_after, sha256 } = one.certificate
    calendar.createEvent({
      id: `${sha256}@gitlab-cluster-console`,
      start: new Date(not_after),
      // A day of a calendar has no zone; that of UTC is the same for every reader.
      allDay: true,
      timezone: 'UTC',
      stamp: new Date(now),
      summary: words.summary(one),
      description: words.description(one),
      alarms: alarmDays.map((days) => ({
        type: ICalAlarmType.display,
        triggerBefore: days * dayS,
        description: words.alarm(one),
      })),
    })
  }
  return {
    name: `certificates-${fileStamp(now)}.ics`,
    type: 'text/calendar;charset=utf-8',
    text: `${calendar.toString()}\r\n`,
  }
}
