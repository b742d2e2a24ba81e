import type { Role } from './rights.ts'

/**
 * The frame a unit's own plan is drafted in. Texts may hold {unit} (the unit's name in a sentence), {receiver} (the main
 * receiver of its report), {plan} ("Kế hoạch số … của …" in short), {title} (the title of this plan), {asks} ("đề nghị" and
 * "yêu cầu" with those under the unit who are asked so), {year} and {reportDate}.
 */
export interface PlanTemplate {
  unitKind: readonly string[]
  level?: readonly string[]
  opening: string
  /** Grounds that are no document, after the superior's plan. */
  bases: readonly string[]
  sections: readonly PlanTemplateSection[]
  closing: string
  recipients: readonly string[]
  /** Days between this unit's own report date and the superior's. */
  reportDaysBefore: number
}

export interface PlanTemplateSection {
  label: string
  title: string
  /** `aims`: the superior's section on aims and demands · `tasks`: the superior's tasks under their headings · `own`: as declared. */
  from: 'aims' | 'tasks' | 'own'
  /** Used where the superior's plan has nothing to take. */
  paragraphs?: readonly string[]
  /** Who does what, for `own`. */
  parts?: readonly {
    label: string
    title: string
    tasks: readonly { text: string; role: Role; due?: 'report' }[]
  }[]
}

const aims: PlanTemplateSection = {
  label: 'I',
  title: 'Mục đích, yêu cầu',
  from: 'aims',
  paragraphs: [
    'Triển khai kịp thời, đầy đủ các nhiệm vụ của {plan} phù hợp với điều kiện thực tế của {unit}.',
    'Phân công rõ người, rõ việc, rõ thời hạn; thực hiện đúng chế độ thông tin, báo cáo.',
  ],
}

export const planTemplates: readonly PlanTemplate[] = [
  {
    unitKind: ['school'],
    opening: '{unit} xây dựng {title} như sau:',
    bases: ['Căn cứ tình hình thực tế của nhà trường'],
    sections: [
      aims,
      { label: 'II', title: 'Nội dung thực hiện', from: 'tasks' },
      {
        label: 'III',
        title: 'Tổ chức thực hiện',
        from: 'own',
        parts: [
          {
            label: '1',
            title: 'Hiệu trưởng',
            tasks: [
              {
                text: 'Chỉ đạo, phân công và kiểm tra việc thực hiện Kế hoạch này; kịp thời giải quyết khó khăn, vướng mắc.',
                role: 'head',
              },
            ],
          },
          {
            label: '2',
            title: 'Phó Hiệu trưởng',
            tasks: [
              {
                text: 'Theo dõi tiến độ của các tổ, bộ phận; tổng hợp, tham mưu Hiệu trưởng báo cáo kết quả thực hiện gửi {receiver} trước ngày {reportDate}.',
                role: 'deputy',
                due: 'report',
              },
            ],
          },
          {
            label: '3',
            title: 'Tổ chuyên môn, bộ phận văn phòng',
            tasks: [
              {
                text: 'Cụ thể hóa nhiệm vụ được giao trong kế hoạch công tác của tổ; cập nhật kết quả và minh chứng đúng hạn.',
                role: 'team-lead',
              },
              {
                text: 'Công khai Kế hoạch trên trang thông tin điện tử và lưu trữ hồ sơ theo quy định.',
                role: 'clerk',
              },
            ],
          },
        ],
      },
    ],
    closing: 'Trên đây là {title}, đề nghị toàn thể cán bộ, giáo viên, nhân viên nghiêm túc tổ chức thực hiện',
    recipients: ['Ban Giám hiệu', '{parts}'],
    reportDaysBefore: 5,
  },
  {
    unitKind: ['centre'],
    opening: '{unit} xây dựng {title} như sau:',
    bases: ['Căn cứ tình hình thực tế của trung tâm'],
    sections: [
      aims,
      { label: 'II', title: 'Nội dung thực hiện', from: 'tasks' },
      {
        label: 'III',
        title: 'Tổ chức thực hiện',
        from: 'own',
        parts: [
          {
            label: '1',
            title: 'Giám đốc',
            tasks: [{ text: 'Chỉ đạo, phân công và kiểm tra việc thực hiện Kế hoạch này.', role: 'head' }],
          },
          {
            label: '2',
            title: 'Phó Giám đốc',
            tasks: [
              {
                text: 'Tổng hợp, báo cáo kết quả thực hiện gửi {receiver} trước ngày {reportDate}.',
                role: 'deputy',
                due: 'report',
              },
            ],
          },
        ],
      },
    ],
    closing: 'Trên đây là {title}, đề nghị toàn thể cán bộ, giáo viên, nhân viên nghiêm túc tổ chức thực hiện',
    recipients: ['Ban Giám đốc', '{parts}'],
    reportDaysBefore: 5,
  },
  {
    unitKind: ['commune-committee', 'culture-social-division', 'department', 'provincial-committee', 'district-office'],
    opening: '{unit} ban hành {title} như sau:',
    bases: [],
    sections: [
      aims,
      { label: 'II', title: 'Nội dung thực hiện', from: 'tasks' },
      {
        label: 'III',
        title: 'Tổ chức thực hiện',
        from: 'own',
        parts: [
          {
            label: '1',
            title: 'Bộ phận tham mưu',
            tasks: [
              {
                text: 'Theo dõi, đôn đốc các đơn vị thực hiện Kế hoạch; tổng hợp, báo cáo {receiver} trước ngày {reportDate}.',
                role: 'officer',
                due: 'report',
              },
            ],
          },
          {
            label: '2',
            title: 'Các cơ sở giáo dục',
            tasks: [
              {
                text: 'Căn cứ Kế hoạch này, xây dựng kế hoạch của đơn vị, tổ chức thực hiện và báo cáo kết quả đúng hạn.',
                role: 'officer',
              },
            ],
          },
        ],
      },
    ],
    closing: 'Trên đây là {title}; {asks} nghiêm túc triển khai thực hiện',
    recipients: ['Các cơ sở giáo dục trên địa bàn (để thực hiện)'],
    reportDaysBefore: 5,
  },
]

export function planTemplateFor(unit: { kind: string; level: string | null }): PlanTemplate {
  const found = planTemplates.find(
    (t) =>
      t.unitKind.includes(unit.kind) &&
      (t.level === undefined || (unit.level !== null && t.level.includes(unit.level))),
  )
  if (!found) throw new RangeError(`no plan template for a unit of kind ${unit.kind}`)
  return found
}
