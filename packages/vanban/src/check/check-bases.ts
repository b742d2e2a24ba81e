import type { Finding, ParsedDocument, Place } from '../document.ts'
import { KIND_PATTERN } from '../parse/kinds.ts'
import type { Layout } from '../parse/layout.ts'
import { type Paragraph, place } from '../parse/paragraphs.ts'
import { finding } from './finding.ts'

const GROUND = /^(?:can cu|theo (?:de nghi|chi dao)|xet |tren co so )/
/** "Thực hiện Kế hoạch số …" where the rule has "Căn cứ". */
const ACT = new RegExp(`^(?:thuc hien|trien khai)(?= (?:${KIND_PATTERN}) so )`)
/** Kinds that state their bases; the others tell in a sentence what they carry out. */
const PLANS = /^(?:Kế hoạch|Chương trình|Quyết định|Quy chế|Quy định|Đề án|Phương án)$/
const SECOND = new RegExp(`;\\s*((?:${KIND_PATTERN})\\s+(?:so\\s+)?\\d)`)
const RUNS_ON = /[,;]?\s[^,;]*(?:nhu sau|cu the)\s*:$/

/**
 * The legal bases (Phụ lục I, II.6): "Căn cứ …" one to a line, each with ";" at its end and the last with a full stop.
 * A công văn has its grounds in the sentence; it is not looked at.
 */
export function checkBases(parsed: ParsedDocument, layout: Layout): Finding[] {
  if (layout.head.heading === null || layout.head.heading.kind === 'Công văn') return []
  const opening = layout.paragraphs.slice(layout.first, layout.preambleEnd).filter((p) => !p.note && !p.cell)
  const grounds = opening.filter((p) => GROUND.test(p.folded) || (ACT.test(p.folded) && /[;,.]$/.test(p.text)))
  const findings: Finding[] = []
  if (grounds.filter((p) => /^can cu/.test(p.folded)).length > 0) {
    findings.push(...ends(grounds), ...joined(grounds))
    const acts = grounds.filter((p) => ACT.test(p.folded))
    if (acts.length > 0) findings.push(lead(acts))
  } else if (parsed.legalBases.length > 0 && PLANS.test(layout.head.heading.kind)) {
    const acts = opening.filter((p) => ACT.test(p.folded))
    if (acts.length > 0) findings.push(lead(acts))
  }
  return findings
}

function ends(grounds: readonly Paragraph[]): Finding[] {
  const places: Place[] = []
  const notes = new Set<string>()
  let fix: string | undefined
  grounds.forEach((p, i) => {
    const last = i === grounds.length - 1
    const mark = /[.;,:]?$/.exec(p.text)![0]
    if (mark === (last ? '.' : ';')) return
    const at = place(p, p.text.length - Math.max(1, mark.length), p.text.length)
    if (last && RUNS_ON.test(p.folded)) {
      // One basis alone, in the sentence that opens the text: "Căn cứ …, Sở ban hành kế hoạch như sau:".
      if (grounds.length === 1) return
      notes.add('căn cứ cuối cùng viết liền với câu mở đầu nội dung')
      places.push(at)
      return
    }
    notes.add(last ? 'căn cứ cuối cùng kết thúc bằng dấu chấm' : 'các căn cứ trước kết thúc bằng dấu chấm phẩy')
    if (places.length === 0 && /^[.;,]$/.test(mark)) fix = last ? '.' : ';'
    places.push(at)
  })
  if (places.length === 0) return []
  return [
    finding(
      'form-basis-end',
      'warning',
      places[0]!,
      `Dấu kết thúc căn cứ: ${[...notes].join('; ')}.`,
      'Each legal basis ends with a semicolon, the last one with a full stop.',
      { also: places.slice(1), ...(fix === undefined ? {} : { fix }) },
    ),
  ]
}

function joined(grounds: readonly Paragraph[]): Finding[] {
  const places = grounds.flatMap((p) => {
    const m = SECOND.exec(p.folded)
    return m ? [place(p, m.index + m[0].indexOf(m[1]!), m.index + m[0].length)] : []
  })
  if (places.length === 0) return []
  return [
    finding(
      'form-basis-joined',
      'warning',
      places[0]!,
      'Mỗi căn cứ ghi một dòng, mở đầu bằng “Căn cứ”; không gộp hai văn bản trong một căn cứ bằng dấu chấm phẩy.',
      'Each basis stands on a line of its own and opens with “Căn cứ”.',
      { also: places.slice(1) },
    ),
  ]
}

function lead(acts: readonly Paragraph[]): Finding {
  const places = acts.map((p) => place(p, 0, ACT.exec(p.folded)![0].length))
  return finding(
    'form-basis-lead',
    'warning',
    places[0]!,
    'Căn cứ ban hành mở đầu bằng “Căn cứ”, không bằng “Thực hiện”, “Triển khai”.',
    'A legal basis opens with “Căn cứ”, not with “Thực hiện” or “Triển khai”.',
    { also: places.slice(1), fix: 'Căn cứ' },
  )
}
