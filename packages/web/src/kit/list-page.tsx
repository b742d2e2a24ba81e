import { Button, Checkbox, SegmentedControl, Table, TextInput, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import {
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconSearch,
  IconSelector,
  IconSortAscending,
  IconSortDescending,
} from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useT } from '../i18n/index.ts'
import { offline, problemOf } from '../problem.ts'
import { useUrlSearch, writeSearch } from '../url.ts'
import { BulkBar } from './bulk-bar.tsx'
import { Empty } from './empty.tsx'
import { FilterChips } from './filter-chips.tsx'
import { followsLink } from './follow-row.ts'
import classes from './list-page.module.css'
import { type Board, BoardShape, type ByDay, CalendarShape, onCard } from './list-shapes.tsx'
import {
  type Filter,
  type ListQuery,
  listParams,
  nextPage,
  type Page,
  previousPage,
  readList,
  type Shape,
  withShape,
  withSort,
  withWords,
} from './list-state.ts'
import { Waiting } from './loaded.tsx'
import { type Action, PageHead } from './page-head.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { SavedViews, type View } from './saved-views.tsx'
import { type Total, Totals } from './totals.tsx'

export interface Column<Row> {
  id: string
  label: string
  cell: (row: Row) => React.ReactNode
  /**
   * Where it stands on a phone's card: `title` once, `line` (default) below it with its label, `plain` without label, `hide` not
   * at all.
   */
  card?: 'title' | 'line' | 'plain' | 'hide'
  align?: 'end'
  width?: number | string
  sortable?: boolean
}

export interface BulkAction<Row> extends Omit<Action, 'onPress' | 'to'> {
  onPress: (rows: Row[]) => void
}

interface ListPageProps<Row> {
  /** Kind of record: the first part of the query key, so that a change on the server refreshes the list. */
  record: string
  title: string
  action?: Action
  secondary?: readonly Action[]
  back?: { to: string; label: string }
  /** Views everybody has; a person's own are kept beside them. */
  views?: readonly View[]
  filters?: readonly Filter[]
  columns: readonly Column<Row>[]
  load: (query: ListQuery) => Promise<Page<Row>>
  /** Loaded after the rows; pressing one filters by it. */
  totals?: (query: ListQuery) => Promise<Total[]>
  idOf: (row: Row) => string
  /** The row in a few words, for the name of its checkbox and link. */
  nameOf: (row: Row) => string
  /** The page behind a row; a row without one is not pressed. */
  hrefOf?: (row: Row) => string | undefined
  bulk?: readonly BulkAction<Row>[]
  /** False where the server finds by filters alone: a field that finds nothing is not shown. */
  searchable?: boolean
  /** Other layouts of the same rows, where they make sense. */
  board?: Board<Row>
  byDay?: ByDay<Row>
  /** Path that answers a spreadsheet of exactly what is shown, all pages of it. */
  exportPath?: string
  empty: { title: string; text: string; action?: Action }
}

function SortHead<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>
  sort: string | undefined
  onSort: () => void
}) {
  const t = useT()
  const direction = sort === column.id ? 'ascending' : sort === `-${column.id}` ? 'descending' : 'none'
  const Icon =
    direction === 'ascending' ? IconSortAscending : direction === 'descending' ? IconSortDescending : IconSelector
  return (
    <Table.Th aria-sort={direction} w={column.width} ta={column.align}>
      <UnstyledButton className={classes.sort} onClick={onSort} title={t('list.sortBy', { label: column.label })}>
        {column.label}
        <Icon size={15} aria-hidden />
      </UnstyledButton>
    </Table.Th>
  )
}

/** The word of the tab the list stands under, when it is not the first. */
function tabOf(query: ListQuery, filters: readonly Filter[]): string | undefined {
  const tabs = filters.find(({ name, byTabs }) => byTabs && query.filters[name])
  return tabs?.choices?.find(({ value }) => value === query.filters[tabs.name]?.[0])?.label
}

/** Every list of the house: views, filters in the address, search, table or cards, keyset paging, bulk bar, totals, export. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const { record, columns, filters = [], idOf, nameOf, hrefOf, bulk = [], empty } = props
  const t = useT()
  const navigate = useNavigate()
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const [search, setSearch] = useUrlSearch()
  const query = readList(search, filters)
  const params = listParams(query)
  const list = useQuery({
    queryKey: [record, 'list', query.shape === 'table' ? 'page' : 'whole', params],
    queryFn: () => props.load(query),
    placeholderData: keepPreviousData,
  })
  const [selected, setSelected] = useState<ReadonlyMap<string, Row>>(new Map())
  const words = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(query.q)

  // Back and saved views change the words from outside.
  useEffect(() => {
    setTyped(query.q)
  }, [query.q])
  useEffect(() => {
    if (typed === query.q) return
    const timer = setTimeout(() => setSearch(withWords(typed), { replace: true }), 300)
    return () => clearTimeout(timer)
  }, [typed, query.q, setSearch])

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.key !== '/' || target.closest('input, textarea, select, [contenteditable]')) return
      event.preventDefault()
      words.current?.focus()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])

  const rows = list.data?.items ?? []
  // a tab is a list of its own: with nothing under it there is nothing to clear
  const narrowed = query.q !== '' || filters.some(({ name, byTabs }) => !byTabs && query.filters[name])
  const underTab = tabOf(query, filters)
  const toggle = (row: Row) => {
    const next = new Map(selected)
    if (!next.delete(idOf(row))) next.set(idOf(row), row)
    setSelected(next)
  }
  const allShown = rows.length > 0 && rows.every((row) => selected.has(idOf(row)))
  const toggleAll = () => setSelected(allShown ? new Map() : new Map(rows.map((row) => [idOf(row), row])))
  const titleColumn = columns.find((column) => column.card === 'title') ?? columns[0]

  /** Arrows walk the rows, as in every table and matrix of the house. */
  const walk = (event: React.KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-row]')]
    const at = links.indexOf(document.activeElement as HTMLElement)
    if (at < 0) return
    event.preventDefault()
    links[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
  }
  const named = (row: Row, content: React.ReactNode) =>
    hrefOf?.(row) ? (
      <Link to={hrefOf(row)} data-row className={classes.link}>
        {content}
      </Link>
    ) : (
      content
    )
  const box = (row: Row) => (
    <Checkbox
      checked={selected.has(idOf(row))}
      onChange={() => toggle(row)}
      aria-label={t('list.selectRow', { label: nameOf(row) })}
    />
  )
  const { after: _, before: __, ...whole } = params
  const offered: Shape[] = [
    'table',
    ...(props.board ? ['board' as const] : []),
    ...(props.byDay ? ['calendar' as const] : []),
  ]
  const shape = offered.includes(query.shape) ? query.shape : 'table'
  const switcher = offered.length > 1 && (
    <SegmentedControl
      className={classes.shape}
      aria-label={t('list.shape')}
      value={shape}
      onChange={(value) => setSearch(withShape(value as Shape))}
      data={offered.map((value) => ({ value, label: t(`list.${value}`) }))}
    />
  )
  const laid = { rows, columns, idOf, hrefOf: (row: Row) => hrefOf?.(row) }

  return (
    <>
      <PageHead title={props.title} action={props.action} secondary={props.secondary} back={props.back} />
      <SavedViews list={record} views={props.views ?? []} query={query} filters={filters} onChoose={setSearch} />
      <div className={classes.tools}>
        {props.searchable !== false && (
          <TextInput
            ref={words}
            className={classes.words}
            leftSection={<IconSearch size={18} aria-hidden />}
            aria-label={t('list.search')}
            placeholder={t('list.search')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && setTyped('')}
          />
        )}
        <FilterChips filters={filters.filter((filter) => !filter.byTabs)} chosen={query.filters} onChange={setSearch} />
        {!narrow && switcher}
        {props.exportPath && rows.length > 0 && (
          <Button
            className={classes.export}
            variant="default"
            leftSection={<IconDownload size={17} aria-hidden />}
            renderRoot={(attributes) => (
              <a href={`${props.exportPath}${writeSearch(whole)}`} download {...attributes} />
            )}
          >
            {t('list.export')}
          </Button>
        )}
      </div>
      {narrow && switcher}
      {props.totals && rows.length > 0 && (
        <Totals record={record} query={query} load={props.totals} onChoose={setSearch} />
      )}

      {list.error && <ProblemNotice problem={problemOf(list.error)} onRetry={() => void list.refetch()} />}
      {!list.data && !list.error && list.fetchStatus === 'paused' && <ProblemNotice problem={offline()} />}
      {!list.data && !list.error && list.fetchStatus !== 'paused' && <Waiting lines={8} />}
      {list.data &&
        rows.length === 0 &&
        !narrowed &&
        !query.after &&
        (underTab ? (
          <Empty title={t('list.tabEmpty', { label: underTab })} text={t('list.tabEmptyText')} />
        ) : (
          <Empty title={empty.title} text={empty.text} action={empty.action ?? props.action} />
        ))}
      {list.data && rows.length === 0 && (narrowed || query.after) && (
        <Empty
          icon={IconSearch}
          title={t('list.nothingFits')}
          text={t('list.nothingFitsText')}
          action={{ label: t('list.clearFilters'), onPress: () => void navigate({ to: '.', search: {} as never }) }}
        />
      )}

      {rows.length > 0 && shape === 'board' && props.board && <BoardShape {...laid} board={props.board} />}
      {rows.length > 0 && shape === 'calendar' && props.byDay && (
        <CalendarShape key={JSON.stringify(whole)} {...laid} byDay={props.byDay} />
      )}
      {shape !== 'table' && list.data?.next && (
        <p className={classes.partly}>{t('list.partly', { count: rows.length })}</p>
      )}
      {rows.length > 0 && shape === 'table' && (
        // biome-ignore lint/a11y/noStaticElementInteractions: arrows are a shortcut between links that Tab reaches too
        <div onKeyDown={walk} aria-busy={list.isPlaceholderData} className={classes.content}>
          {narrow ? (
            <ul className={classes.cards}>
              {rows.map((row) => (
                <li key={idOf(row)} className={classes.card} {...followsLink}>
                  {bulk.length > 0 && box(row)}
                  <div className={classes.cardText}>
                    <div className={classes.cardTitle}>{named(row, titleColumn?.cell(row))}</div>
                    {onCard(columns, row)
                      .filter(({ column }) => column !== titleColumn)
                      .map(({ column, content }) => (
                        <div key={column.id} className={classes.cardLine}>
                          {column.card !== 'plain' && <span className={classes.cardLabel}>{column.label}</span>}
                          {content}
                        </div>
                      ))}
                  </div>
                </li>
              ))}
            </ul>
          ) : (
            <Table className={classes.table} highlightOnHover verticalSpacing="sm" stickyHeader stickyHeaderOffset={60}>
              <Table.Thead>
                <Table.Tr>
                  {bulk.length > 0 && (
                    <Table.Th w={44}>
                      <Checkbox
                        checked={allShown}
                        indeterminate={!allShown && selected.size > 0}
                        onChange={toggleAll}
                        aria-label={t('list.selectAll')}
                      />
                    </Table.Th>
                  )}
                  {columns.map((column) =>
                    column.sortable ? (
                      <SortHead
                        key={column.id}
                        column={column}
                        sort={query.sort}
                        onSort={() => setSearch(withSort(query.sort, column.id))}
                      />
                    ) : (
                      <Table.Th key={column.id} w={column.width} ta={column.align}>
                        {column.label}
                      </Table.Th>
                    ),
                  )}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={idOf(row)} data-selected={selected.has(idOf(row)) || undefined} {...followsLink}>
                    {bulk.length > 0 && <Table.Td>{box(row)}</Table.Td>}
                    {columns.map((column) => (
                      <Table.Td key={column.id} ta={column.align}>
                        {column === titleColumn ? named(row, column.cell(row)) : column.cell(row)}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </div>
      )}

      {shape === 'table' && list.data && (list.data.next || list.data.previous) && (
        <nav className={classes.paging} aria-label={t('list.paging')}>
          <Button
            variant="default"
            disabled={!list.data.previous}
            leftSection={<IconChevronLeft size={17} aria-hidden />}
            onClick={() => list.data.previous && setSearch(previousPage(list.data.previous))}
          >
            {t('list.previous')}
          </Button>
          <Button
            variant="default"
            disabled={!list.data.next}
            rightSection={<IconChevronRight size={17} aria-hidden />}
            onClick={() => list.data.next && setSearch(nextPage(list.data.next))}
          >
            {t('list.next')}
          </Button>
        </nav>
      )}

      {shape === 'table' && selected.size > 0 && (
        <BulkBar
          selected={t('list.selected', { count: selected.size })}
          actions={bulk.map((action) => ({ ...action, onPress: () => action.onPress([...selected.values()]) }))}
          onClear={() => setSelected(new Map())}
        />
      )}
    </>
  )
}
