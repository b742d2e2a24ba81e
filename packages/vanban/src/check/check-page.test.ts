import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Finding, WrittenDocument } from '../document.ts'
import { parse } from '../parse/parse.ts'
import { readFile } from '../read/read-file.ts'
import { fillTemplate, TEMPLATES, writeDocx } from '../write/index.ts'
import { check } from './check.ts'

const UNIT = {
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

/** Findings of paper, type and components in a written .docx. */
async function findingsOf(bytes: Uint8Array): Promise<Finding[]> {
  const source = await readFile(bytes, 'a.docx')
  return check(source, parse(source), { expand: true }).filter((f) => /^layout-(?:page|font)-/.test(f.code))
}

const sentence =
  'Các tổ chuyên môn chủ động rà soát nội dung, phân công người thực hiện, báo cáo Hiệu trưởng kết quả của từng việc. '

const PLAN: WrittenDocument = {
  kind: 'Kế hoạch',
  number: '12/KH-THCS.GM',
  superiorLines: ['UBND PHƯỜNG HẠNH THÔNG'],
  issuerLines: ['TRƯỜNG THCS GIÓ MỚI'],
  place: 'Hạnh Thông',
  date: '2026-05-04',
  title: 'Công tác đối ngoại năm 2026',
  addressees: [],
  legalBases: [
    'Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019',
    'Căn cứ Kế hoạch số 77/KH-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân phường',
  ],
  blocks: [
    { type: 'heading', level: 1, label: 'I', title: 'MỤC ĐÍCH' },
    ...Array.from({ length: 24 }, () => ({ type: 'paragraph' as const, text: sentence.repeat(2).trim() })),
  ],
  signer: { authority: [], position: 'HIỆU TRƯỞNG', name: 'Huỳnh Minh Triết' },
  recipients: ['Như trên', 'Lưu: VT'],
  draft: false,
}

/** The plan as .docx with one part of the file changed. */
async function planted(part: RegExp, from: string | RegExp, to: string): Promise<Uint8Array> {
  const files = unzipSync(await writeDocx(PLAN))
  let changed = false
  for (const [name, data] of Object.entries(files)) {
    if (!part.test(name)) continue
    const xml = strFromU8(data)
    const other = xml.replace(from, to)
    if (other === xml) continue
    changed = true
    files[name] = strToU8(other)
  }
  expect(changed).toBe(true)
  return zipSync(files)
}

const BODY = /^word\/document\.xml$/
const HEADER = /^word\/header\d*\.xml$/

describe('what is written', () => {
  it.each(TEMPLATES.map((template) => [template.id, template] as const))(
    'by the template %s keeps the rules of page and type',
    async (_, template) => {
      expect(await findingsOf(await writeDocx(fillTemplate(template, UNIT)))).toEqual([])
    },
  )

  it('of several pages keeps them too', async () => {
    expect(await findingsOf(await writeDocx(PLAN))).toEqual([])
  })
})

describe('a fault of page or type', () => {
  it.each([
    [
      'a narrow left margin',
      BODY,
      /w:left="1701"/,
      'w:left="1134"',
      'layout-page-margins',
      'Lề trái 20 mm; quy định 30–35 mm.',
    ],
    ['paper of another size', BODY, /w:w="11906"/, 'w:w="12240"', 'layout-page-paper', '215,9 x 297 mm'],
    [
      'a page number on the left',
      HEADER,
      /w:jc w:val="center"/,
      'w:jc w:val="left"',
      'layout-page-number',
      'không căn giữa',
    ],
    ['a page number on page 1', BODY, /<w:titlePg\/>/, '', 'layout-page-number', 'hiển thị ở trang đầu'],
    ['another font', /^word\/styles\.xml$/, /Times New Roman/g, 'Arial', 'layout-font-family', 'phông Arial'],
    [
      'a motto in another size',
      BODY,
      /(<w:sz w:val=")26("\/>(?:(?!<w:t)[\s\S])*<w:t[^>]*>Độc lập)/,
      '$122$2',
      'layout-font-size',
      'Tiêu ngữ 11; quy định 13–14',
    ],
    [
      'bases upright',
      BODY,
      /<w:i\/><w:iCs\/>((?:(?!<w:t)[\s\S])*<w:t[^>]*>Căn cứ)/g,
      '$1',
      'layout-font-style',
      'Căn cứ ban hành in nghiêng',
    ],
    [
      'running text in size 12',
      BODY,
      /(<\/w:rPr>)(<w:t[^>]*>Các tổ)/g,
      '<w:sz w:val="24"/>$1$2',
      'layout-font-body',
      'cỡ chữ 12',
    ],
    ['running text to the left', BODY, /w:jc w:val="both"/g, 'w:jc w:val="left"', 'layout-page-align', 'căn đều'],
    ['first lines without indent', BODY, /w:firstLine="720"/g, 'w:firstLine="0"', 'layout-page-indent', 'lùi 0 mm'],
    ['paragraphs without room', BODY, /w:after="120"/g, 'w:after="0"', 'layout-page-gap', '0 pt'],
    [
      'lines two apart',
      BODY,
      /w:after="120"/g,
      'w:after="120" w:line="480" w:lineRule="auto"',
      'layout-page-leading',
      '2 dòng',
    ],
  ])('%s is found, and nothing else', async (_, part, from, to, code, said) => {
    const found = await findingsOf(await planted(part, from, to))
    expect(found.map((f) => f.code)).toEqual([code])
    expect(found[0]!.vi).toContain(said)
  })
})
