import type { Citation, Finding, Place, Source } from '../document.ts'
import type { FoundCitation } from '../parse/citations.ts'
import { fold } from '../parse/fold.ts'
import type { Layout } from '../parse/layout.ts'
import { place } from '../parse/paragraphs.ts'
import { finding } from './finding.ts'
import { forceOf, knownDocument } from './known-documents.ts'

const STATE_BODY =
  '(?:CP|TTg|UBND|HĐND|CTN|BGD&?ĐT|BNG|BNV|BCA|BQP|BTTTT|BKHCN|BKHĐT|BLĐTBXH|BVHTTDL|BYT|BXD|BTNMT|SGD&?ĐT|SNV|SNgV|PGD&?ĐT)'
const PARTY_BODY = '(?:TW|TU|ĐU|HU|QU|BCS|BCSĐ|BTGTU|VPTW|ĐUK)'

/** What is wrong with a number's form, and the form it should have; null where nothing is. */
export function numberFault(
  number: string,
  date: string | null,
): { fix: string | null; vi: string; en: string } | null {
  const plain = number.replace(/–/g, '-')
  let m = new RegExp(`^(\\d+)-([A-ZĐa-zđ]{2,6})/(${STATE_BODY}(?:-.*)?)$`).exec(plain)
  if (m && !new RegExp(`^${PARTY_BODY}$`).test(m[3]!))
    return {
      fix: `${m[1]}/${m[2]}-${m[3]}`,
      vi: `“${number}” viết theo lối văn bản của Đảng; văn bản của cơ quan nhà nước ghi “${m[1]}/${m[2]}-${m[3]}”.`,
      en: `“${number}” has the form of a Party number; a State body writes “${m[1]}/${m[2]}-${m[3]}”.`,
    }
  m = new RegExp(`^(\\d+)-([A-ZĐa-zđ]{2,6})-(${PARTY_BODY})$`).exec(plain)
  if (m)
    return {
      fix: `${m[1]}-${m[2]}/${m[3]}`,
      vi: `“${number}” thiếu gạch chéo; văn bản của Đảng ghi “${m[1]}-${m[2]}/${m[3]}”.`,
      en: `“${number}” lacks its slash; a Party document is numbered “${m[1]}-${m[2]}/${m[3]}”.`,
    }
  m = new RegExp(`^(\\d+)/([A-ZĐa-zđ]{2,6})-(${PARTY_BODY})$`).exec(plain)
  if (m && m[3] !== 'TU')
    return {
      fix: `${m[1]}-${m[2]}/${m[3]}`,
      vi: `“${number}” viết theo lối văn bản nhà nước; văn bản của Đảng ghi “${m[1]}-${m[2]}/${m[3]}”.`,
      en: `“${number}” has the form of a State number; a Party document is numbered “${m[1]}-${m[2]}/${m[3]}”.`,
    }
  m = /^(\d+)\/(NĐ-CP|TT-B[A-ZĐ]+|TTLT-.+)$/.exec(plain)
  // Normative documents carry the year since the Law of 1996 (in force 01/01/1997).
  if (m && date && date >= '1997-01-01') {
    const fix = `${m[1]}/${date.slice(0, 4)}/${m[2]}`
    return {
      fix,
      vi: `“${number}” thiếu năm ban hành; văn bản quy phạm pháp luật ghi “${fix}”.`,
      en: `“${number}” lacks its year; a normative document is numbered “${fix}”.`,
    }
  }
  m = /^(\d+)\/([A-ZĐ]{2,4}-[A-Za-zĐ]+)$/.exec(plain)
  if (m && date) {
    const fix = `${m[1]!.padStart(2, '0')}/${date.slice(0, 4)}/${m[2]}`
    if (knownDocument(fix, date)?.date === date)
      return {
        fix,
        vi: `“${number}” ngày này là văn bản quy phạm pháp luật, phải ghi cả năm: “${fix}”.`,
        en: `“${number}” of that day is a normative document and carries its year: “${fix}”.`,
      }
  }
  m = /^\d+[A-ZĐ]{2,}[-/]/.exec(plain) ?? /\/(?:NĐCP|QĐTTg|CTTTg|NQCP)$/.exec(plain)
  if (m) return { fix: null, vi: `“${number}” thiếu dấu nối trong số, ký hiệu.`, en: `“${number}” lacks a separator.` }
  return null
}

/** Form of the numbers cited, and citations of one document that disagree. */
export function checkCitations(source: Source, layout: Layout, issued: string | null): Finding[] {
  const findings: Finding[] = []
  const faults = new Map<string, { finding: Finding; also: Place[] }>()
  const bare: { at: Place; words: string }[] = []
  const replaced = new Set<string>()
  for (const found of layout.cited) {
    const { citation } = found
    const at = place(found.paragraph, found.numberAt, found.numberEnd)
    const fault = numberFault(citation.number!, citation.date ?? dateElsewhere(layout.cited, citation))
    if (fault) {
      const known = faults.get(citation.number!)
      if (known) known.also.push(at)
      else
        faults.set(citation.number!, {
          finding: finding('citation-pattern', 'error', at, fault.vi, fault.en, fault.fix ? { fix: fault.fix } : {}),
          also: [],
        })
    }
    if (citation.kind && found.ownKind && found.start < found.numberAt) {
      const words = found.paragraph.folded.slice(found.start, found.numberAt)
      // First mention with its date: "Kế hoạch 149/KH-UBND ngày …" (NĐ 30/2020, Phụ lục I, II.6 asks for "số").
      if (!/(?<![a-z])so(?![a-z])/.test(words) && citation.date)
        bare.push({ at, words: found.paragraph.text.slice(found.start, found.numberEnd) })
    }
    const year = /\/((?:19|20)\d\d)\//.exec(citation.number!)?.[1]
    if (year && citation.date && citation.date.slice(0, 4) !== year)
      findings.push(
        finding(
          'citation-date',
          'warning',
          at,
          `Số “${citation.number}” có năm ${year} nhưng ngày ghi là ${citation.date.split('-').reverse().join('/')}.`,
          `The number “${citation.number}” says ${year}, its date ${citation.date.split('-').reverse().join('/')}.`,
        ),
      )
    const outdated = issued === null ? null : outdatedOn(citation, issued)
    if (outdated && !replaced.has(citation.number!)) {
      replaced.add(citation.number!)
      findings.push(finding('citation-replaced', 'warning', at, outdated.vi, outdated.en))
    }
  }
  for (const { finding: one, also } of faults.values()) findings.push(also.length > 0 ? { ...one, also } : one)
  if (bare.length > 0)
    findings.push(
      finding(
        'citation-without-so',
        'warning',
        bare[0]!.at,
        `Viện dẫn “${bare[0]!.words}” thiếu chữ “số” trước số, ký hiệu.`,
        `The citation “${bare[0]!.words}” lacks “số” before its number.`,
        { fix: `số ${source.text.slice(bare[0]!.at.start, bare[0]!.at.end)}`, also: bare.slice(1).map((b) => b.at) },
      ),
    )
  findings.push(...disagreements(layout.cited))
  return findings
}

const day = (iso: string): string => iso.split('-').reverse().join('/')

/** What the register of known documents says against citing it on a day; null where it says nothing. */
function outdatedOn(citation: Citation, on: string): { vi: string; en: string } | null {
  const force = forceOf(citation.number!, citation.date, on)
  if (force.state !== 'ended') return null
  const { number, until, replacedBy, note } = force.document
  if (note) return { vi: `${number}: ${note.vi}`, en: `${number}: ${note.en}` }
  return {
    vi: `${number} đã được thay bằng ${replacedBy} từ ngày ${day(until!)}.`,
    en: `${number} was replaced by ${replacedBy} on ${day(until!)}.`,
  }
}

function dateElsewhere(cited: readonly FoundCitation[], citation: Citation): string | null {
  return cited.find((c) => c.citation.number === citation.number && c.citation.date)?.citation.date ?? null
}

const key = (number: string): string => number.replace(/[\s–]/g, '-').toLowerCase()

function disagreements(cited: readonly FoundCitation[]): Finding[] {
  const findings: Finding[] = []
  const groups = new Map<string, FoundCitation[]>()
  for (const c of cited) {
    const list = groups.get(key(c.citation.number!))
    if (list) list.push(c)
    else groups.set(key(c.citation.number!), [c])
  }
  for (const group of groups.values()) {
    const [first, ...others] = group
    if (!first || others.length === 0) continue
    const withYear = /\/(?:19|20)\d\d\//.test(first.citation.number!)
    const dates = new Map<string, FoundCitation>()
    for (const c of group) if (c.citation.date && !dates.has(c.citation.date)) dates.set(c.citation.date, c)
    const [one, two] = [...dates.values()]
    // Numbers start again every year: without a year in the number, only dates of one year contradict each other.
    if (
      one &&
      two &&
      (withYear || one.citation.date!.slice(0, 4) === two.citation.date!.slice(0, 4)) &&
      sameBody(one, two)
    )
      findings.push(
        finding(
          'citation-date-differs',
          'warning',
          two.citation.at,
          `“${two.citation.number}” ghi hai ngày khác nhau: ${[...dates.keys()].map((d) => d.split('-').reverse().join('/')).join(', ')}.`,
          `“${two.citation.number}” is given two dates: ${[...dates.keys()].map((d) => d.split('-').reverse().join('/')).join(', ')}.`,
          { also: [one.citation.at] },
        ),
      )
    const named = group.filter((c) => c.citation.issuer !== null)
    const other = named.find((c) => c.citation.date === named[0]!.citation.date && !sameBody(named[0]!, c))
    if (other)
      findings.push(
        finding(
          'citation-issuer-differs',
          'question',
          other.citation.at,
          `“${other.citation.number}” khi thì ghi của ${named[0]!.citation.issuer}, khi thì của ${other.citation.issuer}.`,
          `“${other.citation.number}” is ascribed to ${named[0]!.citation.issuer} and to ${other.citation.issuer}.`,
          { also: [named[0]!.citation.at] },
        ),
      )
  }
  return findings
}

/** Two names of one body: abbreviated, with or without its place, with or without its head. */
function sameBody(a: FoundCitation, b: FoundCitation): boolean {
  const name = (c: FoundCitation): string =>
    fold(c.citation.issuer ?? '')
      .replace(/\bubnd\b/g, 'uy ban nhan dan')
      .replace(/\bbchtw\b/g, 'ban chap hanh trung uong')
      .replace(/\bgd\s?&?\s?-?dt\b/g, 'giao duc va dao tao')
      .replace(/^(?:bo truong|chu tich|giam doc)\s+/, '')
      .replace(/^thu tuong$/, 'thu tuong chinh phu')
      .replace(/\s+(?:dang )?khoa [ivx]+$/, '')
      .replace(/\s+/g, ' ')
      .trim()
  const x = name(a)
  const y = name(b)
  return x === '' || y === '' || x.startsWith(y) || y.startsWith(x)
}
