'use client'
import { Check, Copy, Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button.tsx'
import { sessionLost } from '#lib/client/session-lost.ts'

const copiedMs = 6_000

/** The secret: hidden until asked for, copied with a word aloud; selected for copying by hand where the browser refuses. */
export function TokenSecret({ secret }: { secret: string }) {
  const t = useTranslations('agentTokens.secret')
  const common = useTranslations('common')
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const [isAsked, setAsked] = useState(false)
  const [copy, setCopy] = useState<'idle' | 'copied' | 'refused'>('idle')
  // Whoever comes to the screen while the session is gone must not read it.
  const isLost = useSyncExternalStore(sessionLost.subscribe, sessionLost.isLost, () => false)
  if (isLost && isAsked) setAsked(false)
  const isShown = isAsked && !isLost

  useEffect(() => {
    if (copy !== 'copied') return
    const timer = setTimeout(() => setCopy('idle'), copiedMs)
    return () => clearTimeout(timer)
  }, [copy])
  useEffect(() => {
    if (copy !== 'refused') return
    box.current?.focus()
    box.current?.select()
  }, [copy])

  async function copyIt() {
    try {
      await navigator.clipboard.writeText(secret)
      setCopy('copied')
    } catch {
      setAsked(true)
      setCopy('refused')
    }
  }

  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control border border-line-strong bg-page py-1.5 pr-1.5 pl-3">
        <label htmlFor={id} className="sr-only">
          {t('label')}
        </label>
        {/* Hidden, it is as long as shown: nothing moves. The value of the field is the mask then, not the secret. */}
        <textarea
          ref={box}
          id={id}
          readOnly
          rows={1}
          value={isShown ? secret : '•'.repeat(secret.length)}
          aria-describedby={`${id}-state`}
          spellCheck={false}
          autoComplete="off"
          data-1p-ignore
          data-bwignore
          data-lpignore="true"
          className="field-sizing-content min-w-0 flex-1 basis-56 resize-none overflow-hidden rounded-[3px] bg-transparent font-mono text-table break-all text-text"
        />
        <div className="flex gap-1.5">
          <Button
            size="sm"
            icon={isShown ? EyeOff : Eye}
            onClick={() => {
              setAsked(!isShown)
              setCopy('idle')
            }}
          >
            {t(isShown ? 'hide' : 'reveal')}
          </Button>
          <Button
            size="sm"
            variant="primary"
            icon={copy === 'copied' ? Check : Copy}
            onClick={copyIt}
          >
            {t('copy')}
          </Button>
        </div>
      </div>
      <p id={`${id}-state`} className="sr-only">
        {t(isShown ? 'shown' : 'hidden')}
      </p>
      <p aria-live="polite" className="mt-1 min-h-4 text-meta text-text-soft">
        {copy === 'copied' && t('copied')}
        {copy === 'refused' && common('copyByHand')}
      </p>
    </div>
  )
}
