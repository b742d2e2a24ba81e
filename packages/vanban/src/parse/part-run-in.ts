import type { Source, SourceLine } from '../document.ts'
import { fold } from './fold.ts'
import { kindOfHeading } from './kinds.ts'

/** Below so many characters a line is one paragraph, however its marks look. */
const LONG = 200
/** Beyond so many characters a line is no document that lost its breaks; the longest seen are about a tenth. */
const LONGEST = 40_000
/** What only a letterhead, an enacting clause or an end prints: several in one line, and its breaks were lost. */
const COMPONENTS: readonly RegExp[] = [
  /(?<!\p{L})(?:Số|SỐ)\s*:\s*\d/u,
  /CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|ĐOÀN TNCS HỒ CHÍ MINH\s+\p{Lu}\p{Ll}/u,
  /, ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}/,
  /Căn cứ \p{Lu}/u,
  /(?<!\p{L})Điều 1\s*\./u,
  /Nơi nhận\s*:/,
  /Kính gửi\s*:/,
]
const FEWEST = 4
/** Places in such a line where a line of its own began; each branch is the beginning of that line. */
const BREAKS: readonly RegExp[] = [
  /(?<!\p{L})(?:Số|SỐ)\s*:\s*\d/gu,
  /CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|ĐOÀN TNCS HỒ CHÍ MINH(?=\s+\p{Lu}\p{Ll})|Độc lập/gu,
  /(?<!\p{L})(?:TP\.? ?)?\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){0,3}, ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}/gu,
  /(?<=[;.,\p{Lu}]\s{0,2})(?:- )?Căn cứ \p{Lu}/gu,
  /(?<=[;.:,]\s{0,2}|QUYẾT ĐỊNH\s|QUYẾT NGHỊ\s)Điều \d{1,3}\s*\./gu,
  /(?<=[,;.]\s{0,2})(?:QUYẾT ĐỊNH|QUYẾT NGHỊ)(?=:|\s+Điều 1)/gu,
  /(?<=[.;:/]\s)(?:[IVX]{1,4}|\d{1,2})\.\s\p{Lu}/gu,
  /[-_*]{3,}/g,
  /(?:CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|BỘ TRƯỞNG|THỦ TƯỚNG|BAN BÍ THƯ|BAN THƯỜNG VỤ|(?<!CHỦ TỊCH )(?:ỦY|UỶ) BAN NHÂN DÂN)\P{Ll}{0,80}?(?=\s{0,2}-?\s{0,2}Căn cứ )/gu,
  /(?<=Kính gửi\s{0,2}:[^.]{3,160}\.\s)\p{Lu}/gu,
  /Kính gửi\s*:/g,
  /Nơi nhận\s*:/g,
  /(?:TM|KT|TL|TUQ|Q|T\/M|K\/T|T\/L)\.?\s*(?=\p{Lu}{2,} \p{Lu}{2,})/gu,
  /[([](?:đã ký|Đã ký|ĐÃ KÝ)[)\]]/g,
]
/** Ends behind which another line began: a drawn rule, the motto, the date, the mark of a signature. */
const ENDS: readonly RegExp[] = [
  /[-_*]{3,}/g,
  /VIỆT NAM(?=\s*Độc lập)|Hạnh phúc/g,
  /, ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}/g,
  /[([](?:đã ký|Đã ký|ĐÃ KÝ)[)\]]/g,
]
/** A post stuck to the name of the body that it signs for. */
const STUCK_POST =
  /(?<=\p{Lu})(?=(?:PHÓ )?(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG BAN|CHÁNH VĂN PHÒNG)(?!\p{L}))/gu
const CAPITALS = /\p{Lu}{2,}(?: \p{Lu}{2,}){1,3}/gu
const ITEM = /(?<=[;.])\s+(?=[-+] ?\p{Lu})/gu
/** "I. CĂN CỨ LẬP KẾ HOẠCH - Quyết định số …": the items stand in the line of their heading. */
const HEADED = /^(?:[IVX]{1,4}|[A-H]|\d{1,2})\s*[.)]\s*\P{Ll}{4,120}?(?=\s[-+] ?\p{Lu}\p{Ll})/u

/**
 * The source with the lines apart that a copy ran together: a whole document in one line, and items "; - …" in the line of
 * their heading. Offsets stay; a source with none of them is given back as it is.
 */
export function partRunIn(source: Source): Source {
  let parted: SourceLine[] | null = null
  for (let i = 0; i < source.lines.length; i++) {
    const line = source.lines[i]!
    const cuts = mayBeRunIn(line) ? cutsOf(source.text.slice(line.start, line.end)) : NO_CUTS
    if (cuts.length > 0) parted ??= source.lines.slice(0, i)
    if (!parted) continue
    let start = line.start
    for (const cut of cuts) {
      parted.push({ ...line, start, end: line.start + cut })
      start = line.start + cut
    }
    parted.push({ ...line, start })
  }
  return parted ? { ...source, lines: parted } : source
}

function mayBeRunIn({ start, end, cell }: SourceLine): boolean {
  return end - start >= LONG && end - start <= LONGEST && !cell
}

const NO_CUTS: readonly number[] = []

/** Offsets in a line, ascending, where another begins. */
function cutsOf(text: string): readonly number[] {
  if (text.includes('|')) return NO_CUTS
  const whole = COMPONENTS.filter((component) => component.test(text)).length >= FEWEST
  const cuts = new Set<number>()
  if (whole) {
    for (const opening of BREAKS) for (const m of text.matchAll(opening)) cuts.add(m.index)
    for (const ending of ENDS) for (const m of text.matchAll(ending)) cuts.add(m.index + m[0].length)
    for (const m of text.matchAll(STUCK_POST)) cuts.add(m.index)
    const heading = headingOf(text)
    if (heading) for (const at of heading) cuts.add(at)
    const end = text.indexOf('Nơi nhận')
    for (const m of text.slice(Math.max(end, 0)).matchAll(/\s(?=- ?\p{Lu})/gu)) if (end >= 0) cuts.add(end + m.index)
  }
  const headed = HEADED.exec(text)
  if (headed) cuts.add(headed[0].length)
  if (headed || whole) for (const m of text.matchAll(ITEM)) cuts.add(m.index)
  return [...cuts].filter((at) => at > 0 && at < text.length).sort((a, b) => a - b)
}

/** Where the kind of document stands in capitals behind its date, and where its title begins. */
function headingOf(text: string): [number, number] | null {
  const dated = /, ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\s*/.exec(text)
  if (!dated) return null
  const from = dated.index + dated[0].length
  for (const m of text.slice(from, from + 80).matchAll(CAPITALS)) {
    // The title may be stuck to the kind: "QUYẾT ĐỊNHVề việc": its first letter is a capital as well.
    const words = m[0].split(' ')
    for (let size = Math.min(words.length, 4); size >= 2; size--) {
      const head = words.slice(0, size).join(' ')
      for (const name of [head, head.slice(0, -1)])
        if (kindOfHeading(fold(name))) return [from + m.index, from + m.index + name.length]
    }
  }
  return null
}
