import { foldText } from '@banggiao/rules'

export interface ReceiverCandidate {
  id: number
  kind: string
  name: string
  shortName: string | null
}

export interface ReportReceiver {
  receiverId: number
  role: 'main' | 'copy'
}

/**
 * Who is to get the report on a plan, from its recipients marked "(để báo cáo)" or "(b/c)" and from the sentence that asks for the
 * report. The body that sentence names is the main receiver; the others get a copy. A proposal: a person confirms it, and nobody
 * is inferred from affiliation alone.
 * @param candidates the bodies above the unit, by affiliation and by profession
 */
export function matchReportReceivers(
  recipients: readonly string[],
  reportWords: string | null,
  candidates: readonly ReceiverCandidate[],
): ReportReceiver[] {
  const marked = recipients.filter((r) => /\((?:\s*để\s+báo\s+cáo|\s*b\/c)/iu.test(r))
  const named = candidates.filter((c) => marked.some((r) => namesBody(r, c)))
  const asked = reportWords ? candidates.filter((c) => namesBody(reportWords, c)) : []
  const all = [...new Set([...asked, ...named])]
  const main = asked[0] ?? named.find((c) => c.kind === 'department') ?? named[0]
  return all.map((c) => ({ receiverId: c.id, role: c === main ? 'main' : 'copy' }))
}

/** "Sở GD&ĐT", "Sở GDĐT", "UBND phường Hạnh Thông" or the full name. */
export function namesBody(words: string, body: ReceiverCandidate): boolean {
  const text = foldText(words)
  if (text.includes(foldText(body.name)) || (body.shortName && text.includes(foldText(body.shortName)))) return true
  switch (body.kind) {
    case 'ministry':
      return /\bbo (?:gd ?& ?dt|gddt|giao duc va dao tao)/u.test(text)
    case 'department':
      return /\bso (?:gd ?& ?dt|gddt|gd-dt|giao duc va dao tao)/u.test(text)
    case 'commune-committee': {
      const place = foldText(body.name).replace(/^(?:uy ban nhan dan|ubnd) /u, '')
      return text.includes(`ubnd ${place}`) || text.includes(`uy ban nhan dan ${place}`)
    }
    default:
      return false
  }
}
