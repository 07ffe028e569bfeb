'use client'
import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'

interface CopyButtonProps {
  text: string
  /** What is copied, for the accessible name: "Copy API URL". */
  label: string
  /** Words on the button; without them it shows an icon only. */
  children?: string
  size?: 'md' | 'sm'
}

const shownMs = 2000

/** Copies a text and says so aloud; where the clipboard is refused it shows the text, selected, to be copied by hand. */
export function CopyButton({ text, label, children, size = 'sm' }: CopyButtonProps) {
  const t = useTranslations('common')
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
      setTimeout(() => setState('idle'), shownMs)
    } catch {
      setState('refused')
    }
  }

  const icon = state === 'copied' ? Check : Copy
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      {children === undefined ? (
        <IconButton icon={icon} label={label} size={size} onClick={() => void copy()} />
      ) : (
        <Button icon={icon} aria-label={label} size={size} onClick={() => void copy()}>
          {children}
        </Button>
      )}
      {state === 'refused' && (
        <input
          readOnly
          value={text}
          aria-label={t('copyByHand')}
          ref={(input) => input?.select()}
          className="h-6 w-48 min-w-0 rounded-[4px] border border-line-strong bg-panel px-1.5 font-mono text-meta"
        />
      )}
      <span aria-live="polite" className="sr-only">
        {state === 'copied' && t('copied')}
        {state === 'refused' && t('copyByHand')}
      </span>
    </span>
  )
}
