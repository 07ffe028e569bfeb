'use client'
import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import type { ButtonSize, ButtonVariant } from './button.tsx'
import { buttonClass } from './button.tsx'
import { Spinner } from './spinner.tsx'
import { type TipSide, tip } from './tip.ts'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  icon: LucideIcon
  /** What it does, as accessible name and tooltip. */
  label: string
  variant?: Extract<ButtonVariant, 'secondary' | 'ghost'>
  size?: ButtonSize
  busy?: boolean
  tooltipSide?: TipSide
}

/** A button that shows an icon only; the label is mandatory. */
export function IconButton({
  icon: Icon,
  label,
  variant = 'ghost',
  size = 'md',
  busy = false,
  tooltipSide,
  className,
  type = 'button',
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...tip(label, tooltipSide)}
      {...rest}
      type={type}
      aria-label={label}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={(event) => {
        if (!busy) onClick?.(event)
      }}
      className={clsx(
        buttonClass(variant, size),
        'shrink-0 px-0!',
        size === 'md' ? 'w-8' : 'w-7',
        className,
      )}
    >
      {busy ? <Spinner /> : <Icon aria-hidden className="size-4" />}
    </button>
  )
}
