import { foldText } from '@banggiao/rules'
import { namesBody, type ReceiverCandidate } from './match-report-receivers.ts'
import type { Through } from './report-receivers.ts'

export interface CarrierReceiver {
  role: 'main' | 'copy'
  /** A body by name, or one that is another for each unit. */
  unitId: number | null
  through: Through | null
}

/** What stands after these words is a copy: "báo cáo về Sở, đồng gửi UBND phường". */
const copyMark = /(?:đồng\s+(?:thời\s+)?(?:kính\s+)?gửi|sao\s+gửi|(?:và\s+)?gửi\s+kèm)/iu

/**
 * Whom a plan has the units that carry it out report to, from the sentence that asks for the report. A proposal that the issuer
 * changes on the plan's page; empty where the sentence names the issuer alone or nobody: then the issuer receives the reports,
 * and whether a copy goes to another body is each unit's own.
 */
export function matchCarrierReceivers(reportWords: string | null, issuer: ReceiverCandidate): CarrierReceiver[] {
  if (reportWords === null) return []
  const at = copyMark.exec(reportWords)
  const main = at ? reportWords.slice(0, at.index) : reportWords
  const copies = at ? reportWords.slice(at.index) : ''
  const byName = { unitId: issuer.id, through: null }
  const commune = { unitId: null, through: 'commune' as const }
  if (namesBody(main, issuer) || !receivesAtCommune(main)) {
    if (receivesAtCommune(main) || receivesAtCommune(copies))
      return [
        { role: 'main', ...byName },
        { role: 'copy', ...commune },
      ]
    return []
  }
  return [{ role: 'main', ...commune }, ...(namesBody(copies, issuer) ? [{ role: 'copy' as const, ...byName }] : [])]
}

/** "về UBND phường, xã, đặc khu", "gửi Ủy ban nhân dân cấp xã": the committee as who gets it, not as who sends it. */
function receivesAtCommune(words: string): boolean {
  return /(?:\bve|\bgui|\bcho|\bva|\bqua|,) (?:ubnd|uy ban nhan dan) (?:cac )?(?:cap xa|phuong|xa|dac khu)/u.test(
    foldText(words),
  )
}
