import { describe, expect, it } from 'vitest'
import type { Finding } from '../document.ts'
import { parse } from '../parse/parse.ts'
import { DECISION, LETTER, PLAN_IN_ORDER } from '../parse/sample-documents.ts'
import { readText } from '../read/read-text.ts'
import { check } from './check.ts'

interface Shown {
  code: string
  severity: Finding['severity']
  /** What stands at its place. */
  shown: string
  /** The whole text with the fix in its place. */
  mended: string | null
}

/** Findings of the form, but for questions: those that a planted fault must bring and no other. */
function formOf(text: string): Shown[] {
  const source = readText(text)
  return check(source, parse(source), { expand: true })
    .filter((f) => /^(?:form|number-symbol|component)/.test(f.code))
    .map(({ code, severity, at, fix }) => ({
      code,
      severity,
      shown: at ? source.text.slice(at.start, at.end) : '',
      mended: at && fix !== undefined ? source.text.slice(0, at.start) + fix + source.text.slice(at.end) : null,
    }))
}

function planted(document: string, right: string, wrong: string): string {
  expect(document).toContain(right)
  return document.replace(right, wrong)
}

const PARTY_LETTERHEAD = PLAN_IN_ORDER.replace(
  /^UBND[\s\S]*?2026\n/,
  'ĐẢNG BỘ PHƯỜNG HÀ AN\nCHI BỘ TRƯỜNG THCS BÌNH MINH\n*\nSố 12-KH/CB\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nHà An, ngày 12 tháng 3 năm 2026\n',
)
  .replace('KT. HIỆU TRƯỞNG', 'T/M CHI BỘ')
  .replace('PHÓ HIỆU TRƯỞNG', 'BÍ THƯ')

describe('the form of a document in order', () => {
  it('brings no finding', () => {
    for (const text of [PLAN_IN_ORDER, DECISION, LETTER, PARTY_LETTERHEAD]) expect(formOf(text)).toEqual([])
  })
})

/** One fault each: what is right, what is planted, the finding, and whether its fix gives the document back. */
const FAULTS: [document: string, right: string, wrong: string, code: string, fixed: boolean][] = [
  [PLAN_IN_ORDER, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Cộng hòa xã hội chủ nghĩa Việt Nam', 'form-country', true],
  [PLAN_IN_ORDER, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'CỘNG HÒA XÃ HÔI CHỦ NGHĨA VIỆT NAM', 'form-country', true],
  [PLAN_IN_ORDER, 'Độc lập - Tự do - Hạnh phúc', 'ĐỘC LẬP - TỰ DO - HẠNH PHÚC', 'form-motto', true],
  [PLAN_IN_ORDER, 'Độc lập - Tự do - Hạnh phúc', 'Độc lập-Tự do-Hạnh phúc', 'form-motto', true],
  [PLAN_IN_ORDER, 'Độc lập - Tự do - Hạnh phúc', 'Độc lập – Tự do – Hạnh phúc', 'form-motto', true],
  [PLAN_IN_ORDER, 'UBND PHƯỜNG HÀ AN', 'Ủy ban nhân dân phường Hà An', 'form-issuer-case', false],
  [PLAN_IN_ORDER, 'Số: 45/KH', 'SỐ: 45/KH', 'form-number-label', true],
  [PLAN_IN_ORDER, 'Số: 45/KH-THCS.BM', 'Số: 5/KH-THCS.BM', 'form-number-pad', false],
  [PLAN_IN_ORDER, '45/KH-THCS.BM', '45/BC-THCS.BM', 'form-number-kind', false],
  [PLAN_IN_ORDER, '45/KH-THCS.BM', '45/Kh-THCS.BM', 'form-number-kind', true],
  [PLAN_IN_ORDER, '45/KH-THCS.BM', '45/THCS.BM', 'form-number-kind', false],
  [PLAN_IN_ORDER, '45/KH-THCS.BM', '45/KH – THCS.BM', 'number-symbol', true],
  [LETTER, '640/SGDĐT-GDTrH', '640/CV-SGDĐT', 'form-number-kind', false],
  [PLAN_IN_ORDER, 'Hà An, ngày 12 tháng 3', 'Hà An ngày 12 tháng 3', 'form-date', true],
  [LETTER, 'ngày 05 tháng 9 năm 2025\n', 'ngày 5 tháng 9 năm 2025\n', 'form-date', true],
  [PLAN_IN_ORDER, 'ngày 12 tháng 3 năm 2026\n', 'ngày 12 tháng 03 năm 2026\n', 'form-date', true],
  [PLAN_IN_ORDER, 'ngày 12 tháng 3 năm 2026\n', 'ngày 12/3/2026\n', 'form-date', true],
  [PLAN_IN_ORDER, '\nKẾ HOẠCH\n', '\nKế hoạch\n', 'form-type-name', true],
  [PLAN_IN_ORDER, 'Thực hiện công tác đối ngoại', 'V/v thực hiện công tác đối ngoại', 'form-subject', false],
  [DECISION, 'Tổ công tác hội nhập quốc tế\n', 'Tổ công tác hội nhập quốc tế.\n', 'form-subject', true],
  [LETTER, 'V/v đăng ký', 'V/v: đăng ký', 'form-subject', true],
  [LETTER, 'V/v đăng ký đoàn vào\nnăm học 2025-2026\n', '', 'component-missing', false],
  [DECISION, 'năm 2015;', 'năm 2015.', 'form-basis-end', true],
  [DECISION, '20/5/2024.', '20/5/2024;', 'form-basis-end', true],
  [PLAN_IN_ORDER, '2026;\nCăn cứ Kế hoạch số 77', '2026; Kế hoạch số 77', 'form-basis-joined', false],
  [PLAN_IN_ORDER, 'Căn cứ Kế hoạch số 77', 'Thực hiện Kế hoạch số 77', 'form-basis-lead', false],
  [DECISION, 'Quyết định này./.', 'Quyết định này.', 'form-end-mark', true],
  [LETTER, 'Kính gửi:', 'Kính gửi', 'form-addressee', true],
  [LETTER, 'trung học phổ thông.\n', 'trung học phổ thông;\n', 'form-addressee', true],
  [PLAN_IN_ORDER, 'KT. HIỆU', 'K/T HIỆU', 'form-signer-prefix', true],
  [PLAN_IN_ORDER, '\nPHÓ HIỆU TRƯỞNG', '\nHIỆU TRƯỞNG', 'form-signer-deputy', false],
  [PLAN_IN_ORDER, 'KT. HIỆU TRƯỞNG\n', '', 'form-signer-deputy', false],
  [DECISION, 'TM. ỦY BAN NHÂN DÂN\n', 'TM. CHỦ TỊCH\n', 'form-signer-authority', false],
  [DECISION, 'Trần Quốc Bảo', 'TS. Trần Quốc Bảo', 'form-signer-honorific', false],
  [PLAN_IN_ORDER, 'Lý Thu An', 'LÝ THU AN', 'form-signer-name', true],
  [PLAN_IN_ORDER, 'Nơi nhận:', 'Nơi nhận', 'form-recipients-label', true],
  [PLAN_IN_ORDER, '(t/h);', '(t/h)', 'form-recipients-end', false],
  [PLAN_IN_ORDER, '- Lưu: VT.', '- Lưu: VT', 'form-recipients-filed', false],
  [PLAN_IN_ORDER, '- Lưu: VT.', '- Lưu VT.', 'form-recipients-filed', true],
  [PLAN_IN_ORDER, '- Lưu: VT.', '- Phụ huynh học sinh.', 'form-recipients-filed', false],
  [PARTY_LETTERHEAD, 'ĐẢNG CỘNG SẢN VIỆT NAM', 'Đảng Cộng sản Việt Nam', 'form-country', true],
  [PARTY_LETTERHEAD, 'ĐẢNG CỘNG SẢN VIỆT NAM', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'form-country', false],
  [PARTY_LETTERHEAD, 'T/M CHI BỘ', 'TM. CHI BỘ', 'form-signer-prefix', true],
]

describe('the form, component by component', () => {
  it.each(FAULTS)('%# of the faults, and no other finding', (document, right, wrong, code, fixed) => {
    const text = planted(document, right, wrong)
    const found = formOf(text)
    expect(found.map((f) => f.code)).toEqual([code])
    if (fixed) expect(readText(found[0]!.mended!).text).toBe(readText(document).text)
  })

  it('judges a text older than the decree by its day, a normative one by no rule of it', () => {
    const fault = planted(DECISION, '20/5/2024.', '20/5/2024;')
    expect(formOf(fault.replace('ngày 03 tháng 6 năm 2024', 'ngày 03 tháng 6 năm 2019'))).toEqual([])
    expect(formOf(fault.replace('812/QĐ-UBND', '12/2024/QĐ-UBND'))).toEqual([])
  })

  it('gathers small faults in one line that keeps each with its fix', () => {
    const source = readText(PLAN_IN_ORDER.replace('tháng 3 năm 2026\n', 'tháng 03 năm 2026\n').replace('VT.', 'VT'))
    const found = check(source, parse(source)).filter((f) => f.code === 'form')
    expect(found).toHaveLength(1)
    expect(found[0]!.parts!.map((f) => [f.code, f.fix])).toEqual([
      ['form-date', ', ngày 12 tháng 3 năm 2026'],
      ['form-recipients-filed', undefined],
    ])
  })
})
