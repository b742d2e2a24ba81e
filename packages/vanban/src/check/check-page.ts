import type { Finding, ParsedDocument, Place, Source, SourceLine } from '../document.ts'
import type { Layout } from '../parse/layout.ts'
import { finding } from './finding.ts'
import { ruleSetOf } from './rule-set.ts'

/** What a printed length may miss by: word processors round to points and to hundredths of an inch. */
const SLACK = 0.6
/** A text of more characters has a second page. */
const ONE_PAGE = 3500

/**
 * Paper, margins, page number, fonts, sizes and paragraphs of a word processor's file against NĐ 30/2020, Phụ lục I, I
 * and II. Of a Party document only paper and font are looked at: Hướng dẫn 36-HD/VPTW has sizes of its own.
 */
export function checkPage(source: Source, parsed: ParsedDocument, layout: Layout): Finding[] {
  const rules = ruleSetOf(parsed, layout)
  if (source.format !== 'docx' || rules === null) return []
  const findings = [...paper(source), ...family(source)]
  if (rules === 'state')
    findings.push(...pageNumber(source), ...components(source, parsed, layout), ...body(source, layout))
  return findings
}

const shown = (value: number): string => String(Math.round(value * 10) / 10).replace('.', ',')

/** Phụ lục I, I.1–I.4. */
function paper({ page }: Source): Finding[] {
  if (!page) return []
  const findings: Finding[] = []
  const [short, long] = [Math.min(page.width, page.height), Math.max(page.width, page.height)]
  if (Math.abs(short - 210) > 2 || Math.abs(long - 297) > 2)
    findings.push(
      finding(
        'layout-page-paper',
        'warning',
        null,
        `Khổ giấy ${shown(page.width)} x ${shown(page.height)} mm; quy định A4 (210 x 297 mm).`,
        `The paper is ${shown(page.width)} x ${shown(page.height)} mm; A4 (210 x 297 mm) is prescribed.`,
      ),
    )
  const wrong = (
    [
      ['top', 'Lề trên', 'top', 20, 25],
      ['bottom', 'Lề dưới', 'bottom', 20, 25],
      ['left', 'Lề trái', 'left', 30, 35],
      ['right', 'Lề phải', 'right', 15, 20],
    ] as const
  ).filter(([key, , , least, most]) => page.margins[key] < least - SLACK || page.margins[key] > most + SLACK)
  // A sheet laid across is turned: its margins are those of the upright one, turned with it.
  if (wrong.length > 0 && page.width <= page.height)
    findings.push(
      finding(
        'layout-page-margins',
        'warning',
        null,
        `${wrong.map(([key, vi, , least, most]) => `${vi} ${shown(page.margins[key])} mm; quy định ${least}–${most} mm`).join('. ')}.`,
        `${wrong.map(([key, , en, least, most]) => `The ${en} margin is ${shown(page.margins[key])} mm; ${least}–${most} mm is prescribed`).join('. ')}.`,
      ),
    )
  return findings
}

/** Phụ lục I, I.7: in the middle of the top margin, size 13–14, not on the first page. */
function pageNumber({ page, text }: Source): Finding[] {
  if (!page) return []
  const faults: [vi: string, en: string][] = []
  const { number } = page
  if (number === null) {
    if (text.length > ONE_PAGE) faults.push(['không có số trang', 'there is none'])
  } else {
    if (number.at === 'footer') faults.push(['đặt ở lề dưới; quy định ở lề trên', 'it stands in the bottom margin'])
    if (number.align !== 'center') faults.push(['không căn giữa', 'it is not centred'])
    if (number.size !== null && (number.size < 13 || number.size > 14))
      faults.push([`cỡ chữ ${shown(number.size)}; quy định 13–14`, `its size is ${shown(number.size)}, not 13–14`])
    if (number.onFirstPage) faults.push(['hiển thị ở trang đầu', 'the first page bears it'])
  }
  if (faults.length === 0) return []
  return [
    finding(
      'layout-page-number',
      'warning',
      null,
      `Số trang: ${faults.map((f) => f[0]).join('; ')}.`,
      `Page number: ${faults.map((f) => f[1]).join('; ')}; it is to be centred in the top margin from page 2 on.`,
    ),
  ]
}

/** Phụ lục I, I.5: Times New Roman. */
function family(source: Source): Finding[] {
  const others = source.lines.filter((l) => l.font !== undefined && !/^times new roman/i.test(l.font))
  if (others.length === 0) return []
  const names = [...new Set(others.map((l) => l.font!))].slice(0, 3).join(', ')
  return [
    finding(
      'layout-font-family',
      'warning',
      at(others[0]!),
      `${others.length} dòng dùng phông ${names}; quy định Times New Roman.`,
      `${others.length} line(s) are set in ${names}; Times New Roman is prescribed.`,
      { also: others.slice(1, MOST).map(at) },
    ),
  ]
}

/** Most places shown of one finding. */
const MOST = 50

const at = (line: SourceLine): Place => ({ start: line.start, end: line.end })

interface Rule {
  vi: string
  en: string
  lines: SourceLine[]
  sizes: readonly [least: number, most: number]
  bold?: boolean
  italic?: boolean
}

/** Size and style of every component (Phụ lục I, II and the table of its part V). */
function components(source: Source, parsed: ParsedDocument, layout: Layout): Finding[] {
  const by = (place: Place | undefined): SourceLine[] => (place ? linesAt(source, place) : [])
  const found = (pattern: RegExp): SourceLine[] =>
    layout.lines
      .slice(layout.head.from, layout.head.letterheadTo)
      .filter((l) => pattern.test(l.folded))
      .map((l) => source.lines[l.index]!)
  const heading = layout.head.heading ? [layout.lines[layout.head.heading.at]!.index] : []
  const bases = layout.paragraphs
    .slice(layout.first, layout.preambleEnd)
    .filter((p) => /^can cu /.test(p.folded) && layout.head.heading !== null && !layout.head.addressed)
    .map((p) => source.lines[p.line]!)
  const list = layout.recipients
  const label = list ? [source.lines[layout.lines[list.from]!.index]!] : []
  const rules: Rule[] = [
    { vi: 'Quốc hiệu', en: 'national title', lines: found(/^cong hoa xa hoi/), sizes: [12, 13], bold: true },
    { vi: 'Tiêu ngữ', en: 'motto', lines: found(/^doc lap\W+tu do/), sizes: [13, 14], bold: true },
    { vi: 'Tên cơ quan chủ quản', en: 'superior body', lines: by(parsed.at.superior), sizes: [12, 13], bold: false },
    { vi: 'Tên cơ quan ban hành', en: 'issuing body', lines: by(parsed.at.issuer), sizes: [12, 13], bold: true },
    { vi: 'Số, ký hiệu', en: 'number', lines: by(parsed.at.number), sizes: [13, 13], bold: false },
    { vi: 'Địa danh, thời gian', en: 'place and date', lines: by(parsed.at.date), sizes: [13, 14], italic: true },
    { vi: 'Tên loại', en: 'type name', lines: heading.map((i) => source.lines[i]!), sizes: [13, 14], bold: true },
    layout.head.heading
      ? { vi: 'Trích yếu', en: 'subject', lines: by(parsed.at.title), sizes: [13, 14], bold: true }
      : { vi: 'Trích yếu', en: 'subject', lines: by(parsed.at.title), sizes: [12, 13], bold: false },
    { vi: 'Căn cứ ban hành', en: 'legal bases', lines: bases, sizes: [13, 14], italic: true },
    { vi: 'Chức vụ, họ tên người ký', en: 'signer', lines: signature(source, layout), sizes: [13, 14], bold: true },
    { vi: 'Chữ “Nơi nhận”', en: 'label of the recipients', lines: label, sizes: [12, 12], bold: true, italic: true },
    {
      vi: 'Danh sách nơi nhận',
      en: 'recipients',
      lines: parsed.recipientPurposes?.flatMap((r) => linesAt(source, r.at)) ?? [],
      sizes: [11, 11],
    },
  ]
  // A label and its first recipient on one line are neither.
  const inline = list?.entries[0] && linesAt(source, list.entries[0].at)[0] === label[0]
  const judged = inline ? rules.slice(0, -2) : rules
  const sizes: [SourceLine, string, string][] = []
  const styles: [SourceLine, string, string][] = []
  for (const {
    vi,
    en,
    lines,
    sizes: [least, most],
    bold,
    italic,
  } of judged) {
    const size = lines.find((l) => l.size !== undefined && (l.size < least || l.size > most))
    const range = least === most ? String(least) : `${least}–${most}`
    if (size)
      sizes.push([size, `${vi} ${shown(size.size!)}; quy định ${range}`, `${en} ${shown(size.size!)}, not ${range}`])
    for (const [key, meant, viWord, enWord] of [
      ['bold', bold, 'đậm', 'bold'],
      ['italic', italic, 'nghiêng', 'italic'],
    ] as const) {
      const odd = meant === undefined ? undefined : lines.find((l) => l[key] !== null && l[key] !== meant)
      if (odd)
        styles.push([odd, `${vi} ${meant ? 'in' : 'không in'} ${viWord}`, `${en} ${meant ? '' : 'not '}${enWord}`])
    }
  }
  return [
    ...one('layout-font-size', 'Cỡ chữ', 'Sizes', sizes),
    ...one('layout-font-style', 'Kiểu chữ', 'Styles', styles),
  ]
}

function one(code: string, vi: string, en: string, faults: readonly [SourceLine, string, string][]): Finding[] {
  if (faults.length === 0) return []
  return [
    finding(
      code,
      'warning',
      at(faults[0]![0]),
      `${vi}: ${faults.map((f) => f[1]).join('; ')}.`,
      `${en}: ${faults.map((f) => f[2]).join('; ')}.`,
      { also: faults.slice(1).map((f) => at(f[0])) },
    ),
  ]
}

function signature(source: Source, { signature: block, lines }: Layout): SourceLine[] {
  if (block === null) return []
  return lines
    .slice(block.from, block.to)
    .filter((l) => l.start >= block.at.start && !/^[([]/.test(l.text))
    .map((l) => source.lines[l.index]!)
}

function linesAt(source: Source, place: Place): SourceLine[] {
  return source.lines.filter((l) => l.start < place.end && place.start < l.end)
}

/** Size, alignment, indent and room of the running text (Phụ lục I, II.6). */
function body(source: Source, layout: Layout): Finding[] {
  const lines = layout.paragraphs
    .slice(layout.first, layout.bodyEnd)
    .filter((p) => !p.cell && !p.note && p.text.length > 100 && !p.bold)
    .map((p) => source.lines[p.line]!)
    // A note under a title ("Ban hành kèm theo …") is centred.
    .filter((l) => l.size !== undefined && l.align !== 'center')
  if (lines.length === 0) return []
  const findings: Finding[] = []
  const report = (code: string, odd: readonly SourceLine[], vi: string, en: string): void => {
    // One paragraph in another look is a slip of the hand; the rule is judged by how the text is set.
    if (odd.length === 0 || odd.length * 2 < lines.length) return
    findings.push(finding(code, 'warning', at(odd[0]!), vi, en, { also: odd.slice(1, MOST).map(at) }))
  }
  const sized = lines.filter((l) => l.size! < 13 || l.size! > 14)
  report(
    'layout-font-body',
    sized,
    `Nội dung cỡ chữ ${shown(sized[0]?.size ?? 0)}; quy định 13–14.`,
    `The text is set in size ${shown(sized[0]?.size ?? 0)}, not 13–14.`,
  )
  report(
    'layout-page-align',
    lines.filter((l) => l.align !== 'justify'),
    'Nội dung không căn đều hai lề.',
    'The text is not justified.',
  )
  // A tab or spaces before the first word stand for the indent.
  const indented = lines.filter((l) => !/^\s/.test(source.text.slice(l.start, l.end)))
  const flat = indented.filter((l) => Math.abs(l.firstLine! - 10) > SLACK && Math.abs(l.firstLine! - 12.7) > SLACK)
  report(
    'layout-page-indent',
    flat,
    `Dòng đầu đoạn lùi ${shown(flat[0]?.firstLine ?? 0)} mm; quy định 10 mm hoặc 12,7 mm.`,
    `First lines are indented by ${shown(flat[0]?.firstLine ?? 0)} mm, not 10 or 12.7 mm.`,
  )
  const tight = lines.filter((l) => l.spacing!.before + l.spacing!.after < 6 - 0.05)
  report(
    'layout-page-gap',
    tight,
    `Khoảng cách giữa các đoạn ${shown((tight[0]?.spacing?.before ?? 0) + (tight[0]?.spacing?.after ?? 0))} pt; quy định tối thiểu 6 pt.`,
    'Less than 6 pt stand between the paragraphs.',
  )
  const apart = lines.filter((l) => l.spacing!.line !== null && (l.spacing!.line < 0.98 || l.spacing!.line > 1.52))
  report(
    'layout-page-leading',
    apart,
    `Giãn dòng ${shown(apart[0]?.spacing?.line ?? 0)} dòng; quy định từ 1 đến 1,5 dòng.`,
    `The line spacing is ${shown(apart[0]?.spacing?.line ?? 0)}; 1 to 1.5 lines are prescribed.`,
  )
  return findings
}
