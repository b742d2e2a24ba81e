import type { Citation, Deadline, ParsedDocument, ParsedTask, Quantity, Signer } from './document.ts'

/**
 * A parsed document as the plain JSON object that the command line prints: the keys of the corpus schema first, then
 * ours. No offsets; `confidence` names only the header values that are not certain.
 */
export function plain(parsed: ParsedDocument): Record<string, unknown> {
  const number = (index: number | null): string | null =>
    index === null ? null : (parsed.citations[index]?.number ?? null)
  return {
    kind: parsed.kind,
    number: parsed.number,
    issuer: parsed.issuer,
    place: parsed.place,
    date: parsed.date,
    title: parsed.title,
    legalBases: parsed.legalBases.map((b) => ({ ...cited(b), ...(b.optional ? { optional: true } : {}) })),
    citations: parsed.citations.map(cited),
    deadlines: parsed.deadlines.map(due),
    signer: parsed.signer && signed(parsed.signer),
    recipients: parsed.recipients,
    outline: parsed.outline.map(({ label, title, level }) => ({ label, title, level })),
    superior: parsed.superior,
    addressees: parsed.addressees,
    tasks: parsed.tasks.map(task),
    cosigners: (parsed.cosigners ?? []).map(signed),
    recipientPurposes: parsed.recipientPurposes?.map(({ name, purposes }) => ({ name, purposes })) ?? null,
    targets: (parsed.targets ?? []).map((t) => ({ section: t.section, ...counted(t), statement: t.statement })),
    tables: (parsed.tables ?? []).map((t) => ({
      caption: t.caption,
      annex: t.annex,
      head: t.head,
      columns: t.columns,
      rows: t.rows.map((row) => row.cells.map((cell) => cell.text)),
      tasks: t.tasks.map(task),
    })),
    footnotes: (parsed.footnotes ?? []).map(({ mark, text }) => ({ mark, text })),
    references: (parsed.references ?? []).map(({ form, text, kind, to }) => ({ form, text, kind, to: number(to) })),
    amendments: (parsed.amendments ?? []).map(({ type, from, to }) => ({ type, from: number(from), to: number(to) })),
    others: (parsed.others ?? []).map(({ kind, number }) => ({ kind, number })),
    confidence: Object.fromEntries(Object.entries(parsed.confidence ?? {}).filter(([, sure]) => sure < 1)),
    recognised: parsed.recognised,
  }
}

function cited({ kind, number, date, issuer, subject = null, alias = null }: Citation): object {
  return { kind, number, date, issuer, subject, ...(alias === null ? {} : { alias }) }
}

function due({ date, recurring, term, text }: Deadline): object {
  return { date, recurring, ...(term ? { term } : {}), text }
}

function signed({ authority, position, name, honorific }: Signer): object {
  return { authority, position, name, ...(honorific ? { honorific } : {}) }
}

function task(t: ParsedTask): object {
  const days = t.deadlines.flatMap((d) => d.date ?? d.recurring ?? [])
  const terms = t.deadlines.flatMap((d) => d.term ?? [])
  return {
    section: t.section,
    text: t.text,
    assignees: t.assignees,
    deadline: days.length > 0 ? days : null,
    ...(terms.length > 0 ? { terms } : {}),
    ...(t.quantities?.length ? { quantities: t.quantities.map(counted) } : {}),
  }
}

function counted({ value, to, comparator, unit, of, text }: Quantity): object {
  return { value, ...(to === null ? {} : { to }), comparator, unit, ...(of === null ? {} : { of }), text }
}
