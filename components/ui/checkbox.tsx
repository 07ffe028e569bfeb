'use client'
import { Checkbox as Base } from '@base-ui/react/checkbox'
import clsx from 'clsx'
import { Check, Minus } from 'lucide-react'
import type { ReactNode, Ref } from 'react'

interface CheckboxProps {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  indeterminate?: boolean
  disabled?: boolean
  /** Words beside the box; without them give `aria-label` or `aria-labelledby`. */
  label?: ReactNode
  description?: ReactNode
  id?: string
  name?: string
  ref?: Ref<HTMLElement>
  onBlur?: () => void
  'aria-label'?: string
  'aria-labelledby'?: string
  'aria-describedby'?: string
}

export function Checkbox({ label, description, ...props }: CheckboxProps) {
  const box = (
    <Base.Root
      {...props}
      className={clsx(
        // The pseudo-element makes the target 24 px while the box stays 16 px.
        'relative flex size-4 shrink-0 items-center justify-center rounded-[4px] border border-line-strong bg-panel text-on-accent transition-colors before:absolute before:-inset-1 hover:border-text-faint dark:bg-page',
        'data-checked:border-accent data-checked:bg-accent data-indeterminate:border-accent data-indeterminate:bg-accent data-disabled:cursor-not-allowed data-disabled:opacity-50',
      )}
    >
      <Base.Indicator className="flex data-unchecked:hidden">
        {props.indeterminate ? (
          <Minus aria-hidden className="size-3 stroke-3" />
        ) : (
          <Check aria-hidden className="size-3 stroke-3" />
        )}
      </Base.Indicator>
    </Base.Root>
  )
  if (!label) return box
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is `box`; Base UI renders its hidden input inside.
    <label className="flex w-fit items-start gap-2.5 py-0.5 text-body">
      <span className="flex h-5 items-center">{box}</span>
      <span>
        <span className="text-text">{label}</span>
        {description && <span className="block text-meta text-text-soft">{description}</span>}
      </span>
    </label>
  )
}
