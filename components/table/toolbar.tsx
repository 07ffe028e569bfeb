'use client'
'use no memo'

import { ArrowDownUp, Columns3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import {
  Menu,
  MenuCheckboxItem,
  MenuItem,
  MenuRadioGroup,
  MenuSeparator,
} from '#components/ui/menu.tsx'
import { useTableContext } from './app-table.ts'
import { FacetMenu } from './facet-menu.tsx'
import { SearchBox } from './search-box.tsx'
import type { Waiting } from './waiting.ts'

interface ToolbarProps {
  isFiltered: boolean
  onClear: () => void
  onResetColumns: () => void
  waiting: Waiting | null
  /** What the resource adds at the end, such as refresh. */
  end?: ReactNode
}

/** One line above the rows: search, facets, columns. */
export function Toolbar({ isFiltered, onClear, onResetColumns, waiting, end }: ToolbarProps) {
  const t = useTranslations('table')
  const facets = useTableContext()
    .getAllLeafColumns()
    .flatMap(({ id, columnDef: { meta } }) =>
      meta?.facet ? [{ id, label: meta.label, values: meta.facet }] : [],
    )
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3">
      <SearchBox />
      {facets.map(({ id, label, values }) => (
        <FacetMenu
          key={id}
          columnId={id}
          label={label}
          values={values}
          pendingNote={waiting?.columns.includes(id) ? waiting.note : undefined}
        />
      ))}
      {isFiltered && (
        <Button variant="ghost" onClick={onClear}>
          {t('clearAll')}
        </Button>
      )}
      <div className="ml-auto flex items-center gap-2">
        <SortMenu />
        <ColumnsMenu onReset={onResetColumns} />
        {end}
      </div>
    </div>
  )
}

/** Sorting for narrow screens, where cards have no headers to press. */
function SortMenu() {
  const t = useTranslations()
  const table = useTableContext()
  const [sort] = table.state.sorting
  const columns = table.getVisibleLeafColumns().filter((column) => column.getCanSort())
  const direction = sort?.desc ? 'desc' : 'asc'
  return (
    <Menu
      trigger={
        <IconButton
          icon={ArrowDownUp}
          variant="secondary"
          className="sm:hidden"
          label={t('table.sort')}
        />
      }
    >
      <MenuRadioGroup
        label={t('table.direction')}
        value={direction}
        onValueChange={(value) =>
          table.setSorting([{ id: sort?.id ?? '', desc: value === 'desc' }])
        }
        options={[
          { value: 'asc', label: t('table.ascending') },
          { value: 'desc', label: t('table.descending') },
        ]}
      />
      <MenuSeparator />
      <MenuRadioGroup
        label={t('table.sort')}
        value={sort?.id ?? ''}
        onValueChange={(id) => table.setSorting([{ id, desc: sort?.desc ?? false }])}
        options={columns.flatMap(({ id, columnDef: { meta } }) =>
          meta ? [{ value: id, label: t(meta.label) }] : [],
        )}
      />
    </Menu>
  )
}

function ColumnsMenu({ onReset }: { onReset: () => void }) {
  const t = useTranslations()
  const table = useTableContext()
  const hideable = table.getAllLeafColumns().filter((column) => !column.columnDef.meta?.isRowHeader)
  return (
    <Menu
      trigger={
        <Button icon={Columns3} className="max-sm:w-8 max-sm:px-2!">
          <span className="max-sm:sr-only">{t('table.columns')}</span>
        </Button>
      }
    >
      {hideable.map((column) => (
        <MenuCheckboxItem
          key={column.id}
          checked={table.state.columnVisibility[column.id] !== false}
          onCheckedChange={(checked) => column.toggleVisibility(checked)}
        >
          {column.columnDef.meta && t(column.columnDef.meta.label)}
        </MenuCheckboxItem>
      ))}
      <MenuSeparator />
      <MenuItem onClick={onReset}>{t('table.resetColumns')}</MenuItem>
    </Menu>
  )
}
