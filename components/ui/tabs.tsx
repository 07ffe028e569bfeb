'use client'
import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

interface TabsProps<V extends string> {
  value: V
  onValueChange: (value: V) => void
  items: readonly { value: V; label: ReactNode; panel: ReactNode }[]
  /** What the tabs choose between. */
  'aria-label': string
}

export function Tabs<V extends string>(props: TabsProps<V>) {
  return (
    <Base.Root value={props.value} onValueChange={props.onValueChange}>
      <Base.List
        aria-label={props['aria-label']}
        className="relative flex gap-1 overflow-x-auto border-b border-line"
      >
        {props.items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="h-9 shrink-0 px-2.5 text-body font-medium text-text-soft outline-offset-[-2px] hover:text-text data-active:text-text"
          >
            {item.label}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-[translate,width]" />
      </Base.List>
      {props.items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="pt-4">
          {item.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
