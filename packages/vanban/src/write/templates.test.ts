import { describe, expect, test } from 'vitest'
import { parse, readText } from '../index.ts'
import {
  checkTemplate,
  checkValues,
  DOCUMENT_KINDS,
  fillTemplate,
  findGaps,
  isTemplate,
  TEMPLATES,
  templatesOf,
  writeDocx,
  writePdf,
  writeText,
} from './index.ts'

const unit = {
  unit: 'Trường THCS Gió Mới',
  superiorLines: ['Ủy ban nhân dân', 'phường Hạnh Thông'],
  issuerLines: ['Trường THCS Gió Mới'],
  place: 'Hạnh Thông',
  symbol: 'THCS.GM',
  number: '12',
  date: '2026-05-04',
  year: '2026',
  office: 'VP',
  head: 'Hiệu trưởng',
  position: 'Hiệu trưởng',
  signer: 'Huỳnh Minh Triết',
}

describe.each(TEMPLATES.map((template) => [template.id, template] as const))('the template %s', (_, template) => {
  const document = fillTemplate(template, unit)

  test('is a template, also after it was stored as JSON', () => {
    expect(checkTemplate(JSON.parse(JSON.stringify(template)))).toEqual([])
  })

  test('prints in every format', async () => {
    expect((await writeDocx(document)).length).toBeGreaterThan(5000)
    expect((await writePdf(document)).length).toBeGreaterThan(5000)
  })

  test('leaves no field name in print', () => {
    expect(writeText(document)).not.toMatch(/[{}]/u)
  })

  test.skipIf(template.number === null)('is read as what it is', () => {
    const parsed = parse(readText(writeText(document)))
    expect(parsed).toMatchObject({
      kind: template.kind ?? 'Công văn',
      number: document.number,
      issuer: 'TRƯỜNG THCS GIÓ MỚI',
      date: '2026-05-04',
    })
  })
})

test('every kind of điều 7 has a template with a Vietnamese and an English name', () => {
  expect(DOCUMENT_KINDS).toHaveLength(29)
  for (const { kind } of DOCUMENT_KINDS) expect(templatesOf(kind).length, String(kind)).toBeGreaterThan(0)
  expect(new Set(TEMPLATES.map(({ id }) => id)).size).toBe(TEMPLATES.length)
  expect(templatesOf('Quyết định').map(({ name }) => name.en)).toEqual(['Decision', 'Decision issuing a statute'])
})

describe('filling a template', () => {
  const [plan] = templatesOf('Kế hoạch')
  const [invitation] = templatesOf('Giấy mời')

  test('puts the values in the words of a document', () => {
    const values = { ...unit, guest: 'Bà Lê Thị Hoa', subject: 'Hội nghị tổng kết', time: '08:30', day: '2026-06-02' }
    const texts = fillTemplate(invitation!, values).blocks.map((block) => ('text' in block ? block.text : ''))
    expect(texts.slice(0, 2)).toEqual([
      'Trường THCS Gió Mới trân trọng kính mời: Bà Lê Thị Hoa.',
      'Tới dự: Hội nghị tổng kết.',
    ])
    expect(texts[3]).toBe('Thời gian: 08 giờ 30, ngày 02 tháng 6 năm 2026.')
  })

  test('makes one item of each line of a list', () => {
    const document = fillTemplate(plan!, {
      ...unit,
      tasks: ['Mở câu lạc bộ.', 'Báo cáo kết quả.'],
      bases: ['Căn cứ Luật Giáo dục'],
    })
    const section = document.blocks.findIndex((block) => block.type === 'heading' && block.label === 'II')
    expect(document.blocks.slice(section + 1, section + 3)).toEqual([
      { type: 'item', depth: 0, label: null, text: 'Mở câu lạc bộ.' },
      { type: 'item', depth: 0, label: null, text: 'Báo cáo kết quả.' },
    ])
    expect(document.legalBases).toEqual(['Căn cứ Luật Giáo dục'])
  })

  test('leaves number and day blank until the register gives them', () => {
    const { number, date, draft } = fillTemplate(plan!, { ...unit, number: '', date: '' })
    expect([number, date, draft]).toEqual(['/KH-THCS.GM', null, true])
  })

  test('leaves a gap where nothing is known, and finds it again', () => {
    const document = fillTemplate(plan!, { ...unit, subject: 'hội nhập quốc tế', bases: ['Căn cứ Luật Giáo dục'] })
    const gaps = findGaps(document)
    const tasks = document.blocks.findIndex((block) => block.type === 'heading' && block.label === 'II') + 1
    expect(gaps).toContainEqual({ path: `blocks.${tasks}.text`, start: 0, end: 1 })
    expect(gaps).toContainEqual({ path: 'recipients.0', start: 0, end: 1 })
    expect(gaps.some(({ path }) => path === 'title')).toBe(false)
    expect(findGaps({ ...document, blocks: [], recipients: [] })).toEqual([])
  })
})

describe('checking values', () => {
  const [invitation] = templatesOf('Giấy mời')

  test('says which does not fit its field', () => {
    const problems = checkValues(invitation!, {
      day: '2026-02-30',
      time: '8 giờ',
      guest: ['An'],
      hall: 'A1',
      subject: '',
    })
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ['day', 'unfit'],
      ['time', 'unfit'],
      ['guest', 'unfit'],
      ['hall', 'unknown-field'],
    ])
    expect(problems[0]!.vi).toBe('Ngày: phải là ngày có thật, viết theo dạng năm-tháng-ngày (2026-02-09).')
    expect(checkValues(invitation!, { ...unit, day: '2026-02-28', time: '08:30' })).toEqual([])
  })
})

describe('checking an edited template', () => {
  const [decision] = templatesOf('Quyết định')
  const codes = (edited: unknown) => checkTemplate(edited).map(({ path, code }) => `${path} ${code}`)

  test.each([
    ['no object at all', 'Quyết định', [' unfit']],
    ['a field nobody declared', { ...decision, title: 'Về {việc} {thing}' }, ['title unknown-field', 'title brace']],
    ['a kind of no decree', { ...decision, kind: 'Thông điệp' }, ['kind unknown-kind']],
    ['a decision of nobody', { ...decision, enactor: undefined }, ['enactor missing']],
    ['an empty body', { ...decision, blocks: [] }, ['blocks missing']],
    [
      'a heading without words',
      { ...decision, blocks: [{ type: 'heading', level: 1, label: 'I', title: ' ' }] },
      ['blocks.0.title missing'],
    ],
    [
      'a row wider than its head',
      { ...decision, blocks: [{ type: 'table', head: ['STT'], rows: [['1', '2']] }] },
      ['blocks.0.rows.0 form'],
    ],
    ['a block of no type', { ...decision, blocks: [{ type: 'picture' }] }, ['blocks.0.type unfit']],
    [
      'a field that stands already',
      { ...decision, fields: [{ name: 'unit', type: 'text', vi: 'Đơn vị', en: 'Unit' }], title: '…' },
      ['fields.0.name field-twice'],
    ],
    ['recipients without Lưu', { ...decision, recipients: ['Như Điều 3'] }, ['recipients.0 form']],
    ['a text without end', { ...decision, title: 'a'.repeat(6000) }, ['title too-long']],
  ])('finds %s', (_, edited, expected) => {
    expect(codes(edited)).toEqual(expected)
    expect(isTemplate(edited)).toBe(false)
  })

  test('speaks in sentences, in both languages', () => {
    for (const problem of checkTemplate({ ...decision, kind: 1, title: '{', recipients: 'x', blocks: [null] })) {
      expect(problem.vi).toMatch(/^\p{Lu}.*\.$/u)
      expect(problem.en).toMatch(/^\p{Lu}.*\.$/u)
    }
  })
})
