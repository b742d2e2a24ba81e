import type { Column } from './columns.ts'

export const unitColumns = {
  code: {
    heading: { vi: 'Mã đơn vị', en: 'Unit code' },
    also: ['Mã', 'Mã trường', 'Mã định danh', 'Code'],
    required: true,
    hint: { vi: 'Không trùng với đơn vị khác', en: 'No other unit has it' },
    example: '79000701',
  },
  name: {
    heading: { vi: 'Tên đơn vị', en: 'Name of the unit' },
    also: ['Tên', 'Tên trường', 'Tên đầy đủ', 'Name'],
    required: true,
    hint: { vi: 'Tên đầy đủ', en: 'The full name, in Vietnamese' },
    example: 'Trường THCS Ví Dụ',
  },
  shortName: {
    heading: { vi: 'Tên ngắn', en: 'Short name' },
    also: ['Tên viết tắt'],
    hint: { vi: 'Hiện trong danh sách', en: 'Shown in lists' },
    example: 'THCS Ví Dụ',
  },
  kind: {
    heading: { vi: 'Loại đơn vị', en: 'Kind of unit' },
    also: ['Loại', 'Kind'],
    hint: {
      vi: 'Trường, Trung tâm, UBND cấp xã, Phòng VH-XH, Sở, UBND cấp huyện, Phòng GD&ĐT; bỏ trống là Trường',
      en: 'School, Centre, Commune committee, Culture division, Department, District committee, District office; empty means School',
    },
    example: 'Trường',
  },
  level: {
    heading: { vi: 'Cấp học', en: 'Level' },
    also: ['Cấp'],
    hint: {
      vi: 'MN, TH, THCS, THPT, TH-THCS, THCS-THPT, TH-THCS-THPT, GDTX',
      en: 'Of a school or centre: MN, TH, THCS, THPT, TH-THCS, THCS-THPT, TH-THCS-THPT, GDTX',
    },
    example: 'THCS',
  },
  superior: {
    heading: { vi: 'Mã đơn vị trực thuộc', en: 'Code of its superior' },
    also: ['Trực thuộc', 'Mã cấp trên', 'Superior'],
    required: true,
    hint: {
      vi: 'MN, TH, THCS: UBND cấp xã; THPT, GDTX: Sở',
      en: 'MN, TH, THCS: the commune’s committee; THPT, GDTX: the department',
    },
    example: '26890',
  },
  professional: {
    heading: { vi: 'Mã đơn vị quản lý chuyên môn', en: 'Code of who guides it professionally' },
    also: ['Quản lý chuyên môn', 'Guided by'],
    hint: { vi: 'Thường là Sở', en: 'Mostly the department' },
    example: '79-sgddt',
  },
  from: {
    heading: { vi: 'Ngày thành lập', en: 'First day' },
    also: ['Từ ngày', 'From'],
    hint: { vi: 'ngày/tháng/năm', en: 'day/month/year' },
    example: '01/07/2025',
  },
  to: {
    heading: { vi: 'Ngày chấm dứt', en: 'Last day' },
    also: ['Đến ngày', 'Ngày kết thúc', 'To'],
    hint: {
      vi: 'ngày/tháng/năm, ngày cuối hoạt động; bỏ trống khi đơn vị đang hoạt động',
      en: 'day/month/year, the last day of activity; empty while the unit is active',
    },
    example: '',
  },
  successor: {
    heading: { vi: 'Mã đơn vị kế thừa', en: 'Code of its successor' },
    also: ['Kế thừa', 'Mã đơn vị kế tục', 'Successor'],
    hint: {
      vi: 'Chỉ của đơn vị đã chấm dứt; nhiều đơn vị kế thừa thì ghi các mã cách nhau bằng dấu chấm phẩy',
      en: 'Only of a unit that ended; several successors are separated by semicolons',
    },
    example: '',
  },
  symbol: {
    heading: { vi: 'Ký hiệu văn bản', en: 'Symbol on papers' },
    also: ['Ký hiệu', 'Symbol'],
    hint: {
      vi: 'Như trong số văn bản; bỏ trống thì đặt theo tên',
      en: 'As in document numbers; made from the name where it is empty',
    },
    example: 'THCS.VD',
  },
} satisfies Record<string, Column>
export type UnitColumn = keyof typeof unitColumns

/** Kinds of unit an import brings, with the names people write. */
export const kindNames = {
  school: ['Trường', 'Trường học'],
  centre: ['Trung tâm', 'Trung tâm GDTX', 'Center'],
  'commune-committee': [
    'UBND cấp xã',
    'UBND phường',
    'UBND xã',
    'UBND đặc khu',
    'Ủy ban nhân dân cấp xã',
    'Commune committee',
  ],
  'culture-social-division': ['Phòng VH-XH', 'Phòng Văn hóa - Xã hội', 'Culture division'],
  department: ['Sở', 'Sở GD&ĐT', 'Sở Giáo dục và Đào tạo'],
  'district-committee': [
    'UBND cấp huyện',
    'UBND quận',
    'UBND huyện',
    'UBND thị xã',
    'UBND thành phố thuộc tỉnh',
    'Ủy ban nhân dân cấp huyện',
    'District committee',
  ],
  'district-office': ['Phòng GD&ĐT', 'Phòng Giáo dục và Đào tạo', 'District office'],
} as const
export type ImportedKind = keyof typeof kindNames
export const levelNames = {
  MN: ['Mầm non', 'Mẫu giáo', 'Nhà trẻ'],
  TH: ['Tiểu học'],
  THCS: ['Trung học cơ sở'],
  THPT: ['Trung học phổ thông'],
  'TH-THCS': ['TH&THCS', 'Tiểu học và Trung học cơ sở'],
  'THCS-THPT': ['THCS&THPT', 'Trung học cơ sở và Trung học phổ thông'],
  'TH-THCS-THPT': ['TH&THCS&THPT', 'Phổ thông nhiều cấp'],
  GDTX: ['Giáo dục thường xuyên', 'GDNN-GDTX'],
} as const
