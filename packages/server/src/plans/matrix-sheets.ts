import type { Sheet } from '../platform/workbook.ts'
import type { UnitRow } from './coverage-queries.ts'

const words = {
  vi: {
    open: 'Chưa làm',
    doing: 'Đang làm',
    done: 'Xong',
    nothing: 'Không phát sinh',
    'out-of-scope': 'Không thuộc phạm vi',
    overdue: 'Quá hạn',
    unit: 'Đơn vị',
    group: 'Xã, phường',
    received: 'Đã nhận',
    adopted: 'Đã ban hành kế hoạch',
    sheet: 'Tiến độ',
    tasks: 'Nhiệm vụ',
    code: 'Mục',
    text: 'Nội dung',
    total: 'Đã trả lời / được giao',
  },
  en: {
    open: 'Open',
    doing: 'In progress',
    done: 'Done',
    nothing: 'Nothing to report',
    'out-of-scope': 'Out of scope',
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

const stateOf: Record<string, keyof (typeof words)['vi']> = {
  o: 'open',
  l: 'overdue',
  p: 'doing',
  d: 'done',
  n: 'nothing',
  s: 'out-of-scope',
}

/** The matrix as the screen shows it: units down, tasks across, the tasks' texts on a second sheet. */
export function matrixSheets(
  locale: 'vi' | 'en',
  title: string,
  tasks: readonly { id: string; section: string; position: number; text: string }[],
  units: readonly (UnitRow & { group: string })[],
): Sheet[] {
  const t = words[locale]
  const code = (task: { section: string; position: number }) => `${task.section}.${task.position}`
  return [
    {
      name: t.sheet,
      title,
      heads: [t.unit, t.group, t.received, t.adopted, t.total, ...tasks.map(code)],
      columns: [{ width: 42 }, { width: 30 }],
      frozenColumns: 2,
      words: Object.fromEntries(Object.entries(stateOf).map(([letter, state]) => [letter, t[state]])),
      rows: units.map((unit) => ({
        cells: [
          unit.name,
          unit.group,
          unit.receivedAt ? dayIn(unit.receivedAt) : '',
          unit.adoptedAt ? dayIn(unit.adoptedAt) : '',
          `${unit.cells.replace(/[^dns]/g, '').length}/${unit.cells.replaceAll('-', '').length}`,
        ],
        marks: unit.cells,
      })),
    },
    {
      name: t.tasks,
      heads: [t.code, t.text],
      columns: [{}, { width: 120 }],
      rows: tasks.map((task) => ({ cells: [code(task), task.text] })),
    },
  ]
}

const day = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})

function dayIn(at: Date): string {
  return day.format(at)
}
