import { PassThrough } from 'node:stream'
import { parentPort } from 'node:worker_threads'
import ExcelJS from 'exceljs'
import type { Sheet } from './workbook.ts'

// one workbook at a time; what breaks here ends the thread, and the thread's owner answers for it
parentPort?.on('message', async (sheets: Sheet[]) => {
  const bytes = await write(sheets)
  parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer])
})

/** Rows go out as they are written, so that memory does not grow with the sheet. */
async function write(sheets: Sheet[]): Promise<Uint8Array> {
  const out = new PassThrough()
  const parts: Buffer[] = []
  out.on('data', (part: Buffer) => parts.push(part))
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: true })
  for (const sheet of sheets) writeSheet(book, sheet)
  await book.commit()
  // a copy of its own, so that it can be handed over whole
  return new Uint8Array(Buffer.concat(parts))
}

const times = { name: 'Times New Roman', size: 12 }
const thin = { style: 'thin' as const }
const box = { border: { top: thin, left: thin, bottom: thin, right: thin } }

function writeSheet(book: ExcelJS.stream.xlsx.WorkbookWriter, sheet: Sheet): void {
  const register = sheet.form === 'register'
  const headRow = (sheet.title ? 1 : 0) + 1
  const page = book.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', xSplit: sheet.frozenColumns ?? 0, ySplit: headRow + (register ? 1 : 0) }],
    ...(register
      ? { pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 } }
      : {}),
  })
  page.columns = sheet.columns.map(({ width, text }) => ({
    ...(width ? { width } : {}),
    ...(text ? { style: { numFmt: '@' } } : {}),
  }))
  if (sheet.title) {
    const row = page.addRow([harmless(sheet.title)])
    row.font = register ? { ...times, bold: true, size: 14 } : { bold: true, size: 13 }
    if (register) {
      page.mergeCells(1, 1, 1, sheet.heads.length)
      row.getCell(1).alignment = { horizontal: 'center' }
    }
    row.commit()
  }
  const heads = page.addRow(sheet.heads.map(harmless))
  heads.font = { ...(register ? times : {}), bold: true }
  for (const [at, note] of (sheet.notes ?? []).entries()) heads.getCell(at + 1).note = note
  if (register) {
    boxed(heads)
    heads.commit()
    const counted = page.addRow(sheet.heads.map((_, at) => `(${at + 1})`))
    counted.font = { ...times, italic: true }
    boxed(counted)
    counted.commit()
  } else heads.commit()
  const words = sheet.words ?? {}
  for (const { cells, marks } of sheet.rows) {
    const values = cells.map((cell) => (typeof cell === 'string' ? harmless(cell) : cell))
    if (marks) for (const letter of marks) values.push(words[letter] ?? '')
    const row = page.addRow(values)
    if (register) {
      row.font = times
      row.alignment = { vertical: 'top', wrapText: true }
      row.eachCell({ includeEmpty: true }, (cell) => Object.assign(cell, box))
    }
    row.commit()
  }
  page.commit()
}

function boxed(row: ExcelJS.Row): void {
  row.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  row.eachCell({ includeEmpty: true }, (cell) => Object.assign(cell, box))
}

/** A text that begins like a formula stays a text in whatever program opens the file. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text
}
