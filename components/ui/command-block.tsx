import { CopyButton } from './copy-button.tsx'

interface CommandBlockProps {
  /** As it is typed, with its line breaks. */
  text: string
  /** What is copied, for the accessible name: "Copy command". */
  copyLabel: string
}

/** Commands to be copied and run elsewhere. */
export function CommandBlock({ text, copyLabel }: CommandBlockProps) {
  return (
    <div className="flex items-start justify-between gap-2 rounded-control border border-line bg-page py-1 pr-1 pl-3">
      <code className="min-w-0 flex-1 py-1 text-meta leading-[1.125rem] break-words whitespace-pre-wrap">
        {text}
      </code>
      <span className="max-w-3/5 shrink-0">
        <CopyButton text={text} label={copyLabel} />
      </span>
    </div>
  )
}
