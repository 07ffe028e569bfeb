'use client'
import { useTranslations } from 'next-intl'
import { useRef, useState, useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button.tsx'
import { type HeldKind, unsaved } from '#lib/client/unsaved.ts'
import { Modal } from './modal.tsx'

const catalog = {
  typed: 'leave',
  sending: 'leaveSending',
  secret: 'leaveSecret',
} as const satisfies Record<HeldKind, string>

/** The one question before something typed is lost, whoever wants to leave; names all of it. */
export function LeaveModal() {
  const t = useTranslations('form')
  const request = useSyncExternalStore(unsaved.subscribe, unsaved.request, () => null)
  const stay = useRef<HTMLButtonElement>(null)
  // While it fades out it still shows what it asked.
  const [shown, setShown] = useState(request)
  if (request !== null && request !== shown) setShown(request)
  const words = catalog[shown?.kind ?? 'typed']
  return (
    <Modal
      open={request !== null}
      onClose={unsaved.stay}
      title={t(`${words}.title`)}
      description={t(`${words}.lost`)}
      initialFocus={stay}
      footer={
        <>
          <Button variant="danger" onClick={unsaved.discard}>
            {t(`${words}.discard`)}
          </Button>
          <Button ref={stay} variant="primary" onClick={unsaved.stay}>
            {t(`${words}.stay`)}
          </Button>
        </>
      }
    >
      <ul className="list-disc space-y-1 pl-5">
        {shown?.lost.map((what) => (
          <li key={what} className="break-words">
            {what}
          </li>
        ))}
      </ul>
    </Modal>
  )
}
