import type { ReactNode } from 'react'

/** The `code` tag of messages. */
export const code = (chunks: ReactNode) => (
  <code className="text-[0.6875rem] wrap-anywhere">{chunks}</code>
)
