import type { Finding, Place, Source } from '../document.ts'
import { fold, isUpper } from '../parse/fold.ts'
import type { Layout } from '../parse/layout.ts'
import { place } from '../parse/paragraphs.ts'
import { finding } from './finding.ts'

/** What copying from pages left behind: sentences cut by a page end, foot notes and page numbers inside the text. */
export function checkLayout(source: Source, layout: Layout): Finding[] {
  const findings: Finding[] = []
  const { paragraphs, furniture } = layout
  const mended = paragraphs.slice(layout.first, layout.bodyEnd).filter((p) => !p.note && p.mended.length > 0)
  if (mended.length > 0) {
    const places = mended.flatMap((p) => p.mended.map((at) => around(source, at)))
    findings.push(
      finding(
        'layout-broken-sentence',
        'warning',
        places[0]!,
        `${places.length} câu bị ngắt làm hai đoạn (chỗ hết trang), ví dụ “…${quote(source, places[0]!)}…”.`,
        `${places.length} sentence(s) are cut in two paragraphs where a page ended.`,
        { also: places.slice(1) },
      ),
    )
  }
  for (const p of paragraphs)
    if (p.overNote)
      findings.push(
        finding(
          'layout-note-in-text',
          'warning',
          { start: p.start, end: p.end },
          `Mục “${p.text.slice(0, 40)}…” bị chú thích cuối trang chen vào giữa.`,
          `The item “${p.text.slice(0, 40)}…” is cut in two by a foot note.`,
        ),
      )
  for (const p of paragraphs) {
    if (!p.note) continue
    const last = layout.cited.filter((c) => c.paragraph === p).at(-1)
    if (last && last.end >= p.text.length - 2 && !last.citation.issuer && !/[.;]$/.test(p.text))
      findings.push(
        finding(
          'layout-note-cut',
          'warning',
          last.citation.at,
          `Chú thích bị cắt sau “${p.text.slice(last.start)}”: thiếu cơ quan ban hành và trích yếu.`,
          `The foot note breaks off after “${p.text.slice(last.start)}”.`,
        ),
      )
  }
  const strangers = betweenItems(layout)
  if (strangers.length > 0)
    findings.push(
      finding(
        'layout-note-in-text',
        'warning',
        strangers[0]!,
        `Đoạn “${quote(source, strangers[0]!)}…” đứng giữa các gạch đầu dòng mà không phải một mục; có thể là chú thích cuối trang.`,
        `A paragraph that is no item stands among the bullets; it may be a foot note.`,
        { also: strangers.slice(1) },
      ),
    )
  for (const p of paragraphs) {
    const mark = /\p{Ll} (\d{1,2}) [;,.](?=\s|$)/u.exec(p.text)
    if (
      mark &&
      !/(?:lớp|cấp|khoản|mục|điểm|kỳ|tháng|quý|mẫu|số|khối|tiểu|mức|loại|nhóm|bậc|hạng)$/.test(
        p.text.slice(0, mark.index + 1),
      )
    )
      findings.push(
        finding(
          'layout-bare-note-mark',
          'warning',
          place(p, mark.index + 2, mark.index + 2 + mark[1]!.length),
          `Số “${mark[1]}” trong “${p.text.slice(Math.max(0, mark.index - 12), mark.index + mark[0].length)}” có lẽ là dấu chú thích.`,
          `The figure “${mark[1]}” is probably the mark of a foot note.`,
        ),
      )
    const glued = /[\p{L})”"](\.)(\d{1,3})$/u.exec(p.text)
    if (glued && !/\d\.\d+$/.test(p.text.replace(/[\p{L})”"]\.\d{1,3}$/u, '')))
      findings.push(
        finding(
          'layout-glued-page-number',
          'warning',
          place(p, glued.index + 2, p.text.length),
          `Số trang “${glued[2]}” dính vào cuối câu.`,
          `The page number “${glued[2]}” is stuck to the end of a sentence.`,
          { fix: '' },
        ),
      )
  }
  layout.source.lines.forEach((line, i) => {
    const text = source.text.slice(line.start, line.end).trim()
    if (furniture.has(i) && /^mailto:/i.test(text))
      findings.push(
        finding(
          'layout-leftover',
          'warning',
          { start: line.start, end: line.end },
          `Liên kết “${text}” còn sót lại.`,
          `The link “${text}” was left behind.`,
          { fix: '' },
        ),
      )
  })
  const depths = headingDepths(layout)
  if (depths)
    findings.push(
      finding(
        'layout-heading-depth',
        'question',
        depths[0]!,
        'Các đề mục cùng cấp được định dạng ở những cấp tiêu đề khác nhau.',
        'Headings of one level are set at different heading depths.',
        { also: depths.slice(1) },
      ),
    )
  return findings
}

function around(source: Source, at: number): Place {
  const line = source.lines.find((l) => l.start <= at && at <= l.end)
  return { start: at, end: line ? line.end : at }
}

function quote(source: Source, at: Place): string {
  return source.text
    .slice(at.start, Math.min(at.end, at.start + 50))
    .replace(/\s+/g, ' ')
    .trim()
}

/** Plain paragraphs with a bullet before and after them in one section. */
function betweenItems({ paragraphs, outline, mainStart, bodyEnd }: Layout): Place[] {
  const heads = new Set(outline.sections.map((s) => s.paragraph).concat(outline.sections.map((s) => s.titleParagraph)))
  const bullet = (i: number): boolean => /^[-–+*•]\s*\S/.test(paragraphs[i]?.text ?? '')
  const out: Place[] = []
  let afterBullet = false
  let waiting: Place[] = []
  for (let i = mainStart; i < bodyEnd; i++) {
    const p = paragraphs[i]!
    if (p.cell || p.note) continue
    if (heads.has(i)) {
      afterBullet = false
      waiting = []
    } else if (bullet(i)) {
      out.push(...waiting)
      waiting = []
      afterBullet = /[.;…]["”')]*$/.test(p.text)
    } else if (afterBullet && !isUpper(p.text) && p.text.length > 40 && !/:$/.test(p.text))
      waiting.push({ start: p.start, end: p.end })
  }
  return out
}

function headingDepths({ source, outline, paragraphs }: Layout): Place[] | null {
  const byLevel = new Map<number, Map<number, Place>>()
  for (const s of outline.sections) {
    if (!s.heading) continue
    const p = paragraphs[s.paragraph]!
    const depth = source.lines[p.line]?.heading
    if (depth === undefined) continue
    const known = byLevel.get(s.level) ?? new Map<number, Place>()
    if (!known.has(depth)) known.set(depth, { start: p.start, end: p.end })
    byLevel.set(s.level, known)
  }
  for (const depths of byLevel.values()) if (depths.size > 1) return [...depths.values()]
  return null
}

const DOTS = /,\.{1,2}(?!\.)|(?<!\.)\.{2}(?!\.)(?!\/)|(?<!\.)\.{4,5}(?!\.)/g

/** Marks of punctuation: two or four dots, quotation marks left open, an underscore for a bracket, uneven dashes. */
export function checkPunctuation(source: Source, layout: Layout): Finding[] {
  const findings: Finding[] = []
  const body = layout.recognised ? layout.paragraphs.slice(layout.first) : layout.paragraphs
  const dots: Place[] = []
  const underscores: Place[] = []
  const dashes: Place[] = []
  const quotes: Place[] = []
  for (const p of body) {
    if (/\.{2}|,\./.test(p.text) && !/\.{6,}|…{2,}/.test(p.text))
      for (const m of p.text.matchAll(DOTS)) dots.push(place(p, m.index, m.index + m[0].length))
    for (const m of p.text.matchAll(/\p{L}(_)(?=\s\p{L})/gu)) underscores.push(place(p, m.index + 1, m.index + 2))
    for (const m of p.text.matchAll(/(?<!\d)((?:19|20)\d\d)(?: [-–]|[-–] )((?:19|20)\d\d)(?!\d)/g))
      dashes.push(place(p, m.index, m.index + m[0].length))
    const open = openQuote(p.text)
    if (open >= 0) quotes.push(place(p, open, open + 1))
  }
  const show = (at: Place): string => source.text.slice(Math.max(0, at.start - 12), at.end).replace(/\s+/g, ' ')
  if (dots.length > 0)
    findings.push(
      finding(
        'punctuation-dots',
        'warning',
        dots[0]!,
        `Dấu chấm lửng gồm ba chấm: “${show(dots[0]!)}”.`,
        `An ellipsis has three dots: “${show(dots[0]!)}”.`,
        { fix: '...', also: dots.slice(1) },
      ),
    )
  if (underscores.length > 0)
    findings.push(
      finding(
        'punctuation-underscore',
        'warning',
        underscores[0]!,
        `“${show(underscores[0]!)}”: dấu gạch dưới đứng thay dấu ngoặc.`,
        `“${show(underscores[0]!)}”: an underscore stands for a bracket.`,
        { also: underscores.slice(1) },
      ),
    )
  if (dashes.length > 0) {
    const text = source.text.slice(dashes[0]!.start, dashes[0]!.end)
    findings.push(
      finding(
        'spacing-dash',
        'warning',
        dashes[0]!,
        `“${text}”: khoảng trắng hai bên dấu gạch không đều.`,
        `“${text}”: uneven spaces around the dash.`,
        {
          fix: text.replace(/\s*([-–])\s*/, '-'),
          also: dashes.slice(1),
        },
      ),
    )
  }
  if (quotes.length > 0)
    findings.push(
      finding(
        'punctuation-quote',
        'warning',
        quotes[0]!,
        `Dấu mở ngoặc kép ở “${source.text.slice(quotes[0]!.start, quotes[0]!.start + 25).replace(/\s+/g, ' ')}…” không có dấu đóng.`,
        'A quotation mark is opened and never closed.',
        { also: quotes.slice(1) },
      ),
    )
  return findings
}

/** Offset of a “ that meets the next “ before any ”; -1 where all close. Quoted paragraphs of an amendment go on. */
function openQuote(text: string): number {
  if (/^["“]/.test(text) || /^\S{1,4}\s*["“]/.test(text)) return -1
  let open = -1
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '“') {
      if (open >= 0) return open
      open = i
    } else if (text[i] === '”') open = -1
  }
  return -1
}

/** Bodies that ended on 30/06/2025 (Luật Tổ chức chính quyền địa phương 72/2025/QH15), named by a later document. */
export function checkAbolishedBodies(source: Source, layout: Layout, issued: string | null): Finding[] {
  if (!issued || issued < '2025-07-01') return []
  const folded = fold(source.text)
  const places: Place[] = []
  const names = new Set<string>()
  for (const m of folded.matchAll(ABOLISHED)) {
    const at = { start: m.index, end: m.index + m[0].length }
    // Named inside the citation of an older document, or as history, the body is right.
    if (layout.cited.some((c) => c.citation.at.start <= at.start && at.end <= c.citation.at.end)) continue
    if (
      /(?:truoc day|nguyen|cu|tien than)\s*\(?$/.test(folded.slice(Math.max(0, at.start - 20), at.start)) ||
      /^\s*(?:\(?cu\)?|truoc day)(?![a-z])/.test(folded.slice(at.end, at.end + 14))
    )
      continue
    places.push(at)
    names.add(source.text.slice(at.start, at.end).replace(/\s+/g, ' '))
  }
  if (places.length === 0) return []
  const list = [...names].slice(0, 3).join(', ')
  return [
    finding(
      'body-abolished',
      'error',
      places[0]!,
      `${list}: cơ quan cấp huyện đã kết thúc hoạt động từ ngày 01/7/2025, trước ngày của văn bản này.`,
      `${list}: district bodies ended on 1 July 2025, before the date of this document.`,
      { also: places.slice(1) },
    ),
  ]
}

const ABOLISHED =
  /(?<![a-z])(?:phong\s+(?:giao\s+duc\s+va\s+dao\s+tao|gd\s?[&-]?\s?dt)|(?:ubnd|uy\s+ban\s+nhan\s+dan)\s+(?:(?:cac\s+)?(?:huyen|quan|thi xa)|cap\s+huyen)|hdnd\s+(?:huyen|quan|thi xa)|huyen\s+uy|quan\s+uy)(?![a-z])/g
