import type { Finding, ParsedDocument, Place, Source } from '../document.ts'
import { fold } from '../parse/fold.ts'
import type { Layout } from '../parse/layout.ts'
import { place } from '../parse/paragraphs.ts'
import { finding } from './finding.ts'

const PLANS = /^(?:Kế hoạch|Chương trình|Đề án|Phương án)$/

/** What only shows when the items are seen together: repeats, borrowed duties, uneven structure, no owner, no term. */
export function checkPlan(source: Source, parsed: ParsedDocument, layout: Layout): Finding[] {
  const findings = [...borrowedScope(source, parsed, layout), ...names(source), ...abbreviations(source, layout)]
  if (!PLANS.test(parsed.kind ?? '')) return findings
  return [
    ...findings,
    ...duplicates(parsed),
    ...structure(parsed, layout),
    ...endings(source, parsed),
    ...summary(source, parsed),
  ]
}

function duplicates(parsed: ParsedDocument): Finding[] {
  const seen = new Map<string, ParsedDocument['tasks'][number]>()
  const pairs: [ParsedDocument['tasks'][number], ParsedDocument['tasks'][number]][] = []
  for (const task of parsed.tasks) {
    const key = fold(task.text)
      .replace(/[^a-z0-9 ]/g, '')
      .replace(/\s+/g, ' ')
      .slice(0, 48)
    if (key.length < 40) continue
    const known = seen.get(key)
    if (known) pairs.push([known, task])
    else seen.set(key, task)
  }
  if (pairs.length === 0) return []
  const where = pairs.map(([a, b]) => `${a.section} và ${b.section}`).join('; ')
  return [
    finding(
      'task-duplicate',
      'question',
      pairs[0]![1].at,
      `Nhiệm vụ lặp lại: ${where}. “${pairs[0]![1].text.slice(0, 60)}…”`,
      `Tasks stand twice: ${pairs.map(([a, b]) => `${a.section} and ${b.section}`).join('; ')}.`,
      { also: pairs.flatMap(([a, b], i) => (i === 0 ? [a.at] : [a.at, b.at])) },
    ),
  ]
}

/** Words of a superior's plan left in that of a school, or of the province in that of a district. */
function borrowedScope(source: Source, parsed: ParsedDocument, layout: Layout): Finding[] {
  const issuer = fold(parsed.issuer ?? '')
  const school = /^(?:truong|nha truong)/.test(issuer)
  const district = /^(?:phong|ubnd huyen|uy ban nhan dan huyen|ubnd quan|ubnd thi xa)/.test(issuer)
  if (!school && !district) return []
  const pattern = school
    ? /(?:kiem tra|giam sat|huong dan|chi dao|don doc)[^.;:]{0,140}?(?:tai|o|cua|cho) (?:cac (?:co so giao duc|co quan, don vi|don vi truong hoc|nha truong|truong)(?![a-z]))/g
    : /(?:tren dia ban tinh|cua tinh(?= ve| trong|,|;|\.))/g
  const places: Place[] = []
  for (const p of layout.paragraphs.slice(layout.mainStart, layout.bodyEnd)) {
    if (p.note) continue
    for (const m of p.folded.matchAll(pattern)) {
      const start = m.index + (school ? m[0].lastIndexOf(' cac ') + 1 : 0)
      places.push(place(p, start, m.index + m[0].length))
    }
  }
  if (places.length === 0) return []
  const words = source.text.slice(places[0]!.start, places[0]!.end).replace(/\s+/g, ' ')
  return [
    finding(
      'scope-of-superior',
      'question',
      places[0]!,
      `“${words}” là phạm vi của cấp trên; ${school ? 'nhà trường' : 'cấp huyện'} chỉ làm trong phạm vi của mình.`,
      `“${words}” is the scope of a higher level, kept from its plan.`,
      { also: places.slice(1) },
    ),
  ]
}

function structure(parsed: ParsedDocument, layout: Layout): Finding[] {
  const findings: Finding[] = []
  const { sections } = layout.outline
  const labelled = new Map(sections.map((s) => [s.paragraph, s]))
  // A bullet after the last of a row of numbered sentences stands outside the numbering.
  let row = 0
  let last = ''
  for (let i = layout.mainStart; i < layout.bodyEnd; i++) {
    const section = labelled.get(i)
    const { text } = layout.paragraphs[i]!
    if (section?.heading) row = 0
    else if (section?.family === 'n1') {
      row++
      last = section.label
      if (/:$/.test(text)) row = -99
    } else if (row >= 3 && /^[-–+*•]\s*\S/.test(text)) {
      const p = layout.paragraphs[i]!
      findings.push(
        finding(
          'structure-bullet-after-numbers',
          'question',
          { start: p.start, end: p.end },
          `Gạch đầu dòng “${text.slice(0, 40)}…” đứng sau khoản ${last} trong dãy đánh số.`,
          `A bullet follows item ${last} of a numbered list.`,
        ),
      )
      row = 0
    }
  }
  const bare = parsed.tasks.find((t) => t.label === null && /^[“"]/.test(t.text))
  if (bare)
    findings.push(
      finding(
        'structure-no-verb',
        'question',
        bare.at,
        `Mục “${bare.text.slice(0, 50)}…” mở đầu bằng lời trích, thiếu động từ (ví dụ “Thực hiện”).`,
        'The item opens with a quotation and has no verb.',
      ),
    )
  const tops = sections.filter((s) => s.heading && s.level === 1 && s.paragraph < layout.bodyEnd)
  const parts = tops.map((top, i) => {
    const end = tops[i + 1]?.paragraph ?? layout.bodyEnd
    const inside = sections.filter((s) => s.paragraph > top.paragraph && s.paragraph < end)
    const bullets = layout.paragraphs
      .slice(top.titleParagraph + 1, end)
      .filter((p) => /^[-–+*•]\s*\S/.test(p.text)).length
    return { top, headed: inside.some((s) => s.heading), numbered: inside.length > 0, bullets }
  })
  const odd = parts.find((p) => !p.numbered && p.bullets >= 3)
  if (odd && parts.filter((p) => p.headed).length >= 2) {
    const p = layout.paragraphs[odd.top.paragraph]!
    findings.push(
      finding(
        'structure-uneven',
        'question',
        { start: p.start, end: p.end },
        `Mục ${odd.top.label} chỉ có gạch đầu dòng, trong khi các mục khác chia thành khoản đánh số.`,
        `Section ${odd.top.label} has bullets only, the others numbered parts.`,
      ),
    )
  }
  return findings
}

/** Items without a closing mark, where the others have one. */
function endings(source: Source, parsed: ParsedDocument): Finding[] {
  // The last item of a text that breaks off ends anywhere.
  const end = source.text.trimEnd().length
  const open = parsed.tasks.filter((t) => !/[.;:!?…]["”')]*$|\.\/\.$/.test(t.text) && t.at.end < end)
  if (open.length === 0 || open.length > parsed.tasks.length * 0.4 || parsed.tasks.length < 5) return []
  return [
    finding(
      'punctuation-item-end',
      'warning',
      open[0]!.at,
      `${open.length} mục không có dấu kết thúc, ví dụ “…${open[0]!.text.slice(-30)}”.`,
      `${open.length} item(s) have no closing mark.`,
      { also: open.slice(1).map((t) => t.at) },
    ),
  ]
}

const NAMED = /(?<!\p{L})(huyện|xã|phường|thị xã|tỉnh|quận|thị trấn|đặc khu)\s+((?:\p{Lu}\p{Ll}+\s?){1,3})/gu

/** The name of one place in two spellings, a mark apart: the rarer is probably the slip. */
function names(source: Source): Finding[] {
  const seen = new Map<string, { count: number; at: Place; name: string }>()
  for (const m of source.text.matchAll(NAMED)) {
    const name = m[2]!.trim()
    const key = `${m[1]} ${name}`
    const start = m.index + m[0].indexOf(m[2]!)
    const known = seen.get(key)
    if (known) known.count++
    else seen.set(key, { count: 1, at: { start, end: start + name.length }, name })
  }
  const entries = [...seen]
  for (const [key, one] of entries)
    for (const [other, more] of entries) {
      if (key === other || one.count !== 1 || more.count < 2 || fold(key) !== fold(other)) continue
      return [
        finding(
          'name-variant',
          'warning',
          one.at,
          `“${one.name}” có lẽ là “${more.name}” như các chỗ khác.`,
          `“${one.name}” is probably “${more.name}”, as elsewhere.`,
          { fix: more.name },
        ),
      ]
    }
  return []
}

const SECTOR_ABBREVIATION = /(?<![\p{L}\d/&-])((?:S|P)?GD(?: ?& ?|-)?ĐT)(?![\p{L}\d/])/gu

function abbreviations(source: Source, layout: Layout): Finding[] {
  const forms = new Map<string, Place>()
  const heads = new Map<string, number>()
  for (const m of source.text.matchAll(SECTOR_ABBREVIATION)) {
    const at = { start: m.index, end: m.index + m[0].length }
    if (layout.found.some((c) => c.citation.at.start <= at.start && at.end <= c.citation.at.end)) continue
    const form = m[0].replace(/^[SP]/, '')
    heads.set(form, (heads.get(form) ?? 0) + 1)
    if (!forms.has(form)) forms.set(form, at)
  }
  if (forms.size < 2) return []
  const [first, ...others] = [...forms.values()]
  return [
    finding(
      'consistency-abbreviation',
      'question',
      first!,
      `Một tên viết tắt theo nhiều cách: ${[...forms.keys()].join(', ')}.`,
      `One name is abbreviated in several ways: ${[...forms.keys()].join(', ')}.`,
      { also: others },
    ),
  ]
}

/** One line for all items without owner or term, never a finding each. */
function summary(source: Source, parsed: ParsedDocument): Finding[] {
  if (parsed.tasks.length === 0) return []
  const ownerless = parsed.tasks.filter((t) => t.assignees.length === 0).length
  const dateless = parsed.tasks.filter((t) => t.deadlines.length === 0).length
  if (ownerless === 0 && dateless === 0) return []
  const reports = /che do (?:thong tin,? )?bao cao|bao cao (?:ket qua|viec|dinh ky|tong hop)|tong hop,? bao cao/.test(
    fold(source.text),
  )
  const undated = reports && parsed.deadlines.every((d) => d.date === null && d.recurring === null)
  const all = parsed.tasks.length
  return [
    finding(
      'task-summary',
      'question',
      null,
      `${ownerless}/${all} nhiệm vụ chưa nêu người thực hiện, ${dateless}/${all} chưa nêu thời hạn.${undated ? ' Văn bản yêu cầu báo cáo nhưng không nêu ngày báo cáo nào.' : ''}`,
      `${ownerless} of ${all} tasks name no owner, ${dateless} no term.${undated ? ' Reports are demanded, but no date is set for any.' : ''}`,
    ),
  ]
}
