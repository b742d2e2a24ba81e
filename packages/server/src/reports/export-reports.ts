import { printedDay, printedMoment } from './words.ts'

interface Listed {
  unitName: string
  planNumber: string | null
  title: string | null
  number: string | null
  periodFrom: string
  periodTo: string
  dueOn: string | null
  sentAt: Date | null
  state: string
  timing: 'on-time' | 'late' | null
}

const heads = {
  vi: [
    'Đơn vị',
    'Kế hoạch',
    'Trích yếu',
    'Số, ký hiệu',
    'Từ ngày',
    'Đến ngày',
    'Hạn gửi',
    'Ngày gửi',
    'Trạng thái',
    'Đúng hạn',
  ],
  en: ['Unit', 'Plan', 'Title', 'Number', 'From', 'To', 'Due', 'Sent', 'State', 'On time'],
}
const states: Record<string, { vi: string; en: string }> = {
  draft: { vi: 'Đang soạn', en: 'Draft' },
  submitted: { vi: 'Đã trình', en: 'Submitted' },
  returned: { vi: 'Trả lại', en: 'Returned' },
  approved: { vi: 'Đã duyệt', en: 'Approved' },
  issued: { vi: 'Đã gửi', en: 'Sent' },
  ended: { vi: 'Đã kết thúc', en: 'Ended' },
}
const timings = { 'on-time': { vi: 'Đúng hạn', en: 'On time' }, late: { vi: 'Trễ hạn', en: 'Late' } }

/** Exactly the rows listed, as a workbook. */
export async function exportReports(rows: Listed[], locale: 'vi' | 'en'): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  const sheet = book.addWorksheet(locale === 'en' ? 'Reports' : 'Báo cáo', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow(heads[locale]).font = { bold: true }
  for (const row of rows)
    sheet.addRow([
      row.unitName,
      row.planNumber ?? '',
      row.title ?? '',
      row.number ?? '',
      printedDay(row.periodFrom),
      printedDay(row.periodTo),
      row.dueOn ? printedDay(row.dueOn) : '',
      row.sentAt ? printedMoment(row.sentAt) : '',
      states[row.state]?.[locale] ?? row.state,
      row.timing ? timings[row.timing][locale] : '',
    ])
  const widths = [38, 18, 60, 18, 12, 12, 12, 12, 14, 12]
  for (const [i, width] of widths.entries()) sheet.getColumn(i + 1).width = width
  return Buffer.from(await book.xlsx.writeBuffer())
}
