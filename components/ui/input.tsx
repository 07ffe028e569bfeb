import clsx from 'clsx'
import type { ComponentProps } from 'react'

/** The common look of everything that can be typed into or chosen from. */
export const controlClass =
  'w-full min-w-0 rounded-control border border-line-strong bg-panel text-body text-text transition-colors hover:border-text-faint focus-visible:border-accent focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:border-line disabled:bg-hover disabled:text-text-soft aria-invalid:border-bad dark:bg-page'

export type InputProps = ComponentProps<'input'> & {
  invalid?: boolean
  /** For addresses, ids and other text that is read letter by letter. */
  mono?: boolean
}

export function Input({ invalid, mono = false, className, ...rest }: InputProps) {
  return (
    <input
      {...rest}
      aria-invalid={invalid || rest['aria-invalid'] || undefined}
      className={clsx(
        controlClass,
        'h-8 px-2.5 pointer-coarse:text-[1rem]',
        mono && 'font-mono text-table',
        className,
      )}
    />
  )
}
