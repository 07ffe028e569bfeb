import clsx from 'clsx'
import { Check } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'children'> & {
  label: ReactNode
  description?: ReactNode
  invalid?: boolean
}

/** A tick with its words; the whole line can be pressed. */
export function Checkbox({ label, description, invalid, className, ...rest }: CheckboxProps) {
  return (
    <label className={clsx('flex min-h-6 w-fit items-start gap-2.5 text-body', className)}>
      <span className="relative mt-0.5 size-4 shrink-0">
        <input
          {...rest}
          type="checkbox"
          aria-invalid={invalid || undefined}
          className="peer block size-4 appearance-none rounded-[4px] border border-line-strong bg-panel transition-colors before:absolute before:-inset-1 checked:border-accent checked:bg-accent hover:border-text-faint disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-bad dark:bg-page"
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none absolute top-0.5 left-0.5 hidden size-3 text-on-accent peer-checked:block"
        />
      </span>
      <span className="min-w-0">
        <span className="text-text">{label}</span>
        {description && <span className="block text-meta text-text-soft">{description}</span>}
      </span>
    </label>
  )
}
