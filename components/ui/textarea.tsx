import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { controlClass } from './input.tsx'

export type TextareaProps = ComponentProps<'textarea'> & { invalid?: boolean; mono?: boolean }

export function Textarea({ invalid, mono = false, className, ...rest }: TextareaProps) {
  return (
    <textarea
      rows={4}
      {...rest}
      aria-invalid={invalid || rest['aria-invalid'] || undefined}
      className={clsx(
        controlClass,
        'block resize-y px-2.5 py-1.5',
        mono && 'font-mono text-meta leading-[1.125rem] break-all',
        className,
      )}
    />
  )
}
