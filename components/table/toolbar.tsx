'use client'
'use no memo'

import clsx from 'clsx'
import { ArrowDownUp, Columns3, Group, PanelLeft } from 'lucide-react'
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
import { useFacets } from './facets.ts'
import { SearchBox } from './search-box.tsx'
import type { Waiting } from './waiting.ts'

interface ToolbarProps {
  isFiltered: boolean
  onClear: () => void
  onResetColumns: () => void
  waiting: Waiting | null
  /** Set where the facets stand beside the table as long as there is room: its switch. */
  facetColumn?: FacetColumnSwitch
  /** The column that rows are grouped by, where they can be. */
  grouping?: { columns: readonly string[]; column: string | null; onChange: GroupBy }
  /** What the resource adds at the end, such as refresh. */
  end?: ReactNode
}

interface FacetColumnSwitch {
  id: string
  isOpen: boolean
  onToggle: () => void
}

type GroupBy = (column: string | null) => void

/** More than these stand in one line that scrolls, where it is narrow. */
const manyFacets = 3

/** One line above the rows: search, facets, groups, columns. */
export function Toolbar(props: ToolbarProps) {
  const { isFiltered, onClear, onResetColumns, waiting, facetColumn, grouping, end } = props
  const t = useTranslations('table')
  const facets = useFacets()
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3">
      {facetColumn && (
        <Button
          icon={PanelLeft}
          className="max-xl:hidden"
          aria-expanded={facetColumn.isOpen}
          aria-controls={facetColumn.id}
          onClick={facetColumn.onToggle}
        >
          {t('filters')}
        </Button>
      )}
      <SearchBox />
      <div
        className={clsx(
          'contents',
          facetColumn?.isOpen && 'xl:hidden',
          // On a small screen several lines of them would push the rows away.
          facets.length > manyFacets &&
            'max-sm:-mx-4 max-sm:-my-1 max-sm:flex max-sm:w-[calc(100%+2rem)] max-sm:gap-2 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 max-sm:*:shrink-0',
        )}
      >
        {facets.map((facet) => (
          <FacetMenu
            key={facet.id}
            facet={facet}
            pendingNote={waiting?.columns.includes(facet.id) ? waiting.note : undefined}
          />
        ))}
      </div>
      {isFiltered && !facetColumn && (
        <Button variant="ghost" onClick={onClear}>
          {t('clearAll')}
        </Button>
      )}
      <div className="ml-auto flex flex-wrap items-center gap-2">
        <SortMenu />
        {grouping && grouping.columns.length > 0 && <GroupMenu {...grouping} />}
        <ColumnsMenu onReset={onResetColumns} />
        {end}
      </div>
    </div>
  )
}

/** No group at all, as a choice among the columns. */
const ungrouped = '-'

function GroupMenu({ columns, column, onChange }: NonNullable<ToolbarProps['grouping']>) {
  const t = useTranslations()
  const table = useTableContext()
  const nameOf = (id: string) => {
    const meta = table.getColumn(id)?.columnDef.meta
    return meta ? t(meta.label) : id
  }
  return (
    <Menu
      trigger={
        <Button icon={Group} className="max-sm:w-8 max-sm:px-2!">
          <span className="max-sm:sr-only">
            {column === null ? t('table.group') : t('table.groupedBy', { column: nameOf(column) })}
          </span>
        </Button>
      }
    >
      <MenuRadioGroup
        label={t('table.group')}
        value={column ?? ungrouped}
        onValueChange={(value) => onChange(value === ungrouped ? null : value)}
        options={[
          { value: ungrouped, label: t('table.noGroup') },
          ...columns.map((id) => ({ value: id, label: nameOf(id) })),
        ]}
      />
    </Menu>
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
