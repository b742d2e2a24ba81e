import type { CleanPage } from './clean-page.ts'

/** A part of a page, in pixels. */
export interface Region {
  left: number
  top: number
  width: number
  height: number
}

type Ink = Pick<CleanPage, 'width' | 'height' | 'grey'>

/**
 * Sides of the cells in which ink is looked for, the least white strip between columns and how much of their
 * height shows print in both, in inches: two lines, where one line with a gap and the marks above letters have less.
 */
const CELL = { width: 8 / 300, height: 16 / 300 }
const STRIP = 0.24
const LEAST = 0.25
/** So much white below a row ends a block of columns: room for a signature and a seal is more. */
const WHITE_SPACE = 1.2

const DARK = 128
/** Dark pixels that make ink of a cell; fewer are grain. */
const SPECKS = 3

/**
 * Where print stands in two columns side by side (letterhead, recipients and signature), each as its left and its right
 * region, from top to bottom. Their rows need not be level, and a recognition that runs a line across both reads neither.
 */
export function findColumns(page: Ink, dpi: number): [left: Region, right: Region][] {
  const [wide, high] = [Math.max(2, Math.round(CELL.width * dpi)), Math.max(4, Math.round(CELL.height * dpi))]
  const rows = inkRows(page, wide, high)
  const least = Math.ceil((STRIP * dpi) / wide)
  const found: [Region, Region][] = []
  for (let from = 0; from < rows.length; from++) {
    const block = blockAt(rows, from, least, Math.ceil((WHITE_SPACE * dpi) / high))
    if (!block) continue
    if (block.level * high >= LEAST * dpi) {
      const above = found.at(-1)?.[0]
      const top = Math.max(above ? above.top + above.height : 0, block.from * high)
      const height = Math.min(page.height, block.to * high) - top
      const middle = Math.round(((block.strip[0] + block.strip[1]) / 2) * wide)
      found.push([
        { left: 0, top, width: middle, height },
        { left: middle, top, width: page.width - middle, height },
      ])
      from = block.to - 1
    }
  }
  return found
}

/** Rows of cells, true where there is ink. */
function inkRows({ width, height, grey }: Ink, wide: number, high: number): boolean[][] {
  const across = Math.ceil(width / wide)
  return Array.from({ length: Math.ceil(height / high) }, (_, row) => {
    const dark = new Uint32Array(across)
    for (let y = row * high; y < Math.min(height, (row + 1) * high); y++)
      for (let x = 0; x < width; x++) if (grey[y * width + x]! < DARK) dark[Math.floor(x / wide)]!++
    return Array.from(dark, (pixels) => pixels >= SPECKS)
  })
}

interface Block {
  from: number
  to: number
  /** How many of its rows have ink on both sides. */
  level: number
  strip: [number, number]
}

/** The block whose first row with ink on both sides of a strip is `from`, or null. */
function blockAt(rows: readonly boolean[][], from: number, least: number, patience: number): Block | null {
  let strip = widestGap(rows[from]!, least)
  if (!strip) return null
  let to = from + 1
  let level = 0
  for (let row = from; row < rows.length && row - to < patience; row++) {
    const cells = rows[row]!
    if (!cells.includes(true)) continue
    const narrower = clearPart(cells, strip)
    if (narrower[1] - narrower[0] < least) break
    strip = narrower
    if (cells.indexOf(true) < strip[0] && cells.lastIndexOf(true) >= strip[1]) {
      level++
      to = row + 1
    }
  }
  // Lines that began above the first level row or end below the last belong to the columns as far as the strip is clear.
  let top = from
  while (top > 0 && rows[top - 1]!.includes(true) && isClear(rows[top - 1]!, strip)) top--
  while (to < rows.length && rows[to]!.includes(true) && isClear(rows[to]!, strip)) to++
  return { from: top, to, level, strip }
}

/** The widest run of white cells with ink on both its sides. */
function widestGap(cells: readonly boolean[], least: number): [number, number] | null {
  let best: [number, number] | null = null
  let last = -1
  cells.forEach((ink, i) => {
    if (!ink) return
    if (last >= 0 && i - last - 1 >= Math.max(least, best ? best[1] - best[0] + 1 : 0)) best = [last + 1, i]
    last = i
  })
  return best
}

/** The widest part of a strip that a row leaves white. */
function clearPart(cells: readonly boolean[], [from, to]: [number, number]): [number, number] {
  let best: [number, number] = [from, from]
  let start = from
  for (let i = from; i <= to; i++) {
    if (i < to && !cells[i]) continue
    if (i - start > best[1] - best[0]) best = [start, i]
    start = i + 1
  }
  return best
}

const isClear = (cells: readonly boolean[], [from, to]: [number, number]): boolean =>
  !cells.slice(from, to).includes(true)

/** The page with the regions left white. */
export function withoutRegions<P extends Ink>(page: P, regions: readonly Region[]): P {
  if (regions.length === 0) return page
  const grey = page.grey.slice()
  for (const { left, top, width, height } of regions)
    for (let y = top; y < top + height; y++) grey.fill(255, y * page.width + left, y * page.width + left + width)
  return { ...page, grey }
}
