/**
 * Words of a higher level and what a unit writes in their place when it makes a superior's plan its own. Data only: the
 * wording of a draft changes by these rows and by nothing else, and every change is shown as a tracked one.
 *
 * `{area}` stands for the kind of commune-level unit (phường, xã, đặc khu) of the unit that writes.
 * `to: null` keeps a phrase that would otherwise be caught by a shorter row. `place`: says where something is, and stays where it
 * says so of a phrase kept.
 */
export interface Substitution {
  from: string
  to: string | null
  place?: true
  when: {
    /** Left out: whatever the superior is, a unit of one's own kind included. */
    superiorKind?: readonly string[]
    unitKind?: readonly string[]
    level?: readonly string[]
  }
  /** Why; with the place in a real document where the wording is found. */
  note: string
}

/** Bodies whose words are a higher level's: what another school writes in its plan is the words of one's own level. */
const above = [
  'ministry',
  'department',
  'provincial-committee',
  'commune-committee',
  'culture-social-division',
  'district-committee',
  'district-office',
] as const
const school = { superiorKind: above, unitKind: ['school'] } as const
const centre = { superiorKind: above, unitKind: ['centre'] } as const
const educates = { unitKind: ['school', 'centre'] } as const
const commune = { superiorKind: ['department', 'provincial-committee'], unitKind: ['commune-committee'] } as const

const foreign = 'nói về đối tác, không phải đơn vị mình'
const own = 'các đơn vị dưới quyền cấp trên → đơn vị mình'
const place = 'địa bàn của cấp trên → nơi đơn vị làm việc'
const inside = 'các đơn vị dưới quyền cấp trên → các bộ phận của đơn vị mình'

export const substitutions: readonly Substitution[] = [
  // phrases to keep: partners and other bodies
  ...[
    'các cơ sở giáo dục nước ngoài',
    'các cơ sở giáo dục của nước ngoài',
    'các cơ sở giáo dục tiên tiến',
    'các cơ sở giáo dục, đào tạo của nước ngoài',
    'các cơ sở giáo dục đào tạo của nước ngoài',
    'các cơ sở giáo dục có yếu tố nước ngoài',
    'các cơ sở giáo dục có vốn đầu tư nước ngoài',
    'các cơ sở, trung tâm ngoại ngữ',
    'các trung tâm ngoại ngữ',
    'trung tâm ngoại ngữ',
    'các cơ sở giáo dục đại học',
    'các cơ sở giáo dục quốc tế',
    'các cơ sở giáo dục và tổ chức quốc tế',
    'các cơ sở giáo dục, tổ chức giáo dục và đối tác quốc tế',
    'các cơ sở giáo dục, tổ chức quốc tế',
  ].map((from) => ({ from, to: null, when: educates, note: foreign })),

  // phrases to keep: other schools, named by their level
  ...['mầm non', 'phổ thông', 'thường xuyên', 'nghề nghiệp'].map((level) => ({
    from: `các cơ sở giáo dục ${level}`,
    to: null,
    when: educates,
    note: 'nói về mọi cơ sở của một cấp học, không phải riêng đơn vị mình',
  })),
  ...['mầm non', 'tiểu học', 'trung học', 'trung học cơ sở', 'trung học phổ thông'].flatMap((level) =>
    ['các trường', 'chỉ đạo các trường', 'mỗi trường'].map((phrase) => ({
      from: `${phrase} ${level}`,
      to: null,
      when: school,
      note: 'nói về các trường của một cấp học, không phải riêng đơn vị mình',
    })),
  ),

  // schools
  { from: 'mỗi trường', to: 'nhà trường', when: school, note: own },
  { from: 'ở mỗi đơn vị', to: 'ở mỗi tổ, bộ phận', when: school, note: inside },
  { from: 'thủ trưởng đơn vị', to: 'hiệu trưởng', when: school, note: own },
  { from: 'giáo viên các cấp học', to: 'giáo viên', when: school, note: own },
  {
    from: 'cổng thông tin điện tử của Sở',
    to: 'trang thông tin điện tử của nhà trường',
    when: school,
    note: 'nơi đăng tin của cấp trên → của đơn vị mình',
  },
  { from: 'các cơ sở giáo dục', to: 'nhà trường', when: school, note: own },
  { from: 'các cơ sở giáo dục trên địa bàn', to: 'nhà trường', when: school, note: own },
  { from: 'các cơ sở giáo dục trên địa bàn Thành phố', to: 'nhà trường', when: school, note: own },
  { from: 'các cơ sở giáo dục trên địa bàn Thành phố Hồ Chí Minh', to: 'nhà trường', when: school, note: own },
  { from: 'các cơ sở giáo dục trên địa bàn tỉnh', to: 'nhà trường', when: school, note: own },
  { from: 'các cơ sở giáo dục của Thành phố', to: 'nhà trường', when: school, note: `${own} (86/KH-THCS.NVT, II.5)` },
  { from: 'các cơ sở giáo dục của Thành phố Hồ Chí Minh', to: 'nhà trường', when: school, note: own },
  { from: 'các cơ sở giáo dục trên địa bàn phường', to: 'nhà trường', when: school, note: own },
  { from: 'các cơ sở giáo dục trên địa bàn xã', to: 'nhà trường', when: school, note: own },
  { from: 'các cơ sở giáo dục trực thuộc', to: 'nhà trường', when: school, note: own },
  { from: 'các đơn vị, cơ sở giáo dục', to: 'nhà trường', when: school, note: own },
  { from: 'các đơn vị, trường học', to: 'nhà trường', when: school, note: own },
  { from: 'các trường học', to: 'nhà trường', when: school, note: own },
  { from: 'các trường học trên địa bàn', to: 'nhà trường', when: school, note: own },
  { from: 'các trường trên địa bàn', to: 'nhà trường', when: school, note: own },
  { from: 'thủ trưởng các cơ sở giáo dục', to: 'hiệu trưởng', when: school, note: own },
  { from: 'thủ trưởng các đơn vị', to: 'hiệu trưởng', when: school, note: own },
  { from: 'hiệu trưởng các trường', to: 'hiệu trưởng', when: school, note: own },
  { from: 'chỉ đạo các trường', to: 'chỉ đạo các tổ chuyên môn', when: school, note: inside },
  { from: 'chỉ đạo các cơ sở giáo dục', to: 'chỉ đạo các tổ, bộ phận', when: school, note: inside },
  {
    from: 'chỉ đạo, hướng dẫn các cơ sở giáo dục',
    to: 'chỉ đạo, hướng dẫn các tổ, bộ phận',
    when: school,
    note: inside,
  },
  { from: 'hướng dẫn các cơ sở giáo dục', to: 'hướng dẫn các tổ, bộ phận', when: school, note: inside },
  {
    from: 'hướng dẫn, kiểm tra các cơ sở giáo dục',
    to: 'hướng dẫn, kiểm tra các tổ, bộ phận',
    when: school,
    note: inside,
  },
  { from: 'các đơn vị trực thuộc', to: 'các tổ, bộ phận', when: school, note: inside },
  { from: 'các phòng chuyên môn', to: 'các tổ chuyên môn', when: school, note: inside },
  { from: 'các phòng chuyên môn, nghiệp vụ', to: 'các tổ chuyên môn', when: school, note: inside },
  {
    from: 'trên địa bàn Thành phố',
    to: 'tại nhà trường',
    place: true,
    when: school,
    note: `${place} (86/KH-THCS.NVT, II.3)`,
  },
  { from: 'trên địa bàn Thành phố Hồ Chí Minh', to: 'tại nhà trường', place: true, when: school, note: place },
  { from: 'trên địa bàn tỉnh', to: 'tại nhà trường', place: true, when: school, note: place },
  ...['huyện', 'thị xã', 'quận'].map((area) => ({
    from: `trên địa bàn ${area}`,
    to: 'tại nhà trường',
    place: true as const,
    when: school,
    note: `${place}; cấp huyện có đến 30/6/2025`,
  })),
  { from: 'trên địa bàn phường', to: 'tại nhà trường', place: true, when: school, note: place },
  { from: 'trên địa bàn xã', to: 'tại nhà trường', place: true, when: school, note: place },
  ...['GDĐT', 'GD&ĐT', 'Giáo dục', 'giáo dục', 'Giáo dục và Đào tạo'].map((sector) => ({
    from: `trong toàn ngành ${sector}`,
    to: 'trong nhà trường',
    when: school,
    note: place,
  })),
  { from: 'trong toàn ngành', to: 'trong nhà trường', when: school, note: place },
  { from: 'trong toàn Ngành', to: 'trong nhà trường', when: school, note: place },
  {
    from: 'cán bộ, công chức, viên chức, người lao động',
    to: 'cán bộ, viên chức, người lao động',
    when: educates,
    note: 'trường học không có công chức (86/KH-THCS.NVT, I.2)',
  },
  {
    from: 'cán bộ, công chức, viên chức và người lao động',
    to: 'cán bộ, viên chức và người lao động',
    when: educates,
    note: 'trường học không có công chức (86/KH-THCS.NVT, II.6)',
  },

  // kindergartens teach children, continuing education teaches learners
  ...['cha mẹ học sinh', 'phụ huynh học sinh'].map((from) => ({
    from,
    to: null,
    when: educates,
    note: 'tên gọi chung ở mọi cấp học: Ban đại diện cha mẹ học sinh',
  })),
  {
    from: 'học sinh',
    to: 'trẻ',
    when: { unitKind: ['school'], level: ['MN'] },
    note: 'mầm non có trẻ, không có học sinh',
  },
  {
    from: 'học sinh',
    to: 'học viên',
    when: { unitKind: ['centre'], level: ['GDTX'] },
    note: 'người học của trung tâm',
  },

  // centres
  { from: 'các cơ sở giáo dục', to: 'trung tâm', when: centre, note: own },
  { from: 'các cơ sở giáo dục trên địa bàn Thành phố', to: 'trung tâm', when: centre, note: own },
  { from: 'các đơn vị, trường học', to: 'trung tâm', when: centre, note: own },
  { from: 'các trường học', to: 'trung tâm', when: centre, note: own },
  { from: 'thủ trưởng các đơn vị', to: 'giám đốc trung tâm', when: centre, note: own },
  { from: 'trên địa bàn Thành phố', to: 'tại trung tâm', place: true, when: centre, note: place },
  { from: 'trên địa bàn Thành phố Hồ Chí Minh', to: 'tại trung tâm', place: true, when: centre, note: place },
  { from: 'các phòng chuyên môn', to: 'các tổ chuyên môn', when: centre, note: inside },

  // commune-level people's committees
  { from: 'trên địa bàn Thành phố', to: 'trên địa bàn {area}', when: commune, note: place },
  { from: 'trên địa bàn Thành phố Hồ Chí Minh', to: 'trên địa bàn {area}', when: commune, note: place },
  { from: 'trên địa bàn tỉnh', to: 'trên địa bàn {area}', when: commune, note: place },
  {
    from: 'Ủy ban nhân dân các phường, xã, đặc khu',
    to: 'Ủy ban nhân dân {area}',
    when: commune,
    note: own,
  },
  { from: 'UBND các phường, xã, đặc khu', to: 'UBND {area}', when: commune, note: own },
  {
    from: 'các cơ sở giáo dục trực thuộc',
    to: 'các trường mầm non, tiểu học, trung học cơ sở trên địa bàn {area}',
    when: commune,
    note: 'UBND cấp xã quản lý trường mầm non, tiểu học, THCS',
  },
]

/** The rows that hold for a unit of this kind under a superior of that kind, its own words filled in. */
export function substitutionsFor(unit: {
  kind: string
  level: string | null
  /** null where it is not known: then it counts as standing above */
  superiorKind: string | null
  /** phường, xã or đặc khu; null leaves out the rows that need it */
  area: string | null
}): { from: string; to: string | null; place?: true }[] {
  const holds = (list: readonly string[] | undefined, value: string | null) =>
    list === undefined || (value !== null && list.includes(value))
  return substitutions
    .filter(
      (row) =>
        (unit.superiorKind === null || holds(row.when.superiorKind, unit.superiorKind)) &&
        holds(row.when.unitKind, unit.kind) &&
        holds(row.when.level, unit.level) &&
        (unit.area !== null || !row.to?.includes('{area}')),
    )
    .map((row) => ({
      from: row.from,
      to: row.to?.replaceAll('{area}', unit.area ?? '') ?? null,
      ...(row.place ? { place: row.place } : {}),
    }))
}
