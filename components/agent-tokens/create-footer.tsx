'use client'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import type { CreationPhase } from './use-token-creation.ts'

interface CreateFooterProps {
  phase: CreationPhase['name']
  isFull: boolean
  isStored: boolean
  onStored: (isStored: boolean) => void
  formId: string
  onClose: () => void
}

/** The buttons of the dialog in each of its phases; while the secret is on show they need the word that it is stored. */
export function CreateFooter({
  phase,
  isFull,
  isStored,
  onStored,
  formId,
  onClose,
}: CreateFooterProps) {
  const t = useTranslations('agentTokens.create')
  const common = useTranslations('common')
  if (phase === 'asking' || (phase === 'form' && !isFull)) {
    const isAsking = phase === 'asking'
    return (
      <>
        <Button key="cancel" onClick={onClose}>
          {common(isAsking ? 'close' : 'cancel')}
        </Button>
        {/* In its place while it works: the second half of a double press meets no other button. */}
        <Button key="submit" type="submit" form={formId} variant="primary" busy={isAsking}>
          {t('action')}
        </Button>
      </>
    )
  }
  return (
    <>
      {phase === 'shown' && (
        <Checkbox
          className="mr-auto self-center"
          checked={isStored}
          onChange={(event) => onStored(event.target.checked)}
          label={t('stored')}
        />
      )}
      {/* With a key, lest the button under a press on it becomes the one that sends the form. */}
      <Button
        key="close"
        variant={phase === 'shown' ? 'primary' : 'secondary'}
        disabled={phase === 'shown' && !isStored}
        onClick={onClose}
      >
        {common('close')}
      </Button>
    </>
  )
}
