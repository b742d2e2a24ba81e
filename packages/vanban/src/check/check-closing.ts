import type { Finding, ParsedDocument, Place, Source } from '../document.ts'
import { opensWithBody } from '../parse/bodies.ts'
import { fold, isUpper } from '../parse/fold.ts'
import type { Layout } from '../parse/layout.ts'
import { place } from '../parse/paragraphs.ts'
import { RECIPIENTS_HEAD } from '../parse/recipients.ts'
import { finding } from './finding.ts'
import { CODES } from './rule-set.ts'

/** End mark, signer, addressees and recipients (Phụ lục I, II.6–II.9; điều 13). */
export function checkClosing(
  source: Source,
  parsed: ParsedDocument,
  layout: Layout,
  rules: 'state' | 'party',
): Finding[] {
  const findings = signer(source, parsed, layout, rules)
  if (rules === 'party') return findings
  return [...endMark(parsed, layout), ...addressees(source, parsed), ...findings, ...recipients(source, parsed, layout)]
}

/** Phụ lục I, II.6: "./." ends the text. */
function endMark(parsed: ParsedDocument, layout: Layout): Finding[] {
  const kind = layout.head.heading?.kind ?? parsed.kind
  if (parsed.signer === null || layout.signature === null) return []
  if (kind !== null && kind !== 'Công văn' && (!CODES.has(kind) || kind === 'Hợp đồng')) return []
  const body = layout.paragraphs.slice(layout.first, layout.bodyEnd).filter((p) => !p.note)
  const last = body.at(-1)
  if (!last || last.cell || body.slice(-3).some((p) => /\.\/\./.test(p.text)) || isUpper(last.text)) return []
  const stop = /[.;]?$/.exec(last.text)![0]
  return [
    finding(
      'form-end-mark',
      'warning',
      place(last, last.text.length - Math.max(1, stop.length), last.text.length),
      'Cuối nội dung văn bản ghi dấu kết thúc “./.”.',
      'The text ends with the mark “./.”.',
      stop === '.' ? { fix: './.' } : {},
    ),
  ]
}

/** Phụ lục I, II.9a: one addressee on the line of "Kính gửi:", several on lines of their own, "- …;", the last "- ….". */
function addressees(source: Source, parsed: ParsedDocument): Finding[] {
  const at = parsed.at.addressees
  if (at === undefined || parsed.addressees === null) return []
  const raw = source.text.slice(at.start, at.end)
  const label = /^\s*kinh gui(?:[ \t]*:)?/.exec(fold(raw))?.[0] ?? ''
  const findings: Finding[] = []
  const said = raw.slice(0, label.length)
  if (said !== 'Kính gửi:')
    findings.push(
      finding(
        'form-addressee',
        'warning',
        { start: at.start, end: at.start + label.length },
        `“${said.trim()}”: ghi “Kính gửi:” có dấu hai chấm.`,
        'The addressees are introduced by “Kính gửi:”.',
        { fix: 'Kính gửi:' },
      ),
    )
  const rows = raw.slice(label.length).trimStart()
  const listed = parsed.addressees.length > 1 && /^[-–]/.test(rows)
  if (parsed.addressees.length > 1 && !listed && /\n/.test(rows))
    findings.push(
      finding(
        'form-addressee',
        'warning',
        at,
        'Gửi nhiều nơi thì mỗi nơi ghi một dòng, đầu dòng có gạch, cuối dòng có dấu chấm phẩy, dòng cuối có dấu chấm.',
        'Several addressees stand on lines of their own, a dash before each, a semicolon behind, a full stop behind the last.',
      ),
    )
  const end = /[.;,]?$/.exec(raw.trimEnd())![0]
  if (listed && end !== '.') {
    const stop = at.start + raw.trimEnd().length
    findings.push(
      finding(
        'form-addressee',
        'warning',
        { start: stop - Math.max(1, end.length), end: stop },
        'Dòng cuối của “Kính gửi” kết thúc bằng dấu chấm.',
        'The last addressee ends with a full stop.',
        end === '' ? {} : { fix: '.' },
      ),
    )
  }
  return findings
}

const PREFIX = /^(t\s*[/.]?\s*u\s*[/.]?\s*q|t\s*[/.]?\s*m|k\s*[/.]?\s*t|t\s*[/.]?\s*l|q)(\s*[/.]|(?=\s))\s*(?=[a-z])/
/** Ranks of the forces are printed before the name (Phụ lục I, II.7d). */
const FORCES = /(?:dai|thuong|trung|thieu) (?:tuong|ta|uy)/
const SCHOOL = /truong|hoc vien|dai hoc|giao duc|vien |benh vien|trung tam/

/** NĐ 30/2020, điều 13 and Phụ lục I, II.7: TM. before a body, KT. before the head's post and a deputy's below. */
function signer(source: Source, parsed: ParsedDocument, layout: Layout, rules: 'state' | 'party'): Finding[] {
  const { signature } = layout
  if (signature === null || parsed.signer === null) return []
  const findings: Finding[] = []
  const { parts = [], position, name, deputy, honorific } = parsed.signer
  for (const line of layout.lines.slice(signature.from, signature.to)) {
    const from = Math.max(0, signature.at.start - line.start)
    const m = PREFIX.exec(line.folded.slice(from))
    if (!m) continue
    const letters = m[1]!.replace(/[^a-z]/g, '').toUpperCase()
    const meant = rules === 'party' ? [...letters].join('/') : `${letters}.`
    const at = { start: line.start + from, end: line.start + from + m[1]!.length + m[2]!.trimEnd().length }
    const said = source.text.slice(at.start, at.end)
    if (said === meant || (rules === 'party' && (said.startsWith(meant) || letters === 'Q'))) continue
    findings.push(
      finding(
        'form-signer-prefix',
        'warning',
        at,
        rules === 'party'
          ? `Văn bản của Đảng ghi “${meant}” (Hướng dẫn 36-HD/VPTW), không ghi “${said}”.`
          : `Quyền hạn của người ký ghi “${meant}”, không ghi “${said}”.`,
        `The authority of the signer is printed “${meant}”, not “${said}”.`,
        { fix: meant },
      ),
    )
  }
  const at = signature.at
  const one = (code: string, vi: string, en: string): void => {
    findings.push(finding(code, 'warning', at, vi, en))
  }
  const signedFor = (prefix: string) => parts.find((p) => p.prefix === prefix)
  if (signedFor('KT') && position !== null && !deputy && !/phu trach|quyen/.test(fold(position)))
    one(
      'form-signer-deputy',
      `Ký thay (KT.) ghi chức vụ của cấp phó ở dòng dưới; ở đây là “${position}”.`,
      `KT. is followed by the post of a deputy; here it is “${position}”.`,
    )
  if (deputy && rules === 'state' && !['KT', 'TL', 'TUQ', 'Q'].some(signedFor))
    one(
      'form-signer-deputy',
      `Cấp phó (“${position}”) ký thay người đứng đầu thì ghi “KT.” và chức vụ của người đứng đầu ở dòng trên.`,
      'A deputy signs for the head: “KT.” and the post of the head stand above.',
    )
  const onBehalf = signedFor('TM')
  if (
    onBehalf?.for &&
    /^(?:hieu truong|giam doc|chu tich(?! doan)|truong phong|bo truong|thu truong|chanh )/.test(fold(onBehalf.for))
  )
    one(
      'form-signer-authority',
      `“TM.” đứng trước tên tập thể, không trước chức vụ “${onBehalf.for}”.`,
      `TM. stands before the name of a body, not before the post “${onBehalf.for}”.`,
    )
  const inPlace = signedFor('KT')
  if (
    inPlace?.for &&
    /^(?:uy ban|ubnd|hoi dong|truong (?:thcs|tieu|thpt|mam)|so |phong )/.test(fold(inPlace.for)) &&
    opensWithBody(fold(inPlace.for))
  )
    one(
      'form-signer-authority',
      `“KT.” đứng trước chức vụ của người đứng đầu, không trước tên cơ quan “${inPlace.for}”.`,
      `KT. stands before the post of the head, not before the body “${inPlace.for}”.`,
    )
  if (rules === 'state' && honorific && !FORCES.test(fold(honorific))) {
    const start = source.text.lastIndexOf(honorific, signature.at.end)
    const school = SCHOOL.test(fold(parsed.issuer ?? ''))
    if (start >= signature.at.start)
      findings.push(
        finding(
          'form-signer-honorific',
          school ? 'question' : 'warning',
          { start, end: start + honorific.length },
          school
            ? `“${honorific}” trước họ tên: chỉ ghi học hàm, học vị khi ngành quản lý cho phép.`
            : `Trước họ tên người ký không ghi học hàm, học vị, danh hiệu (“${honorific}”).`,
          `No academic or honorary title stands before the signer's name (“${honorific}”).`,
        ),
      )
  }
  if (name !== null && isUpper(name)) {
    const start = source.text.lastIndexOf(name, signature.at.end)
    const fix = name.toLocaleLowerCase('vi').replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toLocaleUpperCase('vi'))
    if (start >= signature.at.start)
      findings.push(
        finding(
          'form-signer-name',
          'warning',
          { start, end: start + name.length },
          `Họ tên người ký ghi bằng chữ in thường, đậm: “${fix}”.`,
          `The signer's name is printed in small letters, bold: “${fix}”.`,
          { fix },
        ),
      )
  }
  return findings
}

/** Phụ lục I, II.9b: "- …;" line by line, at the end "- Lưu: VT, ….". */
function recipients(source: Source, parsed: ParsedDocument, layout: Layout): Finding[] {
  const list = layout.recipients
  if (list === null || parsed.recipients === null) return []
  const findings: Finding[] = []
  const head = layout.lines[list.from]!
  const label = RECIPIENTS_HEAD.exec(head.folded)![0]
  const said = head.text.slice(0, label.length).trimEnd()
  if (!said.endsWith(':') || /^NƠI/.test(said))
    findings.push(
      finding(
        'form-recipients-label',
        'warning',
        { start: head.start, end: head.start + said.length },
        `“${said}”: ghi “Nơi nhận:” có dấu hai chấm.`,
        'The list of recipients is introduced by “Nơi nhận:”.',
        { fix: 'Nơi nhận:' },
      ),
    )
  const open: Place[] = []
  const bare: Place[] = []
  list.entries.forEach(({ at }, i) => {
    const raw = source.text.slice(at.start, at.end)
    const end = at.start + raw.trimEnd().length
    if (i < list.entries.length - 1 && !/[;:](?:\s*\([^)]*\)[;.]?)?$/.test(raw.trimEnd()))
      open.push({ start: end - 1, end })
    const dash = /[-–+*•]\s*$/.test(source.text.slice(Math.max(0, at.start - 4), at.start)) || /^[-–+*•]/.test(raw)
    if (!dash) bare.push(at)
  })
  if (open.length > 0)
    findings.push(
      finding(
        'form-recipients-end',
        'warning',
        open[0]!,
        `${open.length} dòng nơi nhận không kết thúc bằng dấu chấm phẩy.`,
        `${open.length} line(s) of the recipients do not end with a semicolon.`,
        { also: open.slice(1) },
      ),
    )
  if (bare.length > 0 && bare.length < list.entries.length + 1)
    findings.push(
      finding(
        'form-recipients-dash',
        'warning',
        bare[0]!,
        'Mỗi nơi nhận ghi một dòng, đầu dòng có gạch.',
        'Each recipient stands on a line that opens with a dash.',
        { also: bare.slice(1) },
      ),
    )
  const last = list.entries.at(-1)!
  const raw = source.text.slice(last.at.start, last.at.end).trimEnd()
  const end = last.at.start + raw.length
  const filing = /luu\s*:?/.exec(fold(raw))
  // A list of which a page end or a column cut the rest is not judged by its last line.
  const later = layout.lines.slice(list.from).some((l) => /(?:^|[-–\s])luu\s*:/.test(l.folded))
  if (!filing || !/^[-–+\s]*luu/.test(fold(raw))) {
    if (later) return findings
    findings.push(
      finding(
        'form-recipients-filed',
        'warning',
        last.at,
        'Dòng cuối của nơi nhận ghi “Lưu: VT, …”.',
        'The last line of the recipients is “Lưu: VT, …”.',
      ),
    )
  } else {
    const from = last.at.start + filing.index
    const words = source.text.slice(from, from + filing[0].length)
    if (words !== 'Lưu:')
      findings.push(
        finding(
          'form-recipients-filed',
          'warning',
          { start: from, end: from + words.trimEnd().length },
          'Sau chữ “Lưu” có dấu hai chấm: “Lưu: VT, …”.',
          'A colon follows “Lưu”: “Lưu: VT, …”.',
          { fix: 'Lưu:' },
        ),
      )
    if (!raw.endsWith('.'))
      findings.push(
        finding(
          'form-recipients-filed',
          'warning',
          { start: end - 1, end },
          'Dòng “Lưu” kết thúc bằng dấu chấm.',
          'The line “Lưu” ends with a full stop.',
          /[;,]$/.test(raw) ? { fix: '.' } : {},
        ),
      )
  }
  return findings
}
