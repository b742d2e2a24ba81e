import { deflateRawSync } from 'node:zlib'
import {
  AlignmentType,
  Document,
  FootnoteReferenceRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { parse } from '../parse/parse.ts'
import { SCHOOL_PLAN } from '../parse/sample-documents.ts'
import { plain } from '../plain.ts'
import { EMPTY_STYLE, formatNumber, LabelCounter } from './docx-numbering.ts'
import { readFile } from './read-file.ts'
import { readText } from './read-text.ts'
import type { UnreadableCode } from './unreadable-file.ts'
import { UnreadableFile } from './unreadable-file.ts'

const levels = [
  { level: 0, format: LevelFormat.UPPER_ROMAN, text: '%1.', alignment: AlignmentType.LEFT },
  { level: 1, format: LevelFormat.DECIMAL, text: '%2.', alignment: AlignmentType.LEFT },
  { level: 2, format: LevelFormat.LOWER_LETTER, text: '%3)', alignment: AlignmentType.LEFT },
  { level: 3, format: LevelFormat.BULLET, text: '\uf0b7', alignment: AlignmentType.LEFT },
]
const item = (text: string, level: number): Paragraph =>
  new Paragraph({ children: [new TextRun(text)], numbering: { reference: 'plan', level } })
const line = (text: string): Paragraph => new Paragraph({ children: [new TextRun(text)] })
const cell = (texts: string[]): TableCell =>
  new TableCell({ children: texts.map(line), width: { size: 50, type: WidthType.PERCENTAGE } })

async function pack(children: (Paragraph | Table)[], footnotes = {}): Promise<Uint8Array> {
  const document = new Document({
    numbering: { config: [{ reference: 'plan', levels }] },
    footnotes,
    sections: [{ children }],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const text = async (bytes: Uint8Array): Promise<string[]> =>
  (await readFile(bytes, 'a.docx')).text.split('\n').filter((l) => l.trim() !== '')

async function code(bytes: Uint8Array, name = 'a.docx'): Promise<UnreadableCode | 'read'> {
  try {
    await readFile(bytes, name)
    return 'read'
  } catch (error) {
    if (error instanceof UnreadableFile) return error.code
    throw error
  }
}

describe('.docx', () => {
  it('prints automatic numbers as Word does: deeper levels start again under each higher one', async () => {
    const bytes = await pack([
      item('MỤC ĐÍCH', 0),
      item('Mục đích', 1),
      item('Yêu cầu', 1),
      item('điểm', 2),
      item('điểm', 2),
      item('NỘI DUNG', 0),
      item('Tuyên truyền', 1),
      item('việc', 3),
      item('Đoàn ra', 1),
      item('điểm', 2),
    ])
    expect(await text(bytes)).toEqual([
      'I. MỤC ĐÍCH',
      '1. Mục đích',
      '2. Yêu cầu',
      'a) điểm',
      'b) điểm',
      'II. NỘI DUNG',
      '1. Tuyên truyền',
      '- việc',
      '2. Đoàn ra',
      'a) điểm',
    ])
  })

  it('resolves legal numbering, a start override, a level that never restarts, labels of styles', () => {
    const lvl = (i: number, inner: string): string => `<w:lvl w:ilvl="${i}">${inner}</w:lvl>`
    const xml = `<w:numbering><w:abstractNum w:abstractNumId="0">
      ${lvl(0, '<w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Muc"/><w:lvlText w:val="Chương %1"/>')}
      ${lvl(1, '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/>')}
      ${lvl(2, '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:lvlText w:val="Điều %3."/>')}
      </w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>`
    const style = {
      ...EMPTY_STYLE,
      numId: '1',
    }
    const counter = new LabelCounter(xml, new Map([['Muc', style]]))
    expect([
      counter.next(null, null, 'Muc'),
      counter.next('1', 1, null),
      counter.next('1', 2, null),
      counter.next(null, null, 'Muc'),
      counter.next('1', 1, null),
      counter.next('1', 2, null),
      counter.next('2', 1, null),
      counter.next('2', 1, null),
      counter.next('9', 0, null),
    ]).toEqual(['Chương I ', '1.1 ', 'Điều 1. ', 'Chương II ', '2.1 ', 'Điều 2. ', '2.5 ', '2.6 ', ''])
    expect([formatNumber(49, 'upperRoman'), formatNumber(28, 'lowerLetter'), formatNumber(4, 'decimalZero')]).toEqual([
      'XLIX',
      'bb',
      '04',
    ])
  })

  it('reads a plan with its letterhead and signature in tables as it reads the plain text', async () => {
    const lines = SCHOOL_PLAN.split('\n')
    const body = lines.slice(lines.indexOf('KẾ HOẠCH'), lines.indexOf('Nơi nhận:')).filter((l) => l !== '')
    const bytes = await pack([
      new Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows: [
          new TableRow({
            children: [
              cell(['UBND PHƯỜNG HÀ AN', 'TRƯỜNG THCS BÌNH MINH', 'Số: 45/KH-THCS.BM']),
              cell([
                'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
                'Độc lập - Tự do - Hạnh phúc',
                'Hà An, ngày 12 tháng 3 năm 2026',
              ]),
            ],
          }),
        ],
      }),
      ...body.map(line),
      new Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows: [
          new TableRow({
            children: [
              cell(['Nơi nhận:', '- Sở GDĐT (để b/c);', '- Các tổ chuyên môn (t/h);', '- Lưu: VT.']),
              cell(['KT. HIỆU TRƯỞNG', 'PHÓ HIỆU TRƯỞNG', '', '', 'Lý Thu An']),
            ],
          }),
        ],
      }),
    ])
    expect(plain(parse(await readFile(bytes, 'ke-hoach.docx')))).toEqual(plain(parse(readText(SCHOOL_PLAN))))
  })

  it('puts a foot note after its paragraph, with its mark raised', async () => {
    const bytes = await pack(
      [
        new Paragraph({ children: [new TextRun('Theo các văn bản'), new FootnoteReferenceRun(1), new TextRun('.')] }),
        line('Đoạn sau.'),
      ],
      { 1: { children: [line('Nghị quyết số 22-NQ/TW ngày 10/4/2013.')] } },
    )
    expect(await text(bytes)).toEqual(['Theo các văn bản¹.', '¹ Nghị quyết số 22-NQ/TW ngày 10/4/2013.', 'Đoạn sau.'])
  })

  it('puts an end note there too: what it says belongs to its sentence', async () => {
    const bytes = zipSync({
      'word/document.xml': strToU8(
        '<w:document><w:p><w:r><w:t>Theo Luật</w:t></w:r><w:r><w:endnoteReference w:id="2"/></w:r></w:p></w:document>',
      ),
      'word/endnotes.xml': strToU8(
        '<w:endnotes><w:endnote w:id="2"><w:p><w:r><w:t>Luật số 43/2019/QH14</w:t></w:r></w:p></w:endnote></w:endnotes>',
      ),
    })
    expect(await text(bytes)).toEqual(['Theo Luật¹', '¹ Luật số 43/2019/QH14'])
  })

  it('leaves out deleted and hidden text, keeps inserted text, prints capitals where the run is set so', async () => {
    const run = (inner: string): string => `<w:r>${inner}</w:r>`
    const xml = `<w:document><w:body><w:p>${run('<w:t>Giữ </w:t>')}<w:del>${run('<w:delText>bỏ </w:delText>')}</w:del><w:ins>${run('<w:t>thêm </w:t>')}</w:ins>${run('<w:rPr><w:vanish/></w:rPr><w:t>ẩn </w:t>')}${run('<w:rPr><w:caps/></w:rPr><w:t>mục đích &amp; yêu cầu</w:t>')}</w:p></w:body></w:document>`
    expect(await text(zipSync({ 'word/document.xml': strToU8(xml) }))).toEqual(['Giữ thêm MỤC ĐÍCH & YÊU CẦU'])
  })
})

describe('bad .docx', () => {
  const wrap = (body: string): Uint8Array => zipSync({ 'word/document.xml': strToU8(body) }, { level: 0 })

  it('refuses entity declarations, broken XML, a broken archive, another kind of archive, nothing to read', async () => {
    expect(
      await code(
        wrap(
          '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>',
        ),
      ),
    ).toBe('unreadable')
    expect(await code(wrap('<w:document><w:p><w:r><w:t'))).toBe('unreadable')
    const good = await pack([line('Kế hoạch')])
    expect(await code(good.slice(0, good.length - 30))).toBe('unreadable')
    expect(await code(zipSync({ 'xl/workbook.xml': strToU8('<x/>') }))).toBe('mislabelled')
    expect(await code(wrap('<w:document><w:body><w:p/></w:body></w:document>'))).toBe('empty')
    expect(await code(zipSync({ EncryptedPackage: strToU8('x'), EncryptionInfo: strToU8('x') }))).toBe('encrypted')
  })

  it('says that a document of pictures has no text, and in which form pictures are recognised', async () => {
    const pictures = zipSync({
      'word/document.xml': strToU8('<w:document><w:body><w:p/></w:body></w:document>'),
      'word/media/image1.png': strToU8('x'),
    })
    await expect(readFile(pictures, 'a.docx')).rejects.toMatchObject({
      code: 'scanned',
      vi: expect.stringContaining('lưu thành PDF hoặc gửi ảnh chụp để nhận dạng'),
      en: expect.stringContaining('save it as PDF or send the pictures to be recognised'),
    })
  })

  it('stops at a bound when a part unfolds to more than any document holds', { timeout: 60_000 }, async () => {
    // Stored, then marked as deflated: fflate would take half a minute to deflate 65 MB.
    const name = 'word/document.xml'
    const packed = deflateRawSync(new Uint8Array(65 * 1024 * 1024), { level: 1 })
    const bomb = zipSync({ [name]: [new Uint8Array(packed), { level: 0 }] })
    for (const [signature, method] of [
      [0x04034b50, 8],
      [0x02014b50, 10],
    ] as const) {
      const view = Buffer.from(bomb.buffer)
      for (let at = 0; at < view.length - 4; at++)
        if (view.readUInt32LE(at) === signature) view.writeUInt16LE(8, at + method)
    }
    expect(bomb.length).toBeLessThan(1024 * 1024)
    expect(await code(bomb)).toBe('too-large')
  })

  it('refuses a document that grows without end while it is read', { timeout: 60_000 }, async () => {
    expect(await code(wrap(`<w:document><w:body>${'<w:p/>'.repeat(260_000)}</w:body></w:document>`))).toBe('too-large')
  })

  it('takes linear time for a tag of a million attributes', { timeout: 60_000 }, async () => {
    const tag = `<w:p ${'a=">" '.repeat(1_000_000)}/>`
    expect(
      await text(wrap(`<w:document><w:body>${tag}<w:p><w:r><w:t>Xong</w:t></w:r></w:p></w:body></w:document>`)),
    ).toEqual(['Xong'])
  })

  it('reads the letters of the old fonts, in the run or in its style', async () => {
    const styles = `<w:styles><w:style w:type="paragraph" w:styleId="A" w:default="1"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style></w:styles>`
    const run = (font: string, value: string): string =>
      `<w:r>${font ? `<w:rPr><w:rFonts w:ascii="${font}"/></w:rPr>` : ''}<w:t xml:space="preserve">${value}</w:t></w:r>`
    const body = `<w:p>${run('.VnTimeH', 'uû ban')}</w:p><w:p>${run('', 'KÕ ho¹')}${run('', 'ch l')}<w:r><w:softHyphen/></w:r>${run('', 'u')}</w:p><w:p>${run('VNI-Times', 'Ñoäc laäp')}</w:p><w:p>${run('', 'Đã là Unicode')}</w:p>`
    const bytes = zipSync({
      'word/document.xml': strToU8(`<w:document><w:body>${body}</w:body></w:document>`),
      'word/styles.xml': strToU8(styles),
    })
    expect(await text(bytes)).toEqual(['UỶ BAN', 'Kế hoạch lưu', 'Độc lập', 'Đã là Unicode'])
  })

  it('does not follow names inside the archive and needs only what it reads', async () => {
    const parts = unzipSync(await pack([line('Nội dung')]))
    const odd = zipSync({ '../../evil.txt': strToU8('x'), 'word/document.xml': parts['word/document.xml']! })
    expect(await text(odd)).toEqual(['Nội dung'])
  })
})
