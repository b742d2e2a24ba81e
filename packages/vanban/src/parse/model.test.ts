import { describe, expect, it } from 'vitest'
import type { SourceWord } from '../document.ts'
import { readText } from '../read/read-text.ts'
import { parse } from './parse.ts'
import { PROVINCE_PLAN } from './sample-documents.ts'

const read = (text: string) => parse(readText(text))

describe('a plan with everything a plan may hold', () => {
  const source = readText(PROVINCE_PLAN)
  const plan = parse(source)
  const shown = (at: { start: number; end: number } | null): string => (at ? source.text.slice(at.start, at.end) : '')

  it('has its aims as counts and shares, each in its section', () => {
    expect(plan.targets.map((t) => [t.section, t.comparator, t.value, t.to, t.unit, t.of])).toEqual([
      ['I.2', 'exactly', 100, null, '%', 'học sinh lớp 9'],
      ['I.2', 'at-least', 2, null, 'chuyên đề', null],
      ['I.2', 'at-least', 30, null, 'đoàn', null],
      ['I.2', 'more-than', 1200, null, 'giáo viên', null],
      ['I.2', 'between', 3, 5, 'thỏa thuận quốc tế', null],
    ])
    for (const target of plan.targets) expect(shown(target.at)).toBe(target.text)
  })

  it('has the quantities of its tasks', () => {
    expect(plan.tasks.flatMap((t) => (t.quantities ?? []).map((q) => q.text))).toEqual(['ít nhất 02 (hai) chuyên đề'])
  })

  it('gives terms without a day as data', () => {
    const terms = plan.tasks.flatMap((t) => t.deadlines.map((d) => d.term))
    expect(terms).toMatchObject([
      { kind: 'in', amount: 2, unit: 'quarter', year: 2026 },
      { kind: 'within', amount: 15, unit: 'day', workingDays: true, from: 'ngày kết thúc hoạt động' },
      { kind: 'every', unit: 'quarter', day: 15, month: 3 },
      { kind: 'before', amount: 5, unit: 'day', workingDays: false, from: 'khi đoàn xuất cảnh' },
      { kind: 'every', unit: 'half-year' },
      { kind: 'every', unit: 'year' },
    ])
  })

  it('has its foot note and the place that calls it', () => {
    expect(plan.footnotes).toHaveLength(1)
    expect(plan.footnotes[0]).toMatchObject({ mark: '1', text: expect.stringMatching(/^Theo Công văn số 12/) })
    expect(shown(plan.footnotes[0]!.calledAt)).toBe('¹')
  })

  it('knows why each recipient is named', () => {
    expect(plan.recipientPurposes?.map((r) => [r.name, r.purposes])).toEqual([
      ['Bộ GDĐT', ['REPORT']],
      ['TT Tỉnh ủy, TT HĐND tỉnh', ['REPORT', 'DIRECT']],
      ['Các sở, ban, ngành', ['EXECUTE']],
      ['Báo An Bình', ['INFORM']],
      ['Hội Khuyến học tỉnh', []],
      ['Lưu: VT, KGVX', ['FILE']],
    ])
    for (const entry of plan.recipientPurposes ?? []) expect(shown(entry.at)).toContain(entry.name)
  })

  it('takes the signature apart', () => {
    expect(plan.signer).toMatchObject({
      parts: [
        { prefix: 'TM', for: 'ỦY BAN NHÂN DÂN' },
        { prefix: 'KT', for: 'CHỦ TỊCH' },
      ],
      deputy: true,
      honorific: 'TS.',
      name: 'Nguyễn Thị Hà',
    })
  })

  it('gives citations their subject and short name, and leads short mentions back to them', () => {
    expect(plan.citations.slice(0, 2)).toMatchObject([
      { subject: 'về hội nhập quốc tế trong tình hình mới', alias: 'Nghị quyết 59' },
      { subject: 'phê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư', alias: 'Đề án 06' },
    ])
    const target = (to: number | null) => (to === null ? null : plan.citations[to]!.number)
    expect(plan.references.map((r) => [r.form, r.text, target(r.to)])).toEqual([
      ['alias', 'Nghị quyết 59', '59-NQ/TW'],
      ['alias', 'Đề án 06', '06/QĐ-TTg'],
      ['short', 'Nghị định 86', '86/2018/NĐ-CP'],
      ['above', 'Nghị quyết nêu trên', '59-NQ/TW'],
      ['short', 'Nghị quyết 18', null],
    ])
    for (const reference of plan.references) expect(shown(reference.at)).toBe(reference.text)
  })

  it('knows what amends and replaces what', () => {
    const number = (i: number | null) => (i === null ? 'this' : plan.citations[i]!.number)
    expect(plan.amendments.map((a) => [number(a.from), a.type, number(a.to)])).toEqual([
      ['86/2018/NĐ-CP', 'amended-by', '124/2024/NĐ-CP'],
      ['86/2018/NĐ-CP', 'amended-by', '125/2024/NĐ-CP'],
      ['this', 'replaces', '77/KH-UBND'],
    ])
  })

  it('reads the table of its annex as rows and as tasks', () => {
    expect(plan.tables).toHaveLength(1)
    const table = plan.tables[0]!
    expect(table).toMatchObject({
      caption: 'PHÂN CÔNG NHIỆM VỤ',
      annex: 'PHỤ LỤC I',
      columns: ['ordinal', 'task', 'assignee', 'partner', 'term'],
    })
    expect(table.rows.map((row) => row.cells.map((c) => c.text))).toEqual([
      ['I', 'Tuyên truyền', '', '', ''],
      [
        '1',
        'Xây dựng 03 video về hội nhập',
        'Sở Giáo dục và Đào tạo',
        'Sở Ngoại vụ; Báo An Bình',
        'Trước ngày 30/6/2026',
      ],
      ['2', 'Tổ chức hội nghị', 'Sở Ngoại vụ', '', 'Quý III'],
    ])
    expect(table.tasks).toMatchObject([
      {
        label: '1',
        sectionTitle: 'Tuyên truyền',
        assignees: ['Sở Giáo dục và Đào tạo'],
        deadlines: [{ date: '2026-06-30' }],
        quantities: [{ value: 3, unit: 'video' }],
      },
      { label: '2', assignees: ['Sở Ngoại vụ'], deadlines: [{ date: null, term: { amount: 3, unit: 'quarter' } }] },
    ])
  })

  it('tells of the second document in the file and takes nothing from it', () => {
    expect(plan.others).toMatchObject([{ kind: 'Báo cáo', number: '15/BC-SNgV' }])
    expect(shown(plan.others[0]!.at)).toMatch(/^SỞ NGOẠI VỤ\n[\s\S]*20\/12\/2026\.$/)
    expect(plan.deadlines.map((d) => d.date)).not.toContain('2026-12-20')
    expect(plan.number).toBe('91/KH-UBND')
  })
})

describe('confidence', () => {
  it('is whole for what is printed as the rule has it', () => {
    const { confidence } = read(PROVINCE_PLAN)
    expect(confidence).toMatchObject({ kind: 1, number: 1, date: 1, title: 1 })
  })

  it('is lower for what was inferred or is irregular', () => {
    const lost = read(PROVINCE_PLAN.replace('KẾ HOẠCH\n', '').replace('91/KH-UBND', '91/KH-Tr UBND'))
    expect(lost.kind).toBe('Kế hoạch')
    expect(lost.confidence.kind).toBeLessThan(1)
    expect(lost.confidence.number).toBeLessThan(1)
  })

  it('is no higher than what the character recognition says of the words', () => {
    const source = readText(PROVINCE_PLAN, 'txt')
    const words: SourceWord[] = [...source.text.matchAll(/\S+/g)].map((m) => ({
      start: m.index,
      end: m.index + m[0].length,
      page: 1,
      box: [0, 0, 1, 1],
      confidence: m[0].startsWith('91/') ? 0.41 : 0.96,
    }))
    const scanned = parse({ ...source, format: 'scan', words })
    expect(scanned.confidence.number).toBe(0.41)
    expect(scanned.confidence.date).toBe(0.96)
    expect(scanned.citations[0]!.confidence).toBe(0.96)
  })
})
