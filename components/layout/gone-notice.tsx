'use client'
import type { Route } from 'next'
import { useEffect, useRef } from 'react'
import { ButtonLink } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'

interface GoneNoticeProps {
  title: string
  text: string
  /** The way to those that are still there. */
  href: Route
  linkText: string
}

/** Above a record that somebody deleted while its page was open. Takes the focus: the buttons below are gone. */
export function GoneNotice({ title, text, href, linkText }: GoneNoticeProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} tabIndex={-1} className="mb-5 scroll-my-20 rounded-panel">
      <Callout
        tone="warn"
        role="alert"
        title={title}
        actions={
          <ButtonLink href={href} variant="primary">
            {linkText}
          </ButtonLink>
        }
      >
        <p>{text}</p>
      </Callout>
    </div>
  )
}
