import type { Deadline, ParsedTask } from '../document.ts'
import { isUpper } from './fold.ts'
import type { Section } from './outline.ts'
import type { Paragraph } from './paragraphs.ts'
import { readQuantities } from './quantities.ts'

/** Headings whose items are aims, grounds or findings, not work to be done. Folded. */
const NO_WORK =
  /^(?:muc dich|muc tieu|yeu cau|quan diem|can cu|co so (?:phap ly|chinh tri)|boi canh|dac diem|tinh hinh|ket qua|danh gia|thuc trang|ton tai|han che|nguyen nhan|bai hoc|kien nghi|de xuat|su can thiet|pham vi|doi tuong|nguyen tac|dinh huong|chi tieu|thuan loi|kho khan|khai quat|thoi co|thach thuc|diem manh|diem yeu|kinh phi|giai thich|quy dinh chung|ket luan|thoi gian|dia diem|thanh phan)(?![a-z])/
const CLOSING =
  /^(?:tren day la|yeu cau cac|de nghi cac|trong qua trinh (?:trien khai|thuc hien|to chuc)|ke hoach nay|nhan duoc (?:ke hoach|cong van|thong bao|chi thi|van ban)|noi nhan)/
const BULLET = /^([-–+*•●·▪◦✓➢])\s*(?=\S)/

interface Node {
  section: Section
  key: string
  /** It, or a section that it stands in, gives no work. */
  noWork: boolean
  /** The heading, where it names who does the work under it. */
  inCharge: string | null
}

/**
 * The items that order work: bullets and numbered sentences under the headings that give work, the run-in text of a
 * heading, and the plain text of a section that has no items.
 */
export function readTasks(
  paragraphs: readonly Paragraph[],
  sections: readonly Section[],
  range: readonly [number, number],
  deadlines: readonly Deadline[],
): ParsedTask[] {
  const labelled = new Map(sections.map((s) => [s.paragraph, s]))
  const tasks: ParsedTask[] = []
  const path: Node[] = []
  const seen = new Map<string, number>()
  // Plain paragraphs of the current section, used only if it turns out to have no items.
  let plain: Paragraph[] = []
  let itemsInSection = 0
  let item: { section: Section; opensList: boolean } | null = null
  // The numbered sentence that lettered ones stand under.
  let numbered: Section | null = null
  const positions = new Map<string, number>()
  // Items come in the order of the text, and so do the terms.
  let next = 0
  const add = (key: string, paragraph: Paragraph, text: string, label: string | null): void => {
    const position = (positions.get(key) ?? 0) + 1
    positions.set(key, position)
    while (next < deadlines.length && deadlines[next]!.at.start < paragraph.start) next++
    const due: Deadline[] = []
    for (let i = next; i < deadlines.length && deadlines[i]!.at.start < paragraph.end; i++)
      if (deadlines[i]!.at.end <= paragraph.end) due.push(deadlines[i]!)
    const top = path.at(-1)
    tasks.push({
      section: key,
      sectionTitle: top?.section.title ?? null,
      position,
      label,
      text,
      assignees: assigneesOf(text, top?.inCharge ?? null),
      deadlines: due,
      quantities: readQuantities(paragraph),
      confidence: 1,
      at: { start: paragraph.start, end: paragraph.end },
    })
  }
  const closeSection = (): void => {
    const top = path.at(-1)
    if (top && !top.noWork && itemsInSection === 0)
      for (const paragraph of plain) add(top.key, paragraph, paragraph.text, null)
    plain = []
    itemsInSection = 0
    item = null
    numbered = null
  }
  for (let i = range[0]; i < range[1]; i++) {
    const paragraph = paragraphs[i]!
    if (paragraph.note || paragraph.cell) continue
    const closing = CLOSING.test(paragraph.folded)
    if (closing && i > range[0] + 2 && /^(?:tren day|nhan duoc)/.test(paragraph.folded)) break
    const section = labelled.get(i)
    if (section?.heading) {
      closeSection()
      while (path.length > 0 && path.at(-1)!.section.level >= section.level) path.pop()
      const parent = path.at(-1)
      const base = parent ? `${parent.key}.${decimalTail(section.label)}` : section.label
      const times = (seen.get(base) ?? 0) + 1
      seen.set(base, times)
      const title = section.title ?? ''
      path.push({
        section,
        key: times > 1 ? `${base}(${times})` : base,
        noWork: parent?.noWork || NO_WORK.test(foldTitle(title, paragraphs[section.titleParagraph]!)),
        inCharge: inChargeUnder(section.title),
      })
      if (section.rest && !path.at(-1)!.noWork) {
        add(path.at(-1)!.key, paragraph, section.rest, null)
        itemsInSection++
      }
      i = section.titleParagraph
      continue
    }
    const top = path.at(-1)
    if (!top || top.noWork) continue
    if (section) {
      const text = paragraph.text.slice(section.textAt)
      // "a)" under the numbered item 4 is 4.a, whatever the item says.
      const within: string = section.family === 'letter' && numbered ? `.${decimalTail(numbered.label)}` : ''
      add(`${top.key}${within}.${decimalTail(section.label)}`, paragraph, text, section.label)
      itemsInSection++
      if (section.family !== 'letter') numbered = section
      item = { section, opensList: /:$/.test(text) }
      continue
    }
    const bullet = BULLET.exec(paragraph.text)
    if (bullet) {
      const key: string = item?.opensList ? `${top.key}.${decimalTail(item.section.label)}` : top.key
      add(key, paragraph, paragraph.text.slice(bullet[0].length), null)
      itemsInSection++
    } else if (!closing && !isUpper(paragraph.text)) plain.push(paragraph)
  }
  closeSection()
  return tasks
}

/** "1.1" under "II.1" adds only its own last number. */
function decimalTail(label: string): string {
  return label.includes('.') && /^\d+(?:\.\d+)+$/.test(label) ? label.slice(label.lastIndexOf('.') + 1) : label
}

function foldTitle(title: string, paragraph: Paragraph): string {
  const at = paragraph.text.indexOf(title)
  return at < 0 ? '' : paragraph.folded.slice(at, at + title.length)
}

const PERSON_OR_BODY =
  /^(?:(?:Phó )?Hiệu trưởng|Ban [Gg]iám hiệu|BGH|Nhà trường|nhà trường|Giáo viên|GV|Tổ (?!chức)|Các tổ|Đoàn (?!ra|vào|kết|thể|khách)|Công đoàn|Chi (?!tiêu|tiết|phí)|Bí thư|Văn phòng|Kế toán|Phòng (?!,|chống|ngừa)|Các phòng|Sở (?!hữu|trường)|Các sở|UBND|Ủy ban nhân dân|Bộ (?!máy|tiêu chí|câu|tài liệu)|Các bộ|Công an|CBGV|CBGVNV|CB, |Cán bộ|Trường (?!hợp)|Các trường|Trung tâm|Thư viện|Tổng phụ trách|Ban (?!hành)|Hội (?!nhập|nghị|thảo|thi|họp)|Huyện đoàn|Đài |Giám đốc|Chủ tịch|Trưởng|Đại biểu|Các quận|Các huyện|(?:Các )?[Cc]ơ sở giáo dục|Các cơ sở|Các đơn vị|Mặt trận|Đồng chí|đồng chí)/
const IN_CHARGE = /chủ trì|phụ trách|chịu trách nhiệm/
const VERB =
  /\s(?:xây dựng|tổ chức|triển khai|phối hợp|chủ trì|chỉ đạo|thực hiện|tham mưu|lập|theo dõi|tự|báo cáo|hướng dẫn|chủ động|có trách nhiệm|chịu trách nhiệm|khảo sát|tổng hợp|gửi|rà soát|ban hành|thẩm định|biên soạn|bố trí|đăng ký|phân công|quản lý|tăng cường|đẩy mạnh|căn cứ|duy trì|trình|tiếp tục|tiếp thu|thông báo|hoàn thiện|chuẩn bị|đề xuất|đánh giá|kiểm tra|cung cấp|nghiên cứu|cử|mời|đôn đốc|cụ thể hóa|ký)(?=\s|$|[,.;:])/

/** The heading, where it is that of a body or a person: what stands under it is theirs to do. */
export function inChargeUnder(heading: string | null): string | null {
  const names = heading !== null && heading.length <= 90
  return names && (PERSON_OR_BODY.test(heading) || /^(?:CBGV|CB,|Các )/.test(heading)) ? heading : null
}

/** Who is named to do it: by "Giao đồng chí …", by the subject of the sentence, or by the heading it stands under. */
export function assigneesOf(text: string, inCharge: string | null): string[] {
  const given =
    text.includes('đồng chí') &&
    /[Gg]iao(?: nhiệm vụ)?(?: cho)?(?: các)? đồng chí ([^.;:]{4,120}?)(?=\s+(?:chỉ đạo|chủ trì|phụ trách|thực hiện|tham mưu|tổ chức)|[.;:]|$)/.exec(
      text,
    )
  if (given) {
    const names = given[1]!
      .split(/\s*(?:,|và)\s*/)
      .map((n) => n.replace(/\s*[-–].*$/, '').trim())
      .filter((n) => /^\p{Lu}/u.test(n))
    if (names.length > 0) return names
  }
  const order =
    text.startsWith('Giao ') &&
    /^Giao (\p{Lu}[^,;:]{3,80}?)(?=\s+(?:chủ trì|phối hợp|tham mưu|tổ chức|thực hiện|xây dựng|hướng dẫn|triển khai|bố trí|theo dõi|lập|rà soát|tổng hợp)|[:,;])/u.exec(
      text,
    )
  if (order) return [order[1]!.trim()]
  const comma = text.indexOf(',')
  const named = actorOf(text) ?? (comma >= 5 && comma <= 90 ? actorOf(text.slice(comma + 1).trimStart()) : null)
  if (named !== null) return [named]
  // "…; Phòng Giáo dục Phổ thông chủ trì.", "… (Tổ Ngoại ngữ phụ trách)": named after the work itself
  const after =
    IN_CHARGE.test(text) &&
    /(?:[;.]\s+|\(|, (?:do|giao) )((?:Phòng|Tổ|Văn phòng|Ban|Trung tâm|Công đoàn|Thư viện) \p{Lu}?[\p{L} \-–]{2,70}?)\s+(?:chủ trì|phụ trách|chịu trách nhiệm)(?=\s*[.;,)]|\s*$|\s+(?:tham mưu|tổng hợp|thực hiện|phối hợp))/u.exec(
      text,
    )
  if (after && PERSON_OR_BODY.test(after[1]!)) return [after[1]!.trim()]
  return inCharge === null ? [] : [inCharge]
}

/** The subject of a sentence that opens with a body or a person and says what they do. */
function actorOf(sentence: string): string | null {
  if (!PERSON_OR_BODY.test(sentence)) return null
  const verb = VERB.exec(sentence.slice(0, 140))
  if (!verb || verb.index > 90) return null
  const subject = sentence.slice(0, verb.index)
  return /[;:.]|, \p{Ll}/u.test(subject) ? null : subject.replace(/[\s,]+$/, '').trim()
}
