'use client'
import { Menu as Base } from '@base-ui/react/menu'
import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import { Check } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactElement, ReactNode } from 'react'

/** The look of one row of a popup list; menu, select and combobox share it. */
export const rowClass =
  'flex min-h-8 cursor-default select-none items-center gap-2 rounded-[4px] px-2 py-1 text-body text-text outline-none data-disabled:text-text-faint data-highlighted:bg-active'

/** The look of what floats above the page. */
export const popupClass =
  'rounded-panel bg-raised p-1 shadow-float outline-none transition-[opacity,scale] origin-(--transform-origin) data-ending-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0'

/** The look of the words above a group of rows. */
export const groupLabelClass = 'px-2 pt-1.5 pb-1 text-meta font-medium text-text-faint'

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'end'
  side?: 'top' | 'right' | 'bottom'
  className?: string
}

export function Menu({ trigger, children, align = 'end', side = 'bottom', className }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50"
        >
          <Base.Popup
            className={clsx(
              popupClass,
              'max-h-(--available-height) min-w-44 max-w-80 overflow-y-auto',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface ItemProps {
  icon?: LucideIcon
  children: ReactNode
  disabled?: boolean
}

export function MenuItem({
  icon: Icon,
  children,
  disabled,
  tone,
  onClick,
}: ItemProps & { tone?: 'bad'; onClick: () => void }) {
  return (
    <Base.Item
      disabled={disabled}
      onClick={onClick}
      className={clsx(rowClass, tone === 'bad' && 'text-bad-text')}
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0 opacity-80" />}
      {children}
    </Base.Item>
  )
}

export function MenuLinkItem({ icon: Icon, children, href }: ItemProps & { href: Route }) {
  return (
    <Base.LinkItem closeOnClick className={rowClass} render={<Link href={href} />}>
      {Icon && <Icon aria-hidden className="size-4 shrink-0 opacity-80" />}
      {children}
    </Base.LinkItem>
  )
}

/** Marks what is chosen, in every popup list. */
export const tick = (
  <span className="flex size-4 shrink-0 items-center justify-center">
    <Check aria-hidden className="size-4 text-accent-text" />
  </span>
)

/** A choice that can be ticked alone; the menu stays open. */
export function MenuCheckboxItem({
  checked,
  onCheckedChange,
  children,
  disabled,
}: Omit<ItemProps, 'icon'> & {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
}) {
  return (
    <Base.CheckboxItem
      checked={checked}
      onCheckedChange={onCheckedChange}
      disabled={disabled}
      className={clsx(rowClass, 'pl-8 data-checked:pl-2')}
    >
      <Base.CheckboxItemIndicator render={tick} />
      {children}
    </Base.CheckboxItem>
  )
}

interface MenuRadioGroupProps<V extends string> {
  label: ReactNode
  value: V
  onValueChange: (value: V) => void
  options: readonly { value: V; label: ReactNode; icon?: LucideIcon }[]
}

/** One of several, with its heading. */
export function MenuRadioGroup<V extends string>(props: MenuRadioGroupProps<V>) {
  return (
    <Base.Group>
      <MenuLabel>{props.label}</MenuLabel>
      <Base.RadioGroup value={props.value} onValueChange={props.onValueChange}>
        {props.options.map(({ value, label, icon: Icon }) => (
          <Base.RadioItem key={value} value={value} className={rowClass}>
            {Icon && <Icon aria-hidden className="size-4 shrink-0 opacity-80" />}
            <span className="flex-1">{label}</span>
            <Base.RadioItemIndicator render={tick} />
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

function MenuLabel({ children }: { children: ReactNode }) {
  return <Base.GroupLabel className={groupLabelClass}>{children}</Base.GroupLabel>
}

/** Words on top of a menu that name what it is about. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <Base.Group>
      <MenuLabel>{children}</MenuLabel>
    </Base.Group>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />
}
