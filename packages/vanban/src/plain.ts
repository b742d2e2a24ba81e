import type { Citation, ParsedDocument } from './document.ts'

/**
 * A parsed document as the plain JSON object that the command line prints: the keys of the corpus schema first, then
 * ours (`superior`, `addressees`, `tasks`, `recognised`). No offsets.
 */
export function plain(parsed: ParsedDocument): Record<string, unknown> {
  const cited = ({ kind, number, date, issuer }: Citation): object => ({ kind, number, date, issuer })
  return {
    kind: parsed.kind,
    number: parsed.number,
    issuer: parsed.issuer,
    place: parsed.place,
    date: parsed.date,
    title: parsed.title,
    legalBases: parsed.legalBases.map((b) => ({
      ...cited(b),
      subject: b.subject,
      ...(b.optional ? { optional: true } : {}),
    })),
    citations: parsed.citations.map(cited),
    deadlines: parsed.deadlines.map(({ date, recurring, text }) => ({ date, recurring, text })),
    signer: parsed.signer,
    recipients: parsed.recipients,
    outline: parsed.outline.map(({ label, title, level }) => ({ label, title, level })),
    superior: parsed.superior,
    addressees: parsed.addressees,
    tasks: parsed.tasks.map((t) => ({
      section: t.section,
      text: t.text,
      assignees: t.assignees,
      deadline: dates(t.deadlines),
    })),
    recognised: parsed.recognised,
  }
}

function dates(deadlines: ParsedDocument['deadlines']): string[] | null {
  const list = deadlines.flatMap((d) => d.date ?? d.recurring ?? [])
  return list.length > 0 ? list : null
}
