import type { FastifyReply } from 'fastify'
import { sendBytes } from './http.ts'
import { Problem } from './problem.ts'
import { workerPool } from './worker-pool.ts'

/** One row of a sheet: texts and numbers; `marks` goes on with one letter per column, written as `Sheet.words` says. */
export interface SheetRow {
  cells: (string | number)[]
  marks?: string
}

export interface SheetColumn {
  width?: number
  /** Every cell is a text, so that no leading zero is lost. */
  text?: boolean
}

/** A sheet as data: what it shows, never how a library writes it. */
export interface Sheet {
  name: string
  /** Over the heads, in bold. */
  title?: string
  heads: string[]
  /** Notes at the heads, by column. */
  notes?: string[]
  columns: SheetColumn[]
  rows: SheetRow[]
  /** What each letter of `marks` means; a letter without words leaves its cell empty. */
  words?: Record<string, string>
  /** Columns that stay in sight beside the heads. */
  frozenColumns?: number
  /** A register as the law lays it out (NĐ 30/2020, Phụ lục IV): Times New Roman, boxes, numbered heads, landscape. */
  form?: 'register'
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Most rows and cells of one workbook: the matrix of a country's plan (3 686 units × 300) twice over. */
const mostRows = 50_000
const mostCells = 2_500_000

const pool = workerPool<Sheet[]>(new URL('./workbook-worker.ts', import.meta.url), 'writing a workbook', {
  mostMs: 120_000,
  mostHeapMb: 512,
  mostAtOnce: 1,
  // each holds up to 2.5 million cells while it waits
  mostWaiting: 8,
  busy: {
    vi: 'Nhiều người đang xuất bảng cùng lúc; thử lại sau ít phút',
    en: 'Many tables are being exported just now; try again in a few minutes',
  },
  idleMs: 5_000,
})

/**
 * An .xlsx of these sheets, written row by row in a thread apart: requests of others go on meanwhile.
 * @throws Problem invalid where the sheets hold more rows or cells than a workbook should, too-many-requests where many wait
 */
export async function writeWorkbook(sheets: Sheet[], log: (message: string) => void): Promise<Uint8Array> {
  const rows = sheets.reduce((n, sheet) => n + sheet.rows.length, 0)
  const cells = sheets.reduce((n, sheet) => n + sheet.rows.length * sheet.heads.length, 0)
  if (rows > mostRows || cells > mostCells) throw tooLarge()
  const written = await pool.run<Uint8Array | 'heavy' | 'broken'>(sheets, {
    log,
    onFailure: (failure) => failure.why,
  })
  if (written === 'heavy') throw tooLarge()
  if (written === 'broken') throw new Problem('internal')
  return written
}

/** Sends these sheets as a file of that name. */
export async function sendWorkbook(
  reply: FastifyReply,
  sheets: Sheet[],
  name: string,
  log: (message: string) => void,
): Promise<FastifyReply> {
  return sendBytes(reply, await writeWorkbook(sheets, log), name, xlsxType)
}

function tooLarge(): Problem {
  return new Problem('invalid', {
    vi: 'Bảng quá lớn để xuất một lần; lọc bớt theo xã, phường hoặc trạng thái rồi xuất từng phần',
    en: 'The table is too large for one file; filter it by commune or state and export it in parts',
  })
}
