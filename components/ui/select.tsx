'use client'
import { Select as Base } from '@base-ui/react/select'
import clsx from 'clsx'
import { ChevronsUpDown } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { controlClass } from './input.tsx'
import { popupClass, rowClass, tick } from './menu.tsx'

export interface SelectOption<V extends string> {
  value: V
  label: string
  description?: ReactNode
}

interface SelectProps<V extends string> {
  value: V | null
  onValueChange: (value: V) => void
  options: readonly SelectOption<V>[]
  placeholder?: string
  disabled?: boolean
  invalid?: boolean
  size?: 'md' | 'sm'
  /** Id of the trigger: a `<label htmlFor>` names it. */
  id?: string
  name?: string
  ref?: Ref<HTMLButtonElement>
  onBlur?: () => void
  className?: string
  'aria-label'?: string
  'aria-labelledby'?: string
  'aria-describedby'?: string
}

/** One of a few fixed choices. */
export function Select<V extends string>({
  value,
  onValueChange,
  options,
  placeholder,
  disabled,
  invalid,
  size = 'md',
  name,
  className,
  ...trigger
}: SelectProps<V>) {
  return (
    <Base.Root
      items={options}
      value={value}
      name={name}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next)
      }}
    >
      <Base.Trigger
        {...trigger}
        aria-invalid={invalid || undefined}
        className={clsx(
          controlClass,
          'flex items-center justify-between gap-2 pr-2 pl-2.5 text-left data-disabled:cursor-not-allowed',
          size === 'md' ? 'h-8' : 'h-7 text-table',
          className,
        )}
      >
        <Base.Value
          placeholder={placeholder}
          className="truncate data-placeholder:text-text-faint"
        />
        <Base.Icon className="flex shrink-0 text-text-faint">
          <ChevronsUpDown aria-hidden className="size-3.5" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          alignItemWithTrigger={false}
          sideOffset={4}
          collisionPadding={8}
          className="z-50"
        >
          <Base.Popup className={clsx(popupClass, 'min-w-(--anchor-width) max-w-96')}>
            <Base.List className="max-h-[min(var(--available-height),20rem)] overflow-y-auto outline-none">
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={rowClass}>
                  <span className="flex-1">
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.description && (
                      <span className="block text-meta text-text-soft">{option.description}</span>
                    )}
                  </span>
                  <Base.ItemIndicator render={tick} />
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
