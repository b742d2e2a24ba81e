import { check, parse, readFile, type WrittenDocument, writeDocx, writePdf } from '@banggiao/vanban'
import { expect, test } from 'vitest'
import { annexReference, assignmentAnnex } from './assignment-annex.ts'

const nobody = { section: 'I', ownerRole: null, ownerPersonName: null, ownerPartName: null, dueOn: null }
const tasks = [
  {
    ...nobody,
    section: 'II.1',
    text: 'Tổ chức tuyên truyền về hội nhập quốc tế đến toàn thể viên chức. Lồng ghép trong sinh hoạt tổ.',
    ownerPersonName: 'Đỗ Phương Hòa',
    ownerPartName: 'Tổ Ngoại ngữ',
    dueOn: '2026-04-30',
  },
  { ...nobody, section: 'II.2', text: 'Rà soát hồ sơ đoàn ra, đoàn vào.', ownerRole: 'deputy', dueOn: '2026-02-05' },
  { ...nobody, text: 'Nâng cao chất lượng dạy và học ngoại ngữ.' },
]

test('who carries out each task by when, the task by its first sentence', () => {
  const [table] = assignmentAnnex(tasks)!.blocks
  expect(table).toMatchObject({
    rows: [
      [
        '1',
        'II.1',
        'Tổ chức tuyên truyền về hội nhập quốc tế đến toàn thể viên chức',
        'Đỗ Phương Hòa (Tổ Ngoại ngữ)',
        '30/4/2026',
      ],
      ['2', 'II.2', 'Rà soát hồ sơ đoàn ra, đoàn vào', 'Phó thủ trưởng', '05/02/2026'],
      ['3', 'I', 'Nâng cao chất lượng dạy và học ngoại ngữ', '', ''],
    ],
  })
})

test('a long task is named by its first words, up to where a clause ends', () => {
  const named = (text: string) =>
    (assignmentAnnex([{ ...nobody, text, dueOn: '2026-04-30' }])!.blocks[0] as { rows: string[][] }).rows[0]![2]
  expect(
    named(
      'Tiếp tục quán triệt Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị, Kế hoạch của Thành phố về hội nhập quốc tế trong tình hình mới.',
    ),
  ).toBe('Tiếp tục quán triệt Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị…')
  expect(named(`Nâng cao chất lượng ${'dạy và học ngoại ngữ '.repeat(8)}`)).toMatch(
    /^Nâng cao .{90,110} (?:dạy|và|học|ngoại|ngữ)…$/u,
  )
})

test('a plan that names nobody and no day has none', () => {
  expect(assignmentAnnex([{ ...nobody, text: 'Rà soát hồ sơ.' }])).toBeNull()
})

test('a plan printed with it and read back has the tasks it had, and the annex as its table', async () => {
  const paper: WrittenDocument = {
    kind: 'Kế hoạch',
    number: '18/KH-THCS.GM',
    superiorLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG HẠNH THÔNG'],
    issuerLines: ['TRƯỜNG THCS GIÓ MỚI'],
    place: 'Hạnh Thông',
    date: '2026-03-16',
    title: 'Triển khai công tác đối ngoại và hội nhập quốc tế năm 2026',
    addressees: [],
    legalBases: ['Căn cứ Kế hoạch số 1876/KH-SGDĐT ngày 09 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo'],
    blocks: [
      { type: 'heading', level: 1, label: 'I', title: 'NỘI DUNG THỰC HIỆN' },
      ...tasks.map(({ text }) => ({ type: 'item', depth: 0, label: null, text }) as const),
      { type: 'paragraph', text: annexReference },
      {
        type: 'paragraph',
        text: 'Trên đây là Kế hoạch triển khai công tác đối ngoại năm 2026 của Trường THCS Gió Mới',
      },
    ],
    signer: { authority: [], position: 'HIỆU TRƯỞNG', name: 'Lê Thị Thu' },
    recipients: ['Sở GD&ĐT TP.HCM (để báo cáo)', 'Lưu: VT'],
    draft: false,
    annexes: [assignmentAnnex(tasks)!],
    issuerName: 'Trường THCS Gió Mới',
  }
  for (const [name, bytes] of [
    ['ke-hoach.docx', await writeDocx(paper)],
    ['ke-hoach.pdf', await writePdf(paper)],
  ] as const) {
    const source = await readFile(bytes, name)
    // III.1: the number and day of the plan, and who issued it
    expect(source.text, name).toMatch(
      /\(Kèm theo Kế hoạch số 18\/KH-THCS\.GM ngày 16 tháng 3 năm 2026\s+của\s+Trường\s+THCS\s+Gió\s+Mới\)/u,
    )
    const read = parse(source)
    expect(
      read.tasks.map(({ text }) => text),
      name,
    ).toEqual(tasks.map(({ text }) => text))
    expect(read.recipients, name).toHaveLength(2)
    expect(read.tables[0], name).toMatchObject({
      annex: expect.stringMatching(/^phụ lục$/iu),
      columns: ['ordinal', null, 'task', 'assignee', 'term'],
    })
    expect(read.tables[0]!.tasks[0], name).toMatchObject({ deadlines: [{ date: '2026-04-30' }] })
    expect(
      check(source, read).filter(({ severity }) => severity === 'error'),
      name,
    ).toEqual([])
  }
})
