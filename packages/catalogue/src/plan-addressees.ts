import type { UnitKind } from './unit-kinds.ts'

/**
 * Whom a plan's task is for, by the words its assignee or the heading above it begins with. A proposal only: a cascade gives a task
 * by default to the kinds of unit it addresses, and whoever gives it out or drafts from it changes that. The first row that
 * matches wins; words are compared without accents and capitals.
 */
export interface AddresseeRow {
  words: readonly string[]
  /** Kinds of unit meant: none for the offices of the issuing body itself, `everyone` for all. */
  to: readonly UnitKind[] | 'everyone'
}

const communes = ['commune-committee', 'culture-social-division'] as const
const schools = ['school', 'centre'] as const

export const addresseeRows: readonly AddresseeRow[] = [
  { words: ['các đơn vị', 'các cơ quan, đơn vị', 'thủ trưởng các đơn vị', 'thủ trưởng đơn vị'], to: 'everyone' },
  {
    words: [
      'ủy ban nhân dân các phường',
      'ủy ban nhân dân phường',
      'ủy ban nhân dân các xã',
      'ủy ban nhân dân xã',
      'ủy ban nhân dân cấp xã',
      'ủy ban nhân dân đặc khu',
      'UBND các phường',
      'UBND phường',
      'UBND các xã',
      'UBND xã',
      'UBND cấp xã',
      'UBND đặc khu',
      'phòng văn hóa - xã hội',
      'phòng VH-XH',
    ],
    to: communes,
  },
  {
    words: [
      'cơ sở giáo dục',
      'các cơ sở giáo dục',
      'các trường',
      'đối với các trường',
      'đối với các cơ sở giáo dục',
      'nhà trường',
      'trường mầm non',
      'trường tiểu học',
      'trường trung học',
      'trường THCS',
      'trường THPT',
      'trung tâm',
      'các trung tâm',
      'hiệu trưởng',
      'thủ trưởng các cơ sở giáo dục',
      'thủ trưởng cơ sở giáo dục',
      'giáo viên',
    ],
    to: schools,
  },
  {
    words: [
      'văn phòng',
      'phòng',
      'các phòng',
      'trưởng phòng',
      'trưởng các phòng',
      'chánh văn phòng',
      'thanh tra',
      'sở',
      'công đoàn ngành',
    ],
    to: [],
  },
]
