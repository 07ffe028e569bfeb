'use client'
import { Switch as Base } from '@base-ui/react/switch'
import clsx from 'clsx'
import type { ReactNode, Ref } from 'react'

interface SwitchProps {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean
  /** Words beside the switch; without them give `aria-label` or `aria-labelledby`. */
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

export function Switch({ label, description, ...props }: SwitchProps) {
  const control = (
    <Base.Root
      {...props}
      className={clsx(
        'relative flex h-5 w-9 shrink-0 items-center rounded-full border border-line-strong bg-active p-0.5 transition-colors before:absolute before:-inset-1 hover:border-text-faint',
        'data-checked:border-accent data-checked:bg-accent data-disabled:cursor-not-allowed data-disabled:opacity-50',
      )}
    >
      <Base.Thumb className="size-3.5 rounded-full bg-text-faint transition-[translate,background-color] data-checked:translate-x-4 data-checked:bg-white" />
    </Base.Root>
  )
  if (!label) return control
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is `control`; Base UI renders its hidden input inside.
    <label className="flex w-fit items-start gap-2.5 py-0.5 text-body">
      {control}
      <span>
        <span className="text-text">{label}</span>
        {description && <span className="block text-meta text-text-soft">{description}</span>}
      </span>
    </label>
  )
}
