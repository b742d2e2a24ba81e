import type { Finding, ParsedDocument, Place, Source } from '../document.ts'
import { opensWithBody } from '../parse/bodies.ts'
import { fold, isUpper } from '../parse/fold.ts'
import { kindOfHeading, kindOfNumber } from '../parse/kinds.ts'
import type { Layout } from '../parse/layout.ts'
import type { Line } from '../parse/lines.ts'
import { COUNTRY, MOTTO } from '../write/printed-form.ts'
import { finding } from './finding.ts'
import { CODES, headLines, isEnclosed } from './rule-set.ts'
import { canonical } from './syllables.ts'

/** Quốc hiệu, names of the bodies, number, place and date, type name and subject (Phụ lục I, II.1–II.5). */
export function checkLetterhead(
  source: Source,
  parsed: ParsedDocument,
  layout: Layout,
  rules: 'state' | 'party',
): Finding[] {
  const lines = headLines(layout)
  return [
    ...country(source, lines, rules),
    ...bodies(source, parsed, layout, lines),
    ...(isEnclosed(layout) ? [] : number(source, parsed, layout, lines, rules)),
    ...placeAndDate(lines),
    ...typeName(layout, lines),
    ...subject(source, parsed, layout),
  ]
}

/** Phụ lục I, II.1: the words as given, the country in capitals, the motto with hyphens between spaces. */
function country(source: Source, lines: readonly Line[], rules: 'state' | 'party'): Finding[] {
  const findings: Finding[] = []
  const state = lines.find((l) => /cong hoa (?:xa hoi chu nghia|x\.?h\.?c\.?n\.?) ?(?:viet nam)?/.test(l.folded))
  const party = lines.find((l) => /dang cong san viet nam/.test(l.folded))
  if (rules === 'party') {
    const at = state && /cong hoa.*viet nam/.exec(state.folded)
    if (state && at)
      findings.push(
        finding(
          'form-country',
          'error',
          { start: state.start + at.index, end: state.start + at.index + at[0].length },
          'Văn bản của Đảng không ghi Quốc hiệu, Tiêu ngữ mà ghi “ĐẢNG CỘNG SẢN VIỆT NAM” (Hướng dẫn 36-HD/VPTW).',
          'A document of the Party bears “ĐẢNG CỘNG SẢN VIỆT NAM”, not the national title and motto.',
        ),
      )
    const title = party && /dang cong san viet nam/.exec(party.folded)!
    if (party && title) {
      const at = { start: party.start + title.index, end: party.start + title.index + title[0].length }
      if (source.text.slice(at.start, at.end) !== 'ĐẢNG CỘNG SẢN VIỆT NAM')
        findings.push(
          finding(
            'form-country',
            'warning',
            at,
            'Tiêu đề văn bản của Đảng ghi bằng chữ in hoa: “ĐẢNG CỘNG SẢN VIỆT NAM”.',
            'The title of a Party document is printed in capitals: “ĐẢNG CỘNG SẢN VIỆT NAM”.',
            { fix: 'ĐẢNG CỘNG SẢN VIỆT NAM' },
          ),
        )
    }
    return findings
  }
  for (const [code, pattern, meant, vi, en] of [
    [
      'form-country',
      /cong hoa (?:xa hoi chu nghia|x\.?h\.?c\.?n\.?) viet nam/,
      COUNTRY,
      `Quốc hiệu ghi bằng chữ in hoa: “${COUNTRY}”.`,
      `The national title is printed in capitals: “${COUNTRY}”.`,
    ],
    [
      'form-motto',
      /doc lap[^a-z\n]{1,5}tu do[^a-z\n]{1,5}hanh phuc/,
      MOTTO,
      `Tiêu ngữ ghi “${MOTTO}”: chữ cái đầu của mỗi cụm từ viết hoa, giữa các cụm từ có gạch nối, có cách chữ.`,
      `The motto is “${MOTTO}”: each of its parts opens with a capital, hyphens between spaces part them.`,
    ],
  ] as const)
    for (const line of lines) {
      const found = pattern.exec(line.folded)
      if (!found) continue
      const at = { start: line.start + found.index, end: line.start + found.index + found[0].length }
      const text = source.text.slice(at.start, at.end)
      // "HÒA" and "HOÀ" are one word; recognition does not tell a dash from a hyphen.
      const said = source.format === 'scan' ? text.replace(/\s*[–—-]\s*/g, ' - ') : text
      if (tones(said) !== tones(meant)) findings.push(finding(code, 'warning', at, vi, en, { fix: meant }))
      break
    }
  return findings
}

/** One form for the two places of a tone mark; case stays. */
function tones(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => {
    const one = canonical(word.toLowerCase())
    return word === word.toUpperCase() ? one.toUpperCase() : /^\p{Lu}/u.test(word) ? `^${one}` : one
  })
}

/** Phụ lục I, II.2: names of the bodies in capitals; a local body adds the name of its place. */
function bodies(source: Source, parsed: ParsedDocument, { letterhead }: Layout, lines: readonly Line[]): Finding[] {
  const findings: Finding[] = []
  const anchor = lines.findIndex((l) => /cong hoa xa hoi|doc lap\W+tu do|^so\s*:|dang cong san/.test(l.folded))
  for (const [i, line] of lines.entries()) {
    if (anchor < 0 || Math.abs(i - anchor) > 4) continue
    const text = line.text.split(/\s{3,}|\t/)[0]!.trim()
    const end = line.text.indexOf(text) + text.length
    // What a page prints above its document ("Trang chủ", an address) is no name of a body.
    if (text.length < 6 || text.length > 70 || /[\d:;,.?!]|ngay /.test(fold(text)) || isUpper(text)) continue
    if (/dang cong san viet nam/.test(fold(text)) || !opensWithBody(fold(text)) || !/^\p{Lu}/u.test(text)) continue
    findings.push(
      finding(
        'form-issuer-case',
        'warning',
        { start: line.start + line.text.indexOf(text), end: line.start + end },
        `Tên cơ quan “${text}” ghi bằng chữ in hoa.`,
        `The name of the body “${text}” is printed in capitals.`,
        { fix: text.toLocaleUpperCase('vi') },
      ),
    )
  }
  if (
    letterhead.issuer &&
    parsed.at.issuer &&
    /^(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)$/.test(fold(letterhead.issuer))
  )
    findings.push(
      finding(
        'form-issuer-place',
        'warning',
        parsed.at.issuer,
        `“${source.text.slice(parsed.at.issuer.start, parsed.at.issuer.end)}”: tên cơ quan ở địa phương ghi kèm tên địa phương.`,
        'The name of a local body goes with the name of its place.',
      ),
    )
  return findings
}

/** Phụ lục I, II.3 and Phụ lục III: "Số: 05/KH-THCS", the code that of the kind; a công văn has none. */
function number(
  source: Source,
  parsed: ParsedDocument,
  layout: Layout,
  lines: readonly Line[],
  rules: 'state' | 'party',
): Finding[] {
  const findings: Finding[] = []
  const { number: value } = parsed
  const at = parsed.at.number
  if (value === null || at === undefined) return []
  const raw = source.text.slice(at.start, at.end).trim()
  // Room before the stroke is left for the clerk to write the number in.
  const groups = raw.replace(/\s+(?=\/)/g, '')
  const tidy = groups.replace(/\s*\/\s*/g, '/').replace(/\s*[-–—]\s*/g, '-')
  if (/\s/.test(value))
    findings.push(
      finding(
        'number-symbol',
        'warning',
        at,
        `Số, ký hiệu “${value}” có dấu cách; các nhóm chữ viết tắt nối bằng dấu gạch nối, không cách chữ.`,
        `The number “${value}” holds a space; its groups are joined by hyphens without spaces.`,
      ),
    )
  else if (tidy !== groups && tidy === value && source.format !== 'scan')
    findings.push(
      finding(
        'number-symbol',
        'warning',
        at,
        `Ký hiệu “${raw}”: các nhóm chữ viết tắt nối bằng dấu gạch nối (-), không cách chữ.`,
        `The groups of the symbol “${raw}” are joined by hyphens (-) without spaces.`,
        { fix: tidy },
      ),
    )
  const label = lines.find((l) => l.start <= at.start && at.start <= l.start + l.text.length)
  const said = label && /(?<=^|\s{3})(\p{L}+)(\s*:)?\s*$/u.exec(source.text.slice(label.start, at.start))
  if (said && fold(said[1]!) === 'so' && (said[1] !== 'Số' || said[2] === undefined) && rules === 'state') {
    const start = label.start + said.index
    findings.push(
      finding(
        'form-number-label',
        'warning',
        { start, end: at.start },
        `“${source.text.slice(start, at.start).trim()}”: từ “Số” viết thường chữ sau, sau có dấu hai chấm.`,
        'The number is introduced by “Số:”.',
        { fix: 'Số: ' },
      ),
    )
  }
  const digits = /^\d+/.exec(value)![0]
  if (digits.length === 1)
    findings.push(
      finding(
        'form-number-pad',
        'warning',
        { start: at.start, end: at.start + 1 },
        `Số nhỏ hơn 10 ghi thêm số 0 phía trước: “0${value}”.`,
        `A number below 10 is printed with a zero before it: “0${value}”.`,
        { fix: `0${digits}` },
      ),
    )
  findings.push(...(rules === 'state' ? stateSymbol(source, value, at, layout) : partySymbol(value, at)))
  return findings
}

function stateSymbol(source: Source, value: string, at: Place, layout: Layout): Finding[] {
  const m = /^\d+(?:[a-z]?)\/([^-/]+)(-.+)?$/u.exec(value)
  if (!m) return []
  const code = m[1]!
  const start = source.text.indexOf(code, at.start)
  const place = start < 0 || start + code.length > at.end ? at : { start, end: start + code.length }
  const kind = layout.head.heading?.kind ?? null
  if (kind === null || kind === 'Công văn') {
    if (kind === null && !layout.head.addressed) return []
    if (fold(code) !== 'cv') return []
    return [
      finding(
        'form-number-kind',
        'error',
        at,
        `Công văn của cơ quan nhà nước không có ký hiệu loại “${code}”: sau số là chữ viết tắt tên cơ quan và đơn vị soạn thảo.`,
        `An official letter of the State bears no type code “${code}”: the body and the drafting unit follow the number.`,
        m[2] ? { fix: `${value.slice(0, value.indexOf('/'))}/${m[2].slice(1)}` } : {},
      ),
    ]
  }
  const right = CODES.get(kind)
  if (right === undefined) return []
  const named = kindOfNumber(value)
  if (code === right) {
    if (m[2]) return []
    return [
      finding(
        'form-number-issuer',
        'warning',
        at,
        `Ký hiệu “${value}” thiếu chữ viết tắt tên cơ quan sau “${code}-”.`,
        `The symbol “${value}” lacks the abbreviation of the body after “${code}-”.`,
      ),
    ]
  }
  if (fold(code) === fold(right) && fold(code) !== 'da')
    return [
      finding(
        'form-number-kind',
        'warning',
        place,
        `Chữ viết tắt của ${kind} là “${right}” (Phụ lục III).`,
        `The code of this kind of document is “${right}”.`,
        { fix: right },
      ),
    ]
  if (named !== null && named !== kind)
    return [
      finding(
        'form-number-kind',
        'error',
        place,
        `Ký hiệu ghi “${code}” (${named}) nhưng tên loại là ${kind}: chữ viết tắt là “${right}” (Phụ lục III).`,
        `The symbol says “${code}”, the type name is ${kind}: its code is “${right}”.`,
      ),
    ]
  if (named === kind) return []
  return [
    finding(
      'form-number-kind',
      'warning',
      at,
      `Ký hiệu “${value}” thiếu chữ viết tắt tên loại “${right}” của ${kind} (Phụ lục III).`,
      `The symbol “${value}” lacks the code “${right}” of this kind of document.`,
    ),
  ]
}

/** Hướng dẫn 36-HD/VPTW: "59-NQ/TW", digits then a hyphen. */
function partySymbol(value: string, at: Place): Finding[] {
  const m = /^(\d+)\/([^-/]+)-(.+)$/u.exec(value)
  if (!m) return []
  return [
    finding(
      'form-number-party',
      'warning',
      at,
      `Ký hiệu văn bản của Đảng ghi “${m[1]}-${m[2]}/${m[3]}” (Hướng dẫn 36-HD/VPTW).`,
      `A document of the Party is numbered “${m[1]}-${m[2]}/${m[3]}”.`,
      { fix: `${m[1]}-${m[2]}/${m[3]}` },
    ),
  ]
}

const DATED =
  /^(.*?)(\s*[,.;]?\s*)(ngày|Ngày|NGÀY)(\s*)(\d{1,2})(\s*(?:tháng|\/|-|\.)\s*)(\d{1,2})(\s*,?\s*(?:năm|\/|-|\.)\s*)(\d{4})/u

/** Phụ lục I, II.4: "Hà An, ngày 05 tháng 3 năm 2026". */
function placeAndDate(lines: readonly Line[]): Finding[] {
  for (const line of lines) {
    const at = /ngay\s*\d{1,2}\s*(?:thang|[/.-])\s*\d{1,2}\s*,?\s*(?:nam|[/.-])\s*\d{4}/.exec(line.folded)
    if (!at) continue
    // From the name of the place: back to the wide gap that parts it from the number.
    const before = line.text.slice(0, at.index)
    const from = /^(?:.*\S)?(?:\s{3,}|\t\s*)(?=\S)/.exec(before)?.[0].length ?? 0
    const text = line.text.slice(from)
    const m = DATED.exec(text)
    if (!m) return []
    const [whole, name, comma, , , day, , month, , year] = m as unknown as string[]
    // A number on the same line without a gap: its date is judged, not its comma.
    const alone = !/[\d:/]/.test(name!) && name!.trim() !== ''
    const shown = `ngày ${day!.padStart(2, '0')} tháng ${Number(month) < 3 ? month!.padStart(2, '0') : Number(month)} năm ${year}`
    const faults: [vi: string, en: string][] = []
    if (alone && !/^,\s/.test(comma!)) faults.push(['sau địa danh có dấu phẩy', 'a comma follows the place'])
    if (day!.length < 2) faults.push(['ngày nhỏ hơn 10 thêm số 0', 'a day below 10 takes a zero'])
    if (Number(month) < 3 && month!.length < 2) faults.push(['tháng 1, 2 thêm số 0', 'months 1 and 2 take a zero'])
    if (Number(month) > 2 && month!.startsWith('0'))
      faults.push(['tháng 3 đến tháng 9 không thêm số 0', 'months 3 to 9 take no zero'])
    const words = whole!.slice(name!.length + comma!.length)
    if (faults.length === 0 && words.replace(/\s+/g, ' ') !== shown)
      faults.push(['ghi đủ “ngày … tháng … năm …”', '“ngày … tháng … năm …” is written out'])
    if (faults.length === 0) return []
    const start = line.start + from + (alone ? name!.length : name!.length + comma!.length)
    return [
      finding(
        'form-date',
        'warning',
        { start, end: line.start + from + whole!.length },
        `Địa danh và thời gian: ${faults.map((f) => f[0]).join('; ')} (“${alone ? '…, ' : ''}${shown}”).`,
        `Place and date: ${faults.map((f) => f[1]).join('; ')}.`,
        { fix: `${alone ? ', ' : ''}${shown}` },
      ),
    ]
  }
  return []
}

/** Phụ lục I, II.5: the type name in capitals; a công văn prints none. */
function typeName({ head, recognised }: Layout, lines: readonly Line[]): Finding[] {
  if (!recognised) return []
  if (head.heading?.kind === 'Công văn')
    return [
      finding(
        'form-type-name',
        'warning',
        null,
        'Công văn không ghi tên loại; trích yếu “V/v …” đặt dưới số, ký hiệu.',
        'An official letter prints no type name; its subject “V/v …” stands under the number.',
      ),
    ]
  if (head.heading) return []
  for (const line of lines) {
    if (line.text.length > 40 || isUpper(line.text)) continue
    if (!kindOfHeading(line.folded.replace(/\s+/g, ' ').replace(/[\s.:*]+$/, ''))) continue
    return [
      finding(
        'form-type-name',
        'warning',
        { start: line.start, end: line.start + line.text.length },
        `Tên loại “${line.text}” ghi bằng chữ in hoa.`,
        `The type name “${line.text}” is printed in capitals.`,
        { fix: line.text.toLocaleUpperCase('vi') },
      ),
    ]
  }
  return []
}

/** Phụ lục I, II.5: the subject in small letters and without a full stop; "V/v" on a công văn alone. */
function subject(source: Source, parsed: ParsedDocument, layout: Layout): Finding[] {
  const at = parsed.at.title
  if (at === undefined || parsed.title === null) return []
  const raw = source.text.slice(at.start, at.end)
  if (layout.head.heading === null) {
    const label = /v\s*\/\s*v\s*:?\s*$/i.exec(source.text.slice(Math.max(0, at.start - 12), at.start))?.[0]
    if (label === undefined || /^V\/v\s+$/.test(label)) return []
    return [
      finding(
        'form-subject',
        'warning',
        { start: at.start - label.length, end: at.start },
        'Trích yếu công văn mở đầu bằng “V/v” và một dấu cách.',
        'The subject of an official letter opens with “V/v” and a space.',
        { fix: 'V/v ' },
      ),
    ]
  }
  const findings: Finding[] = []
  const label = /^v\s*\/\s*v\s*:?\s*/i.exec(raw)?.[0]
  if (label !== undefined)
    findings.push(
      finding(
        'form-subject',
        'warning',
        { start: at.start, end: at.start + label.length },
        'Văn bản có tên loại không ghi “V/v” trước trích yếu.',
        '“V/v” is printed on an official letter alone.',
        { fix: 'Về việc ' },
      ),
    )
  if (/[.;:]$/.test(raw) && !/\.\.\.$/.test(raw))
    findings.push(
      finding(
        'form-subject',
        'warning',
        { start: at.end - 1, end: at.end },
        'Cuối trích yếu không có dấu câu.',
        'No mark of punctuation ends the subject.',
        { fix: '' },
      ),
    )
  // Pages of the web set titles in capitals; what a file prints is its author's.
  if (!/^(?:txt|md|html)$/.test(source.format) && isUpper(parsed.title) && parsed.title.length > 12)
    findings.push(
      finding(
        'form-subject',
        'warning',
        at,
        'Trích yếu ghi bằng chữ in thường, đứng, đậm.',
        'The subject is printed in small letters, bold.',
      ),
    )
  return findings
}
