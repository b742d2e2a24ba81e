import type { Role } from './rights.ts'

/**
 * Whom a task is proposed to, by the words of its assignee, its section or itself. A proposal only: the person who writes the
 * plan sees and changes it. The first row that matches wins; words are compared without accents and capitals.
 */
export interface OwnerRow {
  in: readonly ('assignee' | 'section' | 'text')[]
  words: readonly string[]
  role: Role
  unitKind?: readonly string[]
  /** A tổ whose name holds these words gets the task, where the unit has one. */
  part?: string
}

const educates = ['school', 'centre'] as const
const office = ['department', 'commune-committee', 'culture-social-division', 'provincial-committee'] as const

export const ownerRows: readonly OwnerRow[] = [
  { in: ['assignee'], words: ['phó hiệu trưởng', 'phó giám đốc', 'phó trưởng phòng', 'phó chủ tịch'], role: 'deputy' },
  { in: ['assignee'], words: ['văn thư', 'văn phòng'], role: 'clerk' },
  {
    in: ['assignee'],
    words: ['tổ trưởng', 'tổ chuyên môn', 'tổ ngoại ngữ', 'tổ tiếng Anh'],
    role: 'team-lead',
    part: 'ngoại ngữ',
  },
  { in: ['assignee'], words: ['giáo viên', 'giáo viên chủ nhiệm'], role: 'teacher' },
  {
    in: ['assignee'],
    words: ['hiệu trưởng', 'ban giám hiệu', 'giám đốc', 'chủ tịch', 'trưởng phòng', 'thủ trưởng'],
    role: 'head',
  },
  { in: ['assignee'], words: ['chuyên viên', 'phòng văn hóa - xã hội'], role: 'officer', unitKind: office },
  // what the first clause of the task asks for, then what its section is about
  {
    in: ['text'],
    words: [
      'dạy và học ngoại ngữ',
      'dạy học ngoại ngữ',
      'học ngoại ngữ',
      'môn ngoại ngữ',
      'năng lực ngoại ngữ',
      'tiếng Anh',
      'STEM',
      'bằng tiếng nước ngoài',
    ],
    role: 'team-lead',
    part: 'ngoại ngữ',
    unitKind: educates,
  },
  {
    in: ['text', 'section'],
    words: ['đoàn ra', 'đoàn vào', 'đi nước ngoài', 'người phát ngôn', 'quy chế phát ngôn', 'bảo vệ nền tảng tư tưởng'],
    role: 'head',
  },
  {
    in: ['text'],
    words: ['cổng thông tin điện tử', 'trang thông tin', 'website', 'lưu trữ', 'thống kê'],
    role: 'clerk',
    unitKind: educates,
  },
  { in: ['section', 'text'], words: [''], role: 'deputy', unitKind: educates },
  { in: ['section', 'text'], words: [''], role: 'officer' },
]
