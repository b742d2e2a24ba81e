import { describe, expect, test } from 'vitest'
import type { WrittenDocument } from '../document.ts'
import { printedDate, printedForm } from './printed-form.ts'

const plan: WrittenDocument = {
  kind: 'Kế hoạch',
  number: '86/KH-THCS.RĐ',
  superiorLines: ['Ủy ban nhân dân', 'phường Hạnh Thông'],
  issuerLines: ['Trường THCS Rạng Đông'],
  place: 'Thành phố Hồ Chí Minh',
  date: '2026-03-11',
  title: 'Hoạt động đối ngoại năm 2026',
  addressees: [],
  legalBases: ['Căn cứ Luật Giáo dục;', 'Căn cứ Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026.'],
  blocks: [{ type: 'paragraph', text: 'Nhà trường thực hiện.' }],
  signer: { authority: ['KT. Hiệu trưởng'], position: 'Phó Hiệu trưởng', name: 'Trần Bích Ngân' },
  recipients: ['Sở Giáo dục và Đào tạo (để báo cáo)', 'Lưu: VT.'],
  draft: false,
}

describe('the day a document is signed', () => {
  test.each([
    ['2026-03-09', 'ngày 09 tháng 3 năm 2026'],
    ['2026-01-31', 'ngày 31 tháng 01 năm 2026'],
    ['2026-02-01', 'ngày 01 tháng 02 năm 2026'],
    ['2026-12-10', 'ngày 10 tháng 12 năm 2026'],
  ])('%s is printed so that no figure can be put before it', (date, words) => {
    expect(printedDate(date)).toBe(words)
  })

  test('is left open where the clerk gives it', () => {
    expect(printedDate(null)).toBe('ngày … tháng … năm …')
  })
})

describe('number and symbol', () => {
  test.each([
    ['86/KH-THCS.RĐ', 'Số: 86/KH-THCS.RĐ'],
    ['5/KH-UBND', 'Số: 05/KH-UBND'],
    ['/KH-UBND', 'Số:         /KH-UBND'],
    [null, 'Số:         '],
  ])('%s', (number, line) => {
    expect(printedForm({ ...plan, number }).numberLine).toBe(line)
  })
})

describe('the marks that close the lines', () => {
  test('bases end with ";", the last with a full stop', () => {
    expect(printedForm(plan).bases).toEqual([
      'Căn cứ Luật Giáo dục;',
      'Căn cứ Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026.',
    ])
  })

  test('recipients likewise', () => {
    expect(printedForm(plan).recipients).toEqual(['Sở Giáo dục và Đào tạo (để báo cáo);', 'Lưu: VT.'])
  })

  test('one addressee stands without mark, several are closed', () => {
    expect(printedForm({ ...plan, addressees: ['Sở Giáo dục và Đào tạo'] }).addressees).toEqual([
      'Sở Giáo dục và Đào tạo',
    ])
    expect(printedForm({ ...plan, addressees: ['Các phường', 'Các trường'] }).addressees).toEqual([
      'Các phường;',
      'Các trường.',
    ])
  })

  test('the body ends with "./." in place of its own last mark, also where the last words are struck out', () => {
    const text = (blocks: WrittenDocument['blocks']) => {
      const last = printedForm({ ...plan, blocks }).blocks.at(-1)!
      return last.type === 'text'
        ? last.runs
            .filter((run) => run.change !== 'del')
            .map((run) => run.text)
            .join('')
        : ''
    }
    expect(text(plan.blocks)).toBe('Nhà trường thực hiện./.')
    expect(text([{ type: 'paragraph', text: 'Đã đủ./.' }])).toBe('Đã đủ./.')
    expect(text([{ type: 'table', head: ['STT'], rows: [['1']] }])).toBe('./.')
    expect(text([{ type: 'heading', level: 1, label: 'I', title: 'Kinh phí' }])).toBe('./.')
    expect(
      text([{ type: 'paragraph', text: '', runs: [{ text: 'Thực hiện' }, { text: ' nghiêm túc.', change: 'del' }] }]),
    ).toBe('Thực hiện./.')
  })
})

describe('struck-out wording', () => {
  const changed: WrittenDocument = {
    ...plan,
    blocks: [
      {
        type: 'item',
        depth: 0,
        label: null,
        text: 'Việc một.',
        runs: [{ text: 'Việc ' }, { text: '1', change: 'del' }, { text: 'một.', change: 'ins' }],
      },
      { type: 'item', depth: 0, label: null, text: '', runs: [{ text: 'Việc bỏ.', change: 'del' }] },
    ],
  }
  const words = (keepStruck: boolean) =>
    printedForm(changed, keepStruck).blocks.map((block) =>
      block.type === 'text' ? block.runs.map((run) => run.text).join('') : '',
    )

  test('is left out with the paragraphs that are nothing else', () => {
    expect(words(false)).toEqual(['Việc một./.'])
  })

  test('is kept where changes are shown, and the end mark stands after what remains', () => {
    expect(words(true)).toEqual(['Việc 1một./.', 'Việc bỏ.'])
  })
})

describe('a công văn', () => {
  const letter = printedForm({ ...plan, kind: null, title: 'V/v báo cáo đoàn ra năm 2026' })

  test('has its subject after "V/v" under the number and no name of a kind', () => {
    expect([letter.kindLine, letter.title, letter.subjectLine]).toEqual([null, null, 'V/v báo cáo đoàn ra năm 2026'])
  })
})

describe('a quyết định', () => {
  test('names who decides above the bases and "QUYẾT ĐỊNH:" after them', () => {
    const decision = printedForm({ ...plan, kind: 'Quyết định', enactor: 'Hiệu trưởng Trường THCS Rạng Đông' })
    expect([decision.enactor, decision.enacting]).toEqual(['HIỆU TRƯỞNG TRƯỜNG THCS RẠNG ĐÔNG', 'QUYẾT ĐỊNH:'])
  })
})

describe('headings and items by their label', () => {
  const printed = (block: WrittenDocument['blocks'][number]) =>
    printedForm({ ...plan, blocks: [block, ...plan.blocks] }).blocks[0]

  test.each([
    ['I', 'upper', 'I.', 'MỤC ĐÍCH'],
    ['A', 'upper', 'A.', 'MỤC ĐÍCH'],
    ['1', 'bold', '1.', 'Mục đích'],
    ['1.2', 'bold', '1.2.', 'Mục đích'],
    ['a', 'plain', 'a)', 'Mục đích'],
    ['đ', 'plain', 'đ)', 'Mục đích'],
    ['Điều 3', 'bold', 'Điều 3.', 'Mục đích'],
    ['Chương II', 'part', 'Chương II', 'MỤC ĐÍCH'],
  ])('%s', (label, form, printedLabel, title) => {
    expect(printed({ type: 'heading', level: 1, label, title: 'Mục đích' })).toMatchObject({
      form,
      label: printedLabel,
      title,
    })
  })

  test.each([
    [0, null, '- '],
    [1, null, '+ '],
    [0, '7', '7. '],
    [1, 'b', 'b) '],
    [0, 'Điều 2', 'Điều 2. '],
  ])('an item of depth %s labelled %s opens with "%s"', (depth, label, lead) => {
    expect(printed({ type: 'item', depth, label, text: 'Việc.' })).toMatchObject({ lead })
  })
})

test('the line that says what a text comes with is told from a paragraph', () => {
  const reference = (text: string) => {
    const [block] = printedForm({ ...plan, blocks: [{ type: 'paragraph', text }, ...plan.blocks] }).blocks
    return block?.type === 'text' && block.reference
  }
  expect(reference('(Ban hành kèm theo Quyết định số 12/QĐ-THCS.RĐ ngày 04 tháng 5 năm 2026)')).toBe(true)
  expect(reference('(Kèm theo Công văn số 5/UBND-VX)')).toBe(true)
  expect(reference('Kèm theo Kế hoạch này là các phụ lục.')).toBe(false)
})

test('an annex has a number only beside another', () => {
  const labels = (count: number) =>
    printedForm({ ...plan, annexes: Array.from({ length: count }, () => ({ title: 'Bảng', blocks: [] })) }).annexes.map(
      (annex) => annex.label,
    )
  expect(labels(1)).toEqual(['Phụ lục'])
  expect(labels(4)).toEqual(['Phụ lục I', 'Phụ lục II', 'Phụ lục III', 'Phụ lục IV'])
})
