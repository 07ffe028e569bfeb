import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { Spinner } from './spinner.tsx'
import { useOnce } from './use-once.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'md' | 'sm'

const base =
  'relative inline-flex max-w-full select-none items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed aria-disabled:cursor-not-allowed'

const sizes = {
  md: 'h-8 px-3 text-body',
  sm: 'h-7 px-2.5 text-table',
} satisfies Record<ButtonSize, string>

const variants = {
  primary:
    'bg-accent text-on-accent hover:bg-accent-hover disabled:bg-active disabled:text-text-faint',
  secondary:
    'border border-line bg-panel text-text shadow-[0_1px_1px_oklch(0.25_0.03_272/4%)] hover:border-line-strong hover:bg-hover data-popup-open:bg-active disabled:border-line disabled:bg-transparent disabled:text-text-faint dark:bg-raised',
  ghost:
    'text-text-soft hover:bg-hover hover:text-text data-popup-open:bg-active data-popup-open:text-text disabled:bg-transparent disabled:text-text-faint',
  danger: 'bg-bad text-on-accent hover:bg-bad-hover disabled:bg-active disabled:text-text-faint',
} satisfies Record<ButtonVariant, string>

/** The look of a button, for the few elements that must be something else (an `<a>` that leaves the app). */
export const buttonClass = (variant: ButtonVariant = 'secondary', size: ButtonSize = 'md') =>
  clsx(base, sizes[size], variants[variant])

interface Look {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: LucideIcon
  /** An icon after the words, such as a chevron of a menu. */
  endIcon?: LucideIcon
}

function Face({ icon: Icon, endIcon: EndIcon, children }: Look & { children: ReactNode }) {
  return (
    <>
      {Icon && <Icon aria-hidden className="-ml-0.5 size-4 shrink-0" />}
      <span className="truncate">{children}</span>
      {EndIcon && <EndIcon aria-hidden className="-mr-0.5 size-4 shrink-0 opacity-70" />}
    </>
  )
}

export type ButtonProps = Look & ComponentProps<'button'> & { busy?: boolean }

/**
 * A verb and its object. While `busy` it keeps its width and its focus, and does nothing when pressed; nor while the
 * promise that `onClick` gave is not settled.
 */
export function Button({
  variant,
  size,
  icon,
  endIcon,
  busy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const runOnce = useOnce()
  return (
    <button
      {...rest}
      type={type}
      className={clsx(buttonClass(variant, size), className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else runOnce(() => onClick?.(event))
      }}
    >
      <span className={clsx('flex min-w-0 items-center gap-1.5', busy && 'opacity-0')}>
        <Face icon={icon} endIcon={endIcon}>
          {children}
        </Face>
      </span>
      {busy && <Spinner className="absolute" />}
    </button>
  )
}

export type ButtonLinkProps = Look & Omit<ComponentProps<'a'>, 'href'> & { href: Route }

/** A link within the console that looks like a button. */
export function ButtonLink({
  variant,
  size,
  icon,
  endIcon,
  className,
  children,
  ...rest
}: ButtonLinkProps) {
  return (
    <Link {...rest} className={clsx(buttonClass(variant, size), className)}>
      <Face icon={icon} endIcon={endIcon}>
        {children}
      </Face>
    </Link>
  )
}
