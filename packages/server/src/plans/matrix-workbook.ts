import ExcelJS from 'exceljs'
import type { UnitRow } from './coverage-queries.ts'

const words = {
  vi: {
    open: 'Chưa làm',
    doing: 'Đang làm',
    done: 'Xong',
    nothing: 'Không phát sinh',
    'out-of-scope': 'Không thuộc phạm vi',
    none: '',
    overdue: 'Quá hạn',
    unit: 'Đơn vị',
    group: 'Xã, phường',
    received: 'Đã nhận',
    adopted: 'Đã ban hành kế hoạch',
    sheet: 'Tiến độ',
    tasks: 'Nhiệm vụ',
    code: 'Mục',
    text: 'Nội dung',
    total: 'Xong / được giao',
  },
  en: {
    open: 'Open',
    doing: 'In progress',
    done: 'Done',
    nothing: 'Nothing to report',
    'out-of-scope': 'Out of scope',
    none: '',
    overdue: 'Overdue',
    unit: 'Unit',
    group: 'Ward',
    received: 'Received',
    adopted: 'Own plan issued',
    sheet: 'Progress',
    tasks: 'Tasks',
    code: 'Item',
    text: 'Text',
    total: 'Settled / given',
  },
} as const

const stateOf: Record<string, keyof (typeof words)['vi'] | undefined> = {
  o: 'open',
  l: 'overdue',
  p: 'doing',
  d: 'done',
  n: 'nothing',
  s: 'out-of-scope',
}

/** The matrix as the screen shows it: units down, tasks across, the tasks' texts on a second sheet. */
export async function matrixWorkbook(
  locale: 'vi' | 'en',
  title: string,
  tasks: readonly { id: string; section: string; position: number; text: string }[],
  units: readonly (UnitRow & { group: string })[],
): Promise<Uint8Array> {
  const t = words[locale]
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(t.sheet, { views: [{ state: 'frozen', xSplit: 2, ySplit: 2 }] })
  sheet.addRow([title]).font = { bold: true, size: 13 }
  sheet.addRow([
    t.unit,
    t.group,
    t.received,
    t.adopted,
    t.total,
    ...tasks.map((x) => `${x.section}.${x.position}`),
  ]).font = { bold: true }
  for (const unit of units) {
    const states = [...unit.cells].map((letter) => stateOf[letter])
    const given = states.filter((s) => s !== undefined)
    sheet.addRow([
      safe(unit.name),
      safe(unit.group),
      unit.receivedAt ? dayIn(unit.receivedAt) : '',
      unit.adoptedAt ? dayIn(unit.adoptedAt) : '',
      `${given.filter((s) => s !== 'open' && s !== 'doing' && s !== 'overdue').length}/${given.length}`,
      ...states.map((s) => (s === undefined ? t.none : t[s])),
    ])
  }
  sheet.getColumn(1).width = 42
  sheet.getColumn(2).width = 30
  const list = book.addWorksheet(t.tasks)
  list.addRow([t.code, t.text]).font = { bold: true }
  for (const x of tasks) list.addRow([`${x.section}.${x.position}`, safe(x.text)])
  list.getColumn(2).width = 120
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** A text that begins like a formula stays a text in whatever program opens the file. */
function safe(text: string): string {
  return /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text
}

function dayIn(at: Date): string {
  return new Intl.DateTimeFormat('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(at)
}
