import type { Finding, Place } from '../document.ts'
import type { Layout } from '../parse/layout.ts'
import { FAMILY_RANK, type Section } from '../parse/outline.ts'
import { type Paragraph, place } from '../parse/paragraphs.ts'
import { finding } from './finding.ts'

const ROMAN: Record<string, number> = { I: 1, V: 5, X: 10 }
/** Điểm follow the Vietnamese alphabet (NĐ 30/2020, Phụ lục I, II.6); automatic lists of an editor use the Latin one. */
const VIETNAMESE = 'abcdđeghiklmnopqrstuvxy'
const LATIN = 'abcdefghijklmnopqrstuvwxyz'

function romanValue(label: string): number {
  let sum = 0
  for (let i = 0; i < label.length; i++) {
    const own = ROMAN[label[i]!] ?? 0
    sum += own < (ROMAN[label[i + 1] ?? ''] ?? 0) ? -own : own
  }
  return sum
}

/** The possible values of a label in its family: a letter has one in each alphabet. */
function valuesOf(section: Section): number[] {
  const { family, label } = section
  if (family === 'roman') return [romanValue(label)]
  if (family === 'letter' || family === 'upper') {
    const letter = label.toLowerCase()
    if (letter.length > 1) return []
    return [VIETNAMESE.indexOf(letter) + 1, 100 + LATIN.indexOf(letter) + 1].filter((v) => v % 100 > 0)
  }
  if (family === 'phan' || family === 'chuong' || family === 'muc') {
    const tail = label.split(' ').at(-1)!
    if (/^[IVX]+$/.test(tail)) return [romanValue(tail)]
    if (/^\d+$/.test(tail)) return [Number(tail)]
    return []
  }
  const tail = /(\d+)[a-z]?$/.exec(label)?.[1]
  return tail ? [Number(tail)] : []
}

/** Where the printed label stands, its closing mark included. */
function labelPlace(paragraph: Paragraph, section: Section): Place {
  return place(paragraph, 0, paragraph.text.slice(0, Math.max(1, section.textAt)).trimEnd().length)
}

/** Gaps and repeats in the numbering of sections and items; Điều are counted through, chapters do not restart them. */
export function checkNumbering({ outline, paragraphs, annex }: Layout): Finding[] {
  const findings: Finding[] = []
  let last = -1
  const open = new Map<string, { section: Section; values: number[] }>()
  for (const section of outline.sections) {
    // An annex counts from one again.
    if (annex && section.paragraph >= annex[0] && last < annex[0]) open.clear()
    last = section.paragraph
    for (const key of [...open.keys()]) {
      const family = key as Section['family']
      if (FAMILY_RANK[family] > FAMILY_RANK[section.family] && family !== 'dieu') open.delete(family)
    }
    const values = valuesOf(section)
    if (values.length === 0) continue
    const before = open.get(section.family)
    open.set(section.family, { section, values })
    if (!before) continue
    const first = section.family === 'roman' || section.family === 'n1' || section.family === 'letter'
    const steps = before.values.flatMap((a) => values.filter((b) => a < 100 === b < 100).map((b) => b - a))
    if (steps.includes(1) || (first && values.some((v) => v % 100 === 1))) continue
    const paragraph = paragraphs[section.paragraph]!
    const at = labelPlace(paragraph, section)
    const other = paragraphs[before.section.paragraph]!
    const also = [labelPlace(other, before.section)]
    const step = Math.min(...steps.filter((s) => s > 1), Infinity)
    const item = section.heading ? 'Mục' : 'Khoản, mục'
    if (steps.includes(0)) {
      findings.push(
        finding(
          'numbering-repeat',
          'error',
          at,
          `Số thứ tự “${section.label}” dùng hai lần.`,
          `The number “${section.label}” is used twice.`,
          { also },
        ),
      )
    } else if (step < 40) {
      findings.push(
        finding(
          'numbering-gap',
          'error',
          at,
          `${item} “${before.section.label}” liền sau là “${section.label}”: thiếu số ở giữa.`,
          `“${before.section.label}” is followed by “${section.label}”: a number is missing.`,
          { also },
        ),
      )
    } else if (section.heading && before.section.heading && steps.every((s) => s < 0)) {
      findings.push(
        finding(
          'numbering-order',
          'warning',
          at,
          `“${section.label}” đứng sau “${before.section.label}”: số thứ tự lùi lại.`,
          `“${section.label}” stands after “${before.section.label}”: the numbering goes backwards.`,
          { also },
        ),
      )
    }
  }
  return findings
}
