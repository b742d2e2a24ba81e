import { Button, NativeSelect, TextInput } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconColumnInsertRight,
  IconColumnRemove,
  IconGripVertical,
  IconPlus,
  IconRowInsertBottom,
  IconRowRemove,
  IconTrash,
} from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useT } from '../i18n/index.ts'
import { toast } from '../kit/toast.tsx'
import {
  addColumn,
  addRow,
  asType,
  type Block,
  type BlockType,
  GAP,
  insertBlock,
  moveBlock,
  newBlock,
  removeBlock,
  removeColumn,
  removeRow,
  replaceBlock,
  splitBlock,
  withCell,
  withWords,
  wordsOf,
} from './blocks.ts'
import classes from './template.module.css'
import { Tool } from './tool.tsx'
import { WordsField } from './words-field.tsx'

interface BlockEditorProps {
  blocks: readonly Block[]
  /** Where they stand in the content: "blocks", "attachments.0.blocks". */
  path: string
  onChange: (blocks: Block[]) => void
  fields: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
  readOnly: boolean
}

/** What is printed before the words of a block. */
function printedLabel(block: Block): string | undefined {
  if (block.label) {
    if (block.type === 'item' && /^[a-zđ]$/u.test(block.label)) return `${block.label})`
    return `${block.label.replace(/[.)]$/u, '')}.`
  }
  return block.type === 'item' ? '-' : undefined
}

/** The text of a paper as blocks: typed in place, added by Enter, moved by Alt and arrows, by buttons or by dragging. */
export function BlockEditor({ blocks, path, onChange, fields, errors, readOnly }: BlockEditorProps) {
  const t = useT()
  const list = useRef<HTMLDivElement>(null)
  const wanted = useRef<{ at: number; caret: number } | null>(null)
  const [active, setActive] = useState<number | null>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const latest = useRef({ blocks, onChange })
  latest.current = { blocks, onChange }

  // after a block came, went or moved, typing goes on where the person means it to
  useEffect(() => {
    if (!wanted.current) return
    const { at, caret } = wanted.current
    wanted.current = null
    const box = list.current?.querySelector<HTMLTextAreaElement>(`[data-at="${at}"] textarea`)
    box?.focus()
    box?.setSelectionRange(caret, caret === 0 && box.value === GAP ? 1 : caret)
  })

  const change = (next: Block[], at?: number, caret = 0) => {
    if (at !== undefined) wanted.current = { at, caret }
    onChange(next)
  }
  const move = (from: number, to: number, caret = 0) => {
    if (to >= 0 && to < blocks.length) change(moveBlock(blocks, from, to), to, caret)
  }
  const remove = (at: number) => {
    const gone = blocks[at]
    change(removeBlock(blocks, at), Math.max(0, at - 1))
    if (gone)
      toast({
        tone: 'neutral',
        text: t('templates.block.removed'),
        undo: async () => {
          const now = latest.current
          now.onChange(insertBlock(now.blocks, Math.min(at, now.blocks.length), gone))
        },
      })
  }
  const add = (after: number) => {
    const type = blocks[after]?.type
    const like = type === 'item' ? { ...newBlock('item'), label: blocks[after]?.label ?? null } : newBlock('paragraph')
    change(insertBlock(blocks, after + 1, like), after + 1)
  }
  const press = (at: number) => (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    const { selectionStart, value } = event.currentTarget
    if (event.nativeEvent.isComposing) return
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      move(at, event.key === 'ArrowUp' ? at - 1 : at + 1, selectionStart)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      change(splitBlock(blocks, at, selectionStart), at + 1)
    } else if (event.key === 'Backspace' && (value === '' || value === GAP) && blocks.length > 1) {
      event.preventDefault()
      remove(at)
    }
  }

  return (
    <div ref={list} className={classes.blocks}>
      {blocks.map((block, at) => {
        const put = (next: Block) => change(replaceBlock(blocks, at, next))
        const errorOf = (part: string) => errors[`${path}.${at}.${part}`]
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; keys and buttons move blocks too
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place; its words are given by the content
            key={at}
            data-at={at}
            data-field={`${path}.${at}`}
            data-type={block.type}
            data-level={block.level}
            data-over={over === at && dragged !== at ? true : undefined}
            className={classes.block}
            style={block.type === 'item' ? { marginInlineStart: (block.depth ?? 0) * 20 } : undefined}
            onFocus={() => !readOnly && setActive(at)}
            onBlur={(event) => {
              if (!event.currentTarget.contains(event.relatedTarget)) setActive((now) => (now === at ? null : now))
            }}
            onDragOver={(event) => {
              if (dragged === null) return
              event.preventDefault()
              setOver(at)
            }}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged !== null) move(dragged, at)
              setDragged(null)
              setOver(null)
            }}
          >
            {!readOnly && (
              <span
                className={classes.grip}
                draggable
                title={t('templates.block.drag')}
                aria-hidden
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move'
                  event.dataTransfer.setData('text/plain', String(at))
                  setDragged(at)
                }}
                onDragEnd={() => {
                  setDragged(null)
                  setOver(null)
                }}
              >
                <IconGripVertical size={16} />
              </span>
            )}
            {block.type === 'table' ? (
              <TableBlock block={block} fields={fields} readOnly={readOnly} active={active === at} onChange={put} />
            ) : (
              <WordsField
                label={`${t('templates.block.place', { number: at + 1 })}, ${t(`templates.block.${block.type}`)}`}
                value={wordsOf(block)}
                before={printedLabel(block) ?? ''}
                fields={fields}
                error={errorOf(block.type === 'heading' ? 'title' : 'text') ?? errorOf('label')}
                readOnly={readOnly}
                onChange={(words) => put(withWords(block, words))}
                onKeyDown={press(at)}
                onBlur={() => wordsOf(block).trim() === '' && put(withWords(block, GAP))}
              />
            )}
            {active === at && (
              <Tools
                block={block}
                first={at === 0}
                last={at === blocks.length - 1}
                onChange={put}
                onUp={() => move(at, at - 1)}
                onDown={() => move(at, at + 1)}
                onAdd={() => add(at)}
                onRemove={() => remove(at)}
              />
            )}
          </div>
        )
      })}
      {!readOnly && (
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => add(blocks.length - 1)}
        >
          {t('templates.block.addFirst')}
        </Button>
      )}
    </div>
  )
}

const TYPES: readonly BlockType[] = ['heading', 'paragraph', 'item', 'table']

interface ToolsProps {
  block: Block
  first: boolean
  last: boolean
  onChange: (block: Block) => void
  onUp: () => void
  onDown: () => void
  onAdd: () => void
  onRemove: () => void
}

/** What may be done with the block in focus, under it. */
function Tools({ block, first, last, onChange, onUp, onDown, onAdd, onRemove }: ToolsProps) {
  const t = useT()
  const deep = block.type === 'heading' ? (block.level ?? 1) : (block.depth ?? 0) + 1
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('templates.block.tools')}>
      <NativeSelect
        size="sm"
        aria-label={t('templates.block.type')}
        value={block.type}
        data={TYPES.map((value) => ({ value, label: t(`templates.block.${value}`) }))}
        onChange={(event) => onChange(asType(block, event.currentTarget.value as BlockType))}
      />
      {(block.type === 'heading' || block.type === 'item') && (
        <>
          <TextInput
            size="sm"
            w={84}
            aria-label={t('templates.block.label')}
            placeholder="I, 1, Điều 1"
            value={block.label ?? ''}
            onChange={(event) => onChange({ ...block, label: event.currentTarget.value.trimStart() || null })}
          />
          <NativeSelect
            size="sm"
            aria-label={t('templates.block.level')}
            value={String(deep)}
            data={['1', '2', '3', '4']}
            onChange={(event) => {
              const level = Number(event.currentTarget.value)
              onChange(block.type === 'heading' ? { ...block, level } : { ...block, depth: level - 1 })
            }}
          />
        </>
      )}
      <Tool label={t('templates.block.up')} icon={IconArrowUp} disabled={first} onPress={onUp} />
      <Tool label={t('templates.block.down')} icon={IconArrowDown} disabled={last} onPress={onDown} />
      <Tool label={t('templates.block.add')} icon={IconPlus} onPress={onAdd} />
      <Tool label={t('templates.block.remove')} icon={IconTrash} onPress={onRemove} />
    </div>
  )
}

interface TableBlockProps {
  block: Block
  fields: Readonly<Record<string, string>>
  readOnly: boolean
  active: boolean
  onChange: (block: Block) => void
}

function TableBlock({ block, fields, readOnly, active, onChange }: TableBlockProps) {
  const t = useT()
  const [cell, setCell] = useState({ row: 0, column: 0 })
  const { head = [], rows = [] } = block
  const field = (row: number | 'head', column: number, words: string) => (
    <WordsField
      label={
        row === 'head'
          ? t('templates.block.headCell', { column: column + 1 })
          : t('templates.block.cell', { row: row + 1, column: column + 1 })
      }
      value={words}
      fields={fields}
      readOnly={readOnly}
      onChange={(next) => onChange(withCell(block, row, column, next))}
    />
  )
  return (
    <div className={classes.tableScroll}>
      <table className={classes.table} data-parallel={block.parallel || undefined}>
        {head.length > 0 && (
          <thead>
            <tr>
              {head.map((words, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                <th key={column} onFocus={() => setCell({ row: 0, column })}>
                  {field('head', column, words)}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={row}>
              {cells.map((words, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                <td key={column} onFocus={() => setCell({ row, column })}>
                  {field(row, column, words)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {active && (
        <div className={classes.tools}>
          <Tool
            label={t('templates.block.addRow')}
            icon={IconRowInsertBottom}
            onPress={() => onChange(addRow(block, cell.row))}
          />
          <Tool
            label={t('templates.block.removeRow')}
            icon={IconRowRemove}
            disabled={rows.length <= 1}
            onPress={() => onChange(removeRow(block, cell.row))}
          />
          <Tool
            label={t('templates.block.addColumn')}
            icon={IconColumnInsertRight}
            onPress={() => onChange(addColumn(block, cell.column))}
          />
          <Tool
            label={t('templates.block.removeColumn')}
            icon={IconColumnRemove}
            onPress={() => onChange(removeColumn(block, cell.column))}
          />
        </div>
      )}
    </div>
  )
}
