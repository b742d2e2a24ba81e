import { printedDay } from '../plans/index.ts'
import type { Sheet } from '../platform/workbook.ts'
import type { CompletenessRow } from './queries.ts'
import { printedMoment } from './words.ts'

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

/** Exactly the rows listed. */
export function reportsSheet(rows: Listed[], locale: 'vi' | 'en'): Sheet {
  return {
    name: locale === 'en' ? 'Reports' : 'Báo cáo',
    heads: heads[locale],
    columns: [38, 18, 60, 18, 12, 12, 12, 12, 14, 12].map((width) => ({ width })),
    rows: rows.map((row) => ({
      cells: [
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
      ],
    })),
  }
}

const completenessHeads = {
  vi: ['Đơn vị', 'Xã, phường', 'Hạn gửi', 'Ngày gửi', 'Tình hình'],
  en: ['Unit', 'Commune', 'Due', 'Sent', 'State'],
}
const completenessStates = {
  sent: { vi: 'Đúng hạn', en: 'On time' },
  late: { vi: 'Trễ hạn', en: 'Late' },
  missing: { vi: 'Quá hạn chưa gửi', en: 'Overdue, not sent' },
  waiting: { vi: 'Chưa đến hạn', en: 'Not due yet' },
}

/** Which units have reported, exactly the rows shown. */
export function completenessSheet(rows: CompletenessRow[], locale: 'vi' | 'en'): Sheet {
  return {
    name: locale === 'en' ? 'Who has reported' : 'Tình hình gửi báo cáo',
    heads: completenessHeads[locale],
    columns: [42, 34, 12, 12, 20].map((width) => ({ width })),
    rows: rows.map((row) => ({
      cells: [
        row.unitName,
        row.groupName ?? '',
        row.dueOn ? printedDay(row.dueOn) : '',
        row.sentAt ? printedMoment(row.sentAt) : '',
        completenessStates[row.state][locale],
      ],
    })),
  }
}
