import type { WrittenPaper } from '../documents/document.ts'

export type Block = WrittenPaper['blocks'][number]
export type BlockType = Block['type']
export type Annex = NonNullable<WrittenPaper['annexes']>[number]
export type Attachment = NonNullable<WrittenPaper['attachments']>[number]

/** What stands where words are still to come; the server's library finds it again (NĐ 30/2020 forms print it so). */
export const GAP = '…'

/** A new block of a type, open to be filled. */
export function newBlock(type: BlockType): Block {
  switch (type) {
    case 'heading':
      return { type, level: 1, label: null, title: GAP }
    case 'item':
      return { type, depth: 0, label: null, text: GAP }
    case 'table':
      return { type, head: ['STT', GAP], rows: [['1', GAP]] }
    default:
      return { type, text: GAP }
  }
}

/** The words of a block that is no table. */
export function wordsOf(block: Block): string {
  return (block.type === 'heading' ? block.title : block.text) ?? ''
}

/** The block with other words. Marked changes of the old words go with them. */
export function withWords({ runs: _, ...block }: Block, words: string): Block {
  return block.type === 'heading' ? { ...block, title: words } : { ...block, text: words }
}

/** The same words as a block of another type. */
export function asType(block: Block, type: BlockType): Block {
  if (block.type === type) return block
  const fresh = newBlock(type)
  return type === 'table' || block.type === 'table' ? fresh : withWords(fresh, wordsOf(block) || GAP)
}

export function insertBlock(blocks: readonly Block[], at: number, block: Block): Block[] {
  return renumbered([...blocks.slice(0, at), block, ...blocks.slice(at)])
}

export function removeBlock(blocks: readonly Block[], at: number): Block[] {
  return renumbered(blocks.filter((_, index) => index !== at))
}

/** The block at `from` stands at `to` afterwards; a place outside changes nothing. */
export function moveBlock(blocks: readonly Block[], from: number, to: number): Block[] {
  const moved = blocks[from]
  if (!moved || to < 0 || to >= blocks.length || from === to) return [...blocks]
  const rest = blocks.filter((_, index) => index !== from)
  return renumbered([...rest.slice(0, to), moved, ...rest.slice(to)])
}

export function replaceBlock(blocks: readonly Block[], at: number, block: Block): Block[] {
  return blocks.map((one, index) => (index === at ? block : one))
}

/** Enter within a block: what stands after the caret goes on in a block of its own; after a heading in a paragraph. */
export function splitBlock(blocks: readonly Block[], at: number, caret: number): Block[] {
  const block = blocks[at]
  if (!block || block.type === 'table') return [...blocks]
  const words = wordsOf(block)
  const [before, after] = [words.slice(0, caret).trim(), words.slice(caret).trim()]
  const next = block.type === 'heading' ? newBlock('paragraph') : withWords(block, GAP)
  const split = replaceBlock(blocks, at, withWords(block, before || GAP))
  return insertBlock(split, at + 1, withWords(next, after || GAP))
}

export function withCell(block: Block, row: number | 'head', column: number, words: string): Block {
  const put = (cells: readonly string[]) => cells.map((cell, at) => (at === column ? words : cell))
  if (row === 'head') return { ...block, head: put(block.head ?? []) }
  return { ...block, rows: (block.rows ?? []).map((cells, at) => (at === row ? put(cells) : cells)) }
}

/** How many columns a table has: its widest row's, or its head's. */
export function columnsOf(block: Block): number {
  return Math.max(block.head?.length ?? 0, ...(block.rows ?? []).map((row) => row.length))
}

export function addRow(block: Block, after: number): Block {
  const rows = block.rows ?? []
  const cells = Array.from({ length: Math.max(1, columnsOf(block)) }, () => GAP)
  return { ...block, rows: [...rows.slice(0, after + 1), cells, ...rows.slice(after + 1)] }
}

export function removeRow(block: Block, at: number): Block {
  const rows = block.rows ?? []
  return rows.length > 1 ? { ...block, rows: rows.filter((_, index) => index !== at) } : block
}

/** Widths were measured for the columns there were: with another column the table is set anew. */
export function addColumn({ widths: _, ...block }: Block, after: number): Block {
  const put = (cells: readonly string[]) => [...cells.slice(0, after + 1), GAP, ...cells.slice(after + 1)]
  return { ...block, head: block.head?.length ? put(block.head) : [], rows: (block.rows ?? []).map(put) }
}

export function removeColumn(block: Block, at: number): Block {
  if (columnsOf(block) <= 1) return block
  const { widths: _, ...rest } = block
  const cut = (cells: readonly string[]) => cells.filter((__, index) => index !== at)
  return { ...rest, head: cut(block.head ?? []), rows: (block.rows ?? []).map(cut) }
}

/** A new annex: a title to fill, a heading, and a table to assign work in (Phụ lục I, III.1). */
export function newAnnex(): Annex {
  return {
    title: GAP,
    blocks: [
      { type: 'heading', level: 1, label: 'I', title: GAP },
      { type: 'table', head: ['STT', 'Nhiệm vụ', 'Đơn vị chủ trì', 'Thời hạn'], rows: [['1', GAP, GAP, GAP]] },
    ],
  }
}

/** Kinds of texts that are issued with a decision, as its heading names them. */
export const ATTACHED_KINDS = ['Quy chế', 'Quy định', 'Kế hoạch', 'Đề án', 'Chương trình', 'Phương án', 'Hướng dẫn']

/** A new text that the paper issues: articles for a quy chế or quy định, sections for the others. */
export function newAttachment(kind = ATTACHED_KINDS[0]!): Attachment {
  const articled = /^Quy /u.test(kind)
  const heading: Block = { type: 'heading', level: articled ? 3 : 1, label: articled ? 'Điều 1' : 'I', title: GAP }
  return { kind, title: GAP, blocks: [heading, newBlock('paragraph')] }
}

/** How a part among several of its kind is called: "Phụ lục II"; alone it bears no number (Phụ lục I, III.1.c). */
export function romanOf(at: number, among: number): string {
  return among < 2 ? '' : ` ${roman(at + 1)}`
}

/** Words with a field put in at the selection; a gap that it touches gives way. Also where the caret stands then. */
export function withField(words: string, from: number, to: number, field: string): { words: string; caret: number } {
  const gap = stretchesOf(words).find(
    (one) => one.gap && from <= to && one.start <= from && to <= one.start + one.text.length,
  )
  const [start, end] = gap ? [gap.start, gap.start + gap.text.length] : [from, to]
  const put = `{${field}}`
  return { words: words.slice(0, start) + put + words.slice(end), caret: start + put.length }
}

const ROMAN = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

function roman(number: number): string {
  let [left, text] = [number, '']
  for (const [value, letters] of ROMAN) {
    while (left >= value) {
      text += letters
      left -= value
    }
  }
  return text
}

/**
 * Labels that count are counted anew after blocks were added, taken out or moved: "I" and "Chương I" and "Điều 1" through the
 * whole text, "1" under each heading above it (NĐ 30/2020, Phụ lục I, II.6). Other labels are left as they are.
 */
export function renumbered(blocks: readonly Block[]): Block[] {
  const counted = new Map<string, number>()
  return blocks.map((block) => {
    const label = block.label ?? ''
    const [, before = '', figure = '', after = ''] = /^(Điều |Chương |)(\d+|[IVX]+)(\.?)$/u.exec(label) ?? []
    const level = block.type === 'heading' ? (block.level ?? 1) : 10 + (block.depth ?? 0)
    if (block.type === 'heading')
      for (const key of counted.keys()) if (Number(key.split(':')[0]) > level) counted.delete(key)
    if (figure === '') return block
    const numeric = /^\d/u.test(figure)
    // articles and chapters count through; the rest counts within what it stands under
    const key = before === '' ? `${level}:${numeric}` : `0:${before}`
    const number = (counted.get(key) ?? 0) + 1
    counted.set(key, number)
    return { ...block, label: `${before}${numeric ? number : roman(number)}${after}` }
  })
}

/** A stretch of a text as it is shown: plain, a field of the template, a gap to fill. */
export interface Stretch {
  text: string
  start: number
  field?: string
  gap?: boolean
}

/** The text cut at its fields `{name}` and gaps "…"; the stretches together are the text again. */
export function stretchesOf(text: string): Stretch[] {
  const found: Stretch[] = []
  let end = 0
  for (const match of text.matchAll(/\{([a-z][A-Za-z0-9]*)\}|…+|\.{3,}/gu)) {
    if (match.index > end) found.push({ text: text.slice(end, match.index), start: end })
    const [words, field] = match
    found.push({ text: words, start: match.index, ...(field === undefined ? { gap: true } : { field }) })
    end = match.index + words.length
  }
  if (end < text.length) found.push({ text: text.slice(end), start: end })
  return found
}

/** How many gaps the texts of a value still have, and how many texts there are. */
export function countGaps(value: unknown): { texts: number; open: number } {
  if (typeof value === 'string') return { texts: 1, open: stretchesOf(value).some(({ gap }) => gap) ? 1 : 0 }
  if (typeof value !== 'object' || value === null) return { texts: 0, open: 0 }
  return Object.values(value).reduce<{ texts: number; open: number }>(
    (sum, part) => {
      const { texts, open } = countGaps(part)
      return { texts: sum.texts + texts, open: sum.open + open }
    },
    { texts: 0, open: 0 },
  )
}
