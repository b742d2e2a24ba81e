import fc from 'fast-check'
import { XMLValidator } from 'fast-xml-parser'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Block, WrittenDocument } from '../document.ts'
import { UnprintableText, writeDocx, writePdf, writeText } from './index.ts'
import { letterheadMeasures, PAGE, tableMeasures, textRoom } from './page.ts'
import { printedForm } from './printed-form.ts'
import { textWidth } from './tinos.ts'

const long =
  'Tổ chức quán triệt Nghị quyết số 59-NQ/TW ngày 24 tháng 01 năm 2025 của Bộ Chính trị về hội nhập quốc tế. '
const item = (text: string): Block => ({ type: 'item', depth: 0, label: null, text })

const plan: WrittenDocument = {
  kind: 'Kế hoạch',
  number: '86/KH-THCS.RĐ',
  superiorLines: ['Ủy ban nhân dân', 'phường Hạnh Thông'],
  issuerLines: ['Trường THCS Rạng Đông'],
  place: 'Thành phố Hồ Chí Minh',
  date: '2026-03-11',
  title: 'Hoạt động đối ngoại và hội nhập quốc tế năm 2026',
  addressees: [],
  legalBases: ['Căn cứ Kế hoạch số 1778/KH-UBND ngày 21 tháng 3 năm 2025 của Ủy ban nhân dân Thành phố Hồ Chí Minh'],
  blocks: [
    { type: 'paragraph', text: 'Nhà trường ban hành Kế hoạch như sau:' },
    { type: 'heading', level: 1, label: 'I', title: 'Mục đích' },
    ...Array.from({ length: 30 }, () => item(long)),
    { type: 'table', head: ['STT', 'Nội dung', 'Thời hạn'], rows: [['1', long, '15/10/2026']] },
    {
      type: 'paragraph',
      text: 'Các tổ báo cáo Hiệu trưởng.',
      runs: [
        { text: 'Các tổ ' },
        { text: 'gửi', change: 'del' },
        { text: 'báo cáo', change: 'ins' },
        { text: ' Hiệu trưởng.' },
      ],
    },
  ],
  signer: { authority: ['KT. Hiệu trưởng'], position: 'Phó Hiệu trưởng', name: 'Trần Bích Ngân' },
  recipients: ['Sở Giáo dục và Đào tạo (để báo cáo)', 'Lưu: VT'],
  draft: true,
  notice: 'Dữ liệu minh hoạ',
}

async function partsOf(doc: WrittenDocument, options = {}): Promise<Record<string, string>> {
  const files = unzipSync(await writeDocx(doc, options))
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

describe('a Word document', () => {
  test('is A4 with the margins of the decree, Times New Roman and page numbers in the top margin from page 2', async () => {
    const parts = await partsOf({ ...plan, draft: false })
    const main = parts['word/document.xml']!
    expect(main).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>')
    expect(main).toMatch(/<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/u)
    expect(main).toContain('<w:titlePg/>')
    expect(parts['word/styles.xml']).toContain('Times New Roman')
    const headers = Object.entries(parts).filter(([name]) => /^word\/header\d+\.xml$/u.test(name))
    expect(headers.filter(([, xml]) => xml.includes('PAGE'))).toHaveLength(1)
  })

  test('prints changes as Word insertions and deletions only where they are asked for', async () => {
    const marked = (await partsOf(plan, { markChanges: true, changedBy: 'Lê An' }))['word/document.xml']!
    expect(marked).toMatch(/<w:ins [^>]*w:author="Lê An"[^>]*>.*?báo cáo.*?<\/w:ins>/su)
    expect(marked).toMatch(/<w:del [^>]*>.*?<w:delText[^>]*>gửi<\/w:delText>.*?<\/w:del>/su)
    const plain = (await partsOf(plan))['word/document.xml']!
    expect(plain).not.toMatch(/<w:(?:ins|del) /u)
    expect(plain).not.toContain('gửi')
  })

  test('marks a new and a struck paragraph whole, bullet and all', async () => {
    const doc: WrittenDocument = {
      ...plan,
      blocks: [
        { type: 'item', depth: 0, label: null, text: 'Việc mới.', runs: [{ text: 'Việc mới.', change: 'ins' }] },
        { type: 'item', depth: 0, label: null, text: '', runs: [{ text: 'Việc bỏ.', change: 'del' }] },
        { type: 'paragraph', text: 'Hết.' },
      ],
    }
    const paragraphs = (await partsOf(doc, { markChanges: true }))['word/document.xml']!.split('</w:p>')
    const fresh = paragraphs.find((xml) => xml.includes('Việc mới.'))!
    expect(fresh).toMatch(/<w:pPr>.*<w:rPr>.*<w:ins .*<\/w:pPr>/su)
    expect(fresh).toMatch(/<w:ins [^>]*>(?:(?!<\/w:ins>).)*- <\/w:t>/su)
    const struck = paragraphs.find((xml) => xml.includes('Việc bỏ.'))!
    expect(struck).toMatch(/<w:pPr>.*<w:rPr>.*<w:del .*<\/w:pPr>/su)
    expect(struck).not.toContain('<w:t ')
    expect((await partsOf(doc))['word/document.xml']!).not.toContain('Việc bỏ')
  })

  test('marks what changed in a heading, in the capitals of its rank', async () => {
    const runs = [
      { text: 'Quản lý ' },
      { text: 'trên địa bàn', change: 'del' as const },
      { text: 'tại nhà trường', change: 'ins' as const },
    ]
    const heading = { type: 'heading', level: 1, label: 'II', title: 'Quản lý tại nhà trường', runs } as const
    const doc: WrittenDocument = { ...plan, blocks: [heading, { type: 'paragraph', text: 'Hết.' }] }
    const marked = (await partsOf(doc, { markChanges: true }))['word/document.xml']!
    expect(marked).toMatch(/<w:del [^>]*>.*?TRÊN ĐỊA BÀN<\/w:delText>.*?<w:ins [^>]*>.*?TẠI NHÀ TRƯỜNG/su)
    const bare = (await partsOf(doc))['word/document.xml']!
    expect(bare).not.toContain('TRÊN ĐỊA BÀN')
    expect(bare.replace(/<[^>]+>/gu, '')).toContain('II. QUẢN LÝ TẠI NHÀ TRƯỜNG')
  })

  test('carries DỰ THẢO on every page of a draft and on none of a document', async () => {
    const marks = async (draft: boolean) =>
      Object.entries(await partsOf({ ...plan, draft })).filter(
        ([name, xml]) => name.startsWith('word/header') && xml.includes('DỰ THẢO'),
      ).length
    expect(await marks(true)).toBe(2)
    expect(await marks(false)).toBe(0)
  })
})

test('words of any kind make a whole file, or say which characters cannot be printed', async () => {
  const words = fc.string({ unit: 'binary', maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(words, words, words, async (title, text, cell) => {
      const doc: WrittenDocument = {
        ...plan,
        title,
        blocks: [item(text), { type: 'table', head: [cell], rows: [[text], []] }, item(cell)],
      }
      const main = (await partsOf(doc))['word/document.xml']!
      expect(XMLValidator.validate(main)).toBe(true)
      const pdf = await writePdf(doc).catch((error: unknown) => error)
      expect(pdf instanceof Uint8Array || pdf instanceof UnprintableText, String(pdf)).toBe(true)
    }),
    { numRuns: 25 },
  )
})

describe('a PDF', () => {
  test('says it is PDF/A-2b, is tagged, holds its fonts and has the words of the document', async () => {
    const bytes = await writePdf(plan)
    const raw = Buffer.from(bytes).toString('latin1')
    expect(raw).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B<\/pdfaid:conformance>/u)
    expect(raw).toMatch(/\/Marked true/u)
    expect(raw).toContain('/StructTreeRoot')
    const { extractText, getDocumentProxy } = await import('unpdf')
    const { text, totalPages } = await extractText(await getDocumentProxy(bytes), { mergePages: true })
    expect(totalPages).toBeGreaterThan(2)
    const flat = text.replaceAll(/\s+/gu, ' ')
    for (const words of [
      'Số: 86/KH-THCS.RĐ',
      'Thành phố Hồ Chí Minh, ngày 11 tháng 3 năm 2026',
      'I. MỤC ĐÍCH',
      'Các tổ báo cáo Hiệu trưởng./.',
      '- Lưu: VT.',
      'KT. HIỆU TRƯỞNG',
      'Dữ liệu minh hoạ',
    ]) {
      expect(flat).toContain(words)
    }
  })

  test('numbers its pages from the second on, and every annex anew', async () => {
    const annex = { title: 'Bảng', landscape: true, blocks: Array.from({ length: 30 }, () => item(long)) }
    const { extractText, getDocumentProxy } = await import('unpdf')
    const { text } = await extractText(
      await getDocumentProxy(await writePdf({ ...plan, draft: false, annexes: [annex] })),
    )
    const numbers = text.map((page) => /^\s*(\d+)\s/u.exec(page)?.[1] ?? null)
    const annexAt = text.findIndex((page) => page.includes('BẢNG'))
    expect(numbers.slice(0, annexAt)).toEqual([null, ...numbers.slice(1, annexAt).map((_, at) => String(at + 2))])
    expect(numbers.slice(annexAt, annexAt + 2)).toEqual([null, '2'])
  })

  test('is the same to the byte each time', async () => {
    expect(Buffer.from(await writePdf(plan)).equals(Buffer.from(await writePdf(plan)))).toBe(true)
  })

  test('names the characters no font draws', async () => {
    const doc = { ...plan, blocks: [item('Trường bạn: \u{378}.')] }
    await expect(writePdf(doc)).rejects.toMatchObject({ name: 'UnprintableText', characters: ['\u{378}'] })
  })

  test('prints what would be orders to the typesetter as plain words', async () => {
    const bytes = await writePdf({ ...plan, blocks: [item('#panic("x") $a$ *b* @c <d> \\u{41} "e"')] })
    const { extractText, getDocumentProxy } = await import('unpdf')
    const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true })
    expect(text).toContain('#panic("x") $a$ *b* @c <d> \\u{41} "e"./.')
  })
})

describe('the letterhead', () => {
  test.each(['Huế', 'Thành phố Hồ Chí Minh'])('holds Quốc hiệu and the date of %s on one line each', (place) => {
    const form = printedForm({ ...plan, place })
    const { left, right } = letterheadMeasures(form)
    const date = (textWidth(form.placeAndDate, 'italic', PAGE.number) * 25.4) / 72
    expect(right).toBeGreaterThan(date)
    expect(left + right).toBeLessThanOrEqual(PAGE.width - PAGE.left - 15)
  })

  test('rules the motto in full and the issuer by a third to a half', () => {
    const { issuerRule, mottoRule } = letterheadMeasures(printedForm(plan))
    const issuer = (textWidth('TRƯỜNG THCS RẠNG ĐÔNG', 'bold', PAGE.issuer) * 25.4) / 72
    expect(issuerRule / issuer).toBeGreaterThanOrEqual(1 / 3)
    expect(issuerRule / issuer).toBeLessThanOrEqual(1 / 2)
    expect(mottoRule).toBeCloseTo((textWidth('Độc lập - Tự do - Hạnh phúc', 'bold', PAGE.motto) * 25.4) / 72)
  })
})

describe('the columns of a table', () => {
  test('fill the text and break no word', () => {
    const table = {
      type: 'table' as const,
      head: ['STT', 'Nội dung', 'Thời hạn'],
      rows: [['1', long, '15/10/2026']],
      widths: null,
      parallel: false,
    }
    const { widths } = tableMeasures(table, textRoom(false))
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(160)
    expect(widths[2]!).toBeGreaterThan((textWidth('15/10/2026', 'regular', PAGE.table) * 25.4) / 72)
    expect(widths[1]!).toBeGreaterThan(widths[0]! + widths[2]!)
  })
})

test('plain text has the lines of the letterhead, bullets with "- " and the names at the end', () => {
  const lines = writeText(plan)
    .split('\n')
    .filter((line) => line !== '')
  expect(lines.slice(0, 10)).toEqual([
    'Dữ liệu minh hoạ',
    'ỦY BAN NHÂN DÂN',
    'PHƯỜNG HẠNH THÔNG',
    'TRƯỜNG THCS RẠNG ĐÔNG',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Số: 86/KH-THCS.RĐ',
    'Thành phố Hồ Chí Minh, ngày 11 tháng 3 năm 2026',
    'KẾ HOẠCH',
    'Hoạt động đối ngoại và hội nhập quốc tế năm 2026',
  ])
  expect(lines.slice(-6)).toEqual([
    'Nơi nhận:',
    '- Sở Giáo dục và Đào tạo (để báo cáo);',
    '- Lưu: VT.',
    'KT. HIỆU TRƯỞNG',
    'PHÓ HIỆU TRƯỞNG',
    'Trần Bích Ngân',
  ])
})
