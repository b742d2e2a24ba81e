// biome-ignore-all lint/a11y/useSemanticElements: rows virtualised both ways cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus, aria-activedescendant points at the cell
// biome-ignore-all lint/a11y/useKeyWithClickEvents: Enter and space act on the grid
// biome-ignore-all lint/a11y/useKeyWithMouseEvents: the line under the grid follows the keyboard's cursor too
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { memo, useId, useMemo, useRef, useState } from 'react'
import { type TextKey, type Translate, useT } from '../i18n/index.ts'
import { type Status, statusSymbol } from '../status.tsx'
import classes from './matrix.module.css'
import { cellKey, type Line, linesOf, type MatrixGroup, moveCursor, rectangle } from './matrix-grid.ts'

export interface MatrixColumn {
  id: string
  /** Short, as it stands over the column: `II.1`. */
  label: string
  /** Whole, as it is read out: the task's text. */
  name: string
}

export interface MatrixCell {
  status: Status
  /** More than the status' own word: `quá hạn 3 ngày`. */
  word?: string
}

export interface MatrixProps {
  label: string
  groups: readonly MatrixGroup[]
  columns: readonly MatrixColumn[]
  /** Undefined: this task does not concern this unit. Keep the function the same between renders (useCallback). */
  cell: (rowId: string, columnId: string) => MatrixCell | undefined
  onOpen: (rowId: string, columnId: string | undefined) => void
  /** Keys from `cellKey`. Leave out for a matrix one only reads. */
  selected?: ReadonlySet<string>
  onSelect?: (selected: ReadonlySet<string>) => void
}

const ROW = 36
const COLUMN = 46
const HEAD = 44

type CellOf = MatrixProps['cell']

/** What is read out at a cell, or shown under the grid for the one pointed at. */
function wordsAt(line: Line | undefined, column: MatrixColumn | undefined, cell: CellOf, t: Translate): string {
  if (!line) return ''
  if (line.kind === 'group') return line.group.label
  if (!column) return line.row.label
  const found = cell(line.row.id, column.id)
  const word = found ? (found.word ?? t(`status.${found.status}` as TextKey)) : t('status.not-applicable')
  return `${line.row.label} · ${column.name}: ${word}`
}

interface MatrixLineProps {
  gridId: string
  line: Line
  index: number
  start: number
  closed: boolean
  columns: readonly MatrixColumn[]
  shown: readonly VirtualItem[]
  cell: CellOf
  selected: ReadonlySet<string> | undefined
  /** Column of the cursor when it stands in this line. */
  cursor: number | undefined
}

/** One line; drawn again only when something in it changes, not at every step of scrolling. Presses are heard by the grid. */
const MatrixLine = memo(function MatrixLine(props: MatrixLineProps) {
  const { gridId, line, index, start, closed, columns, shown, cell, selected, cursor } = props
  const t = useT()
  const isGroup = line.kind === 'group'
  const label = isGroup ? line.group.label : line.row.label
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={isGroup ? classes.group : classes.row}
      style={{ transform: `translateY(${start - HEAD}px)` }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        id={`${gridId}-${index}--1`}
        aria-expanded={isGroup ? !closed : undefined}
        className={classes.head}
        data-line={index}
        data-column={-1}
        data-cursor={cursor === -1 || undefined}
        title={isGroup ? undefined : label}
      >
        {isGroup && (closed ? <IconChevronRight size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />)}
        <span>{label}</span>
        {isGroup && line.group.rows.length > 0 && <small>{line.group.rows.length}</small>}
      </div>
      {line.kind === 'row' &&
        shown.map(({ index: at, start: left }) => {
          const column = columns[at]
          if (!column) return null
          const found = cell(line.row.id, column.id)
          return (
            <div
              key={at}
              role="gridcell"
              aria-colindex={at + 2}
              aria-label={wordsAt(line, column, cell, t)}
              aria-selected={selected?.has(cellKey(line.row.id, column.id)) ?? false}
              id={`${gridId}-${index}-${at}`}
              className={classes.cell}
              data-line={index}
              data-column={at}
              data-cursor={cursor === at || undefined}
              style={{ left }}
            >
              {found && statusSymbol(found.status)}
            </div>
          )
        })}
    </div>
  )
})

/** The line and column a pointer is over, from the marks its cell carries. */
function placeOf(target: EventTarget): { line: number; column: number } | undefined {
  const found = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null
  return found ? { line: Number(found.dataset.line), column: Number(found.dataset.column) } : undefined
}

/** Units down, tasks across: virtualised both ways, so that 3 686 × 40 scrolls like 20 × 10. */
export function Matrix({ label, groups, columns, cell, onOpen, selected, onSelect }: MatrixProps) {
  const t = useT()
  const id = useId()
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const headWidth = narrow ? 150 : 300
  const scroll = useRef<HTMLDivElement>(null)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [cursor, setCursor] = useState({ line: 0, column: 0 })
  const [anchor, setAnchor] = useState<{ line: number; column: number }>()
  const [pointed, setPointed] = useState<{ line: number; column: number }>()
  const lines = useMemo(() => linesOf(groups, closed), [groups, closed])

  const down = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    overscan: 4,
  })
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => COLUMN,
    paddingStart: headWidth,
    scrollPaddingStart: headWidth,
    overscan: 2,
  })
  const shownColumns = across.getVirtualItems()
  const shownLines = down.getVirtualItems()

  const toggleGroup = (groupId: string) => {
    const next = new Set(closed)
    if (!next.delete(groupId)) next.add(groupId)
    setClosed(next)
  }
  const toggleCells = (keys: readonly string[]) => {
    if (!onSelect) return
    const next = new Set(selected)
    const all = keys.every((key) => next.has(key))
    for (const key of keys) all ? next.delete(key) : next.add(key)
    onSelect(next)
  }
  const selectAt = (line: number, column: number, extend: boolean) => {
    const from = extend && anchor ? anchor : { line, column }
    toggleCells(rectangle(lines, columns, from, { line, column }).filter((key) => hasCell(key)))
    setAnchor({ line, column })
  }
  const hasCell = (key: string) => {
    const [rowId, columnId] = key.split('\n')
    return rowId !== undefined && columnId !== undefined && cell(rowId, columnId) !== undefined
  }
  const open = (line: Line | undefined, column: number) => {
    if (!line) return
    if (line.kind === 'group') toggleGroup(line.group.id)
    else onOpen(line.row.id, columns[column]?.id)
  }
  const goTo = (next: { line: number; column: number }) => {
    setCursor(next)
    down.scrollToIndex(next.line)
    if (next.column >= 0) across.scrollToIndex(next.column)
  }
  const press = (event: React.KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / ROW) - 2)
    const next = moveCursor(cursor, event.key, event.ctrlKey, { lines: lines.length, columns: columns.length, page })
    if (next) {
      event.preventDefault()
      goTo(next)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      open(lines[cursor.line], cursor.column)
    } else if (event.key === ' ') {
      event.preventDefault()
      selectAt(cursor.line, cursor.column, event.shiftKey)
    } else if (event.key === 'Escape') {
      onSelect?.(new Set())
    }
  }

  const read = pointed ?? cursor
  const idAt = (line: number, column: number) => `${id}-${line}-${column}`
  /** Where the cursor is drawn: a group has its head only, and what is scrolled away is not drawn at all. */
  const cursorColumn = lines[cursor.line]?.kind === 'group' ? -1 : cursor.column
  const isDrawn =
    shownLines.some(({ index }) => index === cursor.line) &&
    (cursorColumn < 0 || shownColumns.some(({ index }) => index === cursorColumn))

  return (
    <div className={classes.whole}>
      <div
        ref={scroll}
        className={classes.scroll}
        role="grid"
        aria-label={label}
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable={onSelect !== undefined}
        aria-activedescendant={isDrawn ? idAt(cursor.line, cursorColumn) : undefined}
        tabIndex={0}
        onKeyDown={press}
        onMouseOver={(event) => setPointed(placeOf(event.target))}
        onMouseLeave={() => setPointed(undefined)}
        onClick={(event) => {
          const place = placeOf(event.target)
          if (!place) return
          setCursor(place)
          if (onSelect && place.column >= 0 && (event.shiftKey || event.ctrlKey || event.metaKey)) {
            selectAt(place.line, place.column, event.shiftKey)
          } else open(lines[place.line], place.column)
        }}
        style={{ '--head-width': `${headWidth}px` } as React.CSSProperties}
      >
        <div role="row" aria-rowindex={1} className={classes.heads} style={{ width: across.getTotalSize() }}>
          <div role="columnheader" aria-colindex={1} className={classes.corner}>
            {t('matrix.units')}
          </div>
          {shownColumns.map(({ index, start }) => (
            <div
              key={index}
              role="columnheader"
              aria-colindex={index + 2}
              className={classes.column}
              style={{ left: start }}
              title={columns[index]?.name}
              data-at={index === read.column || undefined}
            >
              {columns[index]?.label}
            </div>
          ))}
        </div>
        <div
          role="rowgroup"
          className={classes.body}
          style={{ height: down.getTotalSize(), width: across.getTotalSize() }}
        >
          {shownLines.map(({ index, start, key }) => {
            const line = lines[index]
            return (
              line && (
                <MatrixLine
                  key={key}
                  gridId={id}
                  line={line}
                  index={index}
                  start={start}
                  closed={line.kind === 'group' && closed.has(line.group.id)}
                  columns={columns}
                  shown={shownColumns}
                  cell={cell}
                  selected={selected}
                  cursor={index === cursor.line ? cursorColumn : undefined}
                />
              )
            )
          })}
        </div>
      </div>
      <div className={classes.foot}>
        <span className={classes.read}>{wordsAt(lines[read.line], columns[read.column], cell, t)}</span>
        <span className={classes.help}>{t('matrix.help')}</span>
      </div>
    </div>
  )
}
