import type { Deadline, IsoDate, ParsedTask } from '../document.ts'
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
  const reader = new TaskReader(paragraphs, deadlines)
  // Both are in the order of the text.
  let next = 0
  for (let i = range[0]; i < range[1]; i++) {
    const paragraph = paragraphs[i]!
    if (paragraph.note || paragraph.cell) continue
    const closing = CLOSING.test(paragraph.folded)
    if (closing && i > range[0] + 2 && /^(?:tren day|nhan duoc)/.test(paragraph.folded)) break
    while (next < sections.length && sections[next]!.paragraph < i) next++
    const section = sections[next]?.paragraph === i ? sections[next]! : null
    if (section?.heading) {
      reader.open(section, paragraph)
      i = section.titleParagraph
    } else reader.pass(paragraph, section, closing)
  }
  reader.closeSection()
  return reader.tasks
}

/**
 * A clause in which the letter itself asks: "…, Sở đề nghị các đơn vị". Not what it answers to or rests on: "Thực hiện Công văn số …
 * đề nghị …". Folded, as the words of what is asked for.
 */
const ASKS =
  /(?:^|[,;.]\s+)(?!(?:thuc hien|can cu|theo|tiep theo|phuc dap|tra loi|xet)\s)[^,;.]{0,90}?(?<![a-z])(?:de nghi|yeu cau)(?![a-z])/
const ASKED =
  /(?<![a-z])(?:bao cao|gui|nop|dang ky|tong hop|lap|hoan thanh|thuc hien|trien khai|cung cap|gop y|cho y kien|tra loi|cu|to chuc|ra soat|trinh|phoi hop)(?![a-z])/

/** "Sở sẽ gửi …": the writer's own work. */
const PROMISE = /(?<![a-z])se(?![a-z])/

/**
 * What a công văn without headings asks for: its sentences and numbered items that name a term not yet past at its date, from
 * where it begins to ask. An item has its number for a section, a sentence none.
 */
export function readOrdersOfLetter(
  paragraphs: readonly Paragraph[],
  sections: readonly Section[],
  range: readonly [number, number],
  deadlines: readonly Deadline[],
  written: IsoDate | null,
): ParsedTask[] {
  const reader = new TaskReader(paragraphs, deadlines)
  const labelled = new Map(sections.map((section) => [section.paragraph, section]))
  let asked = false
  for (let i = range[0]; i < range[1]; i++) {
    const paragraph = paragraphs[i]!
    if (paragraph.note || paragraph.cell) continue
    const asks = ASKS.exec(paragraph.folded)
    asked ||= asks !== null
    if (!asked || !ASKED.test(paragraph.folded)) continue
    reader.order(paragraph, labelled.get(i) ?? null, asks ? asks.index + asks[0].length : 0, written)
  }
  return reader.tasks
}

/** Goes over the paragraphs of a body in their order. */
class TaskReader {
  readonly tasks: ParsedTask[] = []
  readonly #paragraphs: readonly Paragraph[]
  readonly #deadlines: readonly Deadline[]
  /** Items come in the order of the text, and so do the terms: the first that is not before the last item. */
  #nextDeadline = 0
  readonly #path: Node[] = []
  /** How often a key was given to a heading, and how many items stand under a key. */
  readonly #headings = new Map<string, number>()
  readonly #positions = new Map<string, number>()
  /** Plain paragraphs of the current section, used only if it turns out to have no items. */
  #plain: Paragraph[] = []
  #itemsInSection = 0
  /** The last labelled item, where it opens a list. */
  #listed: Section | null = null
  /** The numbered sentence that lettered ones stand under. */
  #numbered: Section | null = null

  constructor(paragraphs: readonly Paragraph[], deadlines: readonly Deadline[]) {
    this.#paragraphs = paragraphs
    this.#deadlines = deadlines
  }

  /** Goes on under a heading. */
  open(section: Section, paragraph: Paragraph): void {
    this.closeSection()
    const path = this.#path
    while (path.length > 0 && path.at(-1)!.section.level >= section.level) path.pop()
    const parent = path.at(-1)
    const base = parent ? `${parent.key}.${decimalTail(section.label)}` : section.label
    const times = (this.#headings.get(base) ?? 0) + 1
    this.#headings.set(base, times)
    const title = section.title ?? ''
    const node: Node = {
      section,
      key: times > 1 ? `${base}(${times})` : base,
      noWork: parent?.noWork || NO_WORK.test(foldTitle(title, this.#paragraphs[section.titleParagraph]!)),
      inCharge: inChargeUnder(section.title),
    }
    path.push(node)
    if (section.rest && !node.noWork) this.#add(node.key, paragraph, section.rest, null)
  }

  /** A paragraph that is no heading; `section` is its label, where it has one. */
  pass(paragraph: Paragraph, section: Section | null, closing: boolean): void {
    const top = this.#path.at(-1)
    if (!top || top.noWork) return
    if (section) {
      const text = paragraph.text.slice(section.textAt)
      // "a)" under the numbered item 4 is 4.a, whatever the item says.
      const within = section.family === 'letter' && this.#numbered ? `.${decimalTail(this.#numbered.label)}` : ''
      this.#add(`${top.key}${within}.${decimalTail(section.label)}`, paragraph, text, section.label)
      if (section.family !== 'letter') this.#numbered = section
      this.#listed = text.endsWith(':') ? section : null
      return
    }
    const bullet = BULLET.exec(paragraph.text)
    if (bullet) {
      const key = this.#listed ? `${top.key}.${decimalTail(this.#listed.label)}` : top.key
      this.#add(key, paragraph, paragraph.text.slice(bullet[0].length), null)
    } else if (!closing && !isUpper(paragraph.text)) this.#plain.push(paragraph)
  }

  /**
   * A paragraph of a letter, where it asks for something by a term that was not past when it was written.
   * @param from where in the paragraph it begins to ask: the term stands behind; who is asked is not told apart from the verb there
   */
  order(paragraph: Paragraph, section: Section | null, from: number, written: IsoDate | null): void {
    const bullet = section ? null : BULLET.exec(paragraph.text)
    const isItem = section !== null || bullet !== null
    const asksBy = ({ at, date }: Deadline): boolean => {
      if (at.end <= paragraph.start + from || (date !== null && written !== null && date < written)) return false
      const sentence = sentenceAround(paragraph, at.start - paragraph.start)
      // What the writer promises, and when something takes place, is asked of nobody.
      return ASKED.test(sentence) && !PROMISE.test(sentence) && (isItem || ASKS.test(sentence))
    }
    if (!this.#deadlinesIn(paragraph).some(asksBy)) return
    const text = paragraph.text.slice(section?.textAt ?? bullet?.[0].length ?? 0)
    this.#add(section?.label ?? '', paragraph, text, section?.label ?? null, from > 0 ? '' : text)
  }

  /** A section without items gives its plain text as work. */
  closeSection(): void {
    const top = this.#path.at(-1)
    if (top && !top.noWork && this.#itemsInSection === 0)
      for (const paragraph of this.#plain) this.#add(top.key, paragraph, paragraph.text, null)
    this.#plain = []
    this.#itemsInSection = 0
    this.#listed = null
    this.#numbered = null
  }

  #add(key: string, paragraph: Paragraph, text: string, label: string | null, asked = text): void {
    this.#itemsInSection++
    const position = (this.#positions.get(key) ?? 0) + 1
    this.#positions.set(key, position)
    const top = this.#path.at(-1)
    this.tasks.push({
      section: key,
      sectionTitle: top?.section.title ?? null,
      position,
      label,
      text,
      assignees: assigneesOf(asked, top?.inCharge ?? null),
      deadlines: this.#deadlinesIn(paragraph),
      quantities: readQuantities(paragraph),
      confidence: 1,
      at: { start: paragraph.start, end: paragraph.end },
    })
  }

  #deadlinesIn({ start, end }: Paragraph): Deadline[] {
    const all = this.#deadlines
    while (this.#nextDeadline < all.length && all[this.#nextDeadline]!.at.start < start) this.#nextDeadline++
    let past = this.#nextDeadline
    while (past < all.length && all[past]!.at.start < end) past++
    const inside = all.slice(this.#nextDeadline, past)
    return inside.every(({ at }) => at.end <= end) ? inside : inside.filter(({ at }) => at.end <= end)
  }
}

/** The folded sentence of a paragraph in which the character `at` stands. */
function sentenceAround({ text, folded }: Paragraph, at: number): string {
  let from = 0
  for (const { index, 0: end } of text.matchAll(/(?<=[\p{Ll}\d)”"])[.;]\s+(?=\p{Lu})/gu)) {
    if (index >= at) return folded.slice(from, index)
    from = index + end.length
  }
  return folded.slice(from)
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
