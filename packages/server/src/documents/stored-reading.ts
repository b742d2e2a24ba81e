import type { Finding, ParsedDocument } from '@banggiao/vanban'
import type { FileReading } from './read-bytes.ts'

/** A finding as a document keeps it: its own name within the document, and what a person did about it. */
export interface StoredFinding extends Finding {
  /** The code; the second of a code is "numbering-gap-2". */
  id: string
  state: 'open' | 'dismissed' | 'fixed'
  by?: string
}

export const nothingRead: ParsedDocument = {
  kind: null,
  number: null,
  issuer: null,
  superior: null,
  place: null,
  date: null,
  title: null,
  addressees: null,
  legalBases: [],
  citations: [],
  deadlines: [],
  signer: null,
  recipients: null,
  outline: [],
  tasks: [],
  at: {},
  recognised: false,
}

export interface StoredReading {
  state: 'read' | 'unrecognised'
  text: string | null
  parsed: ParsedDocument
  findings: StoredFinding[]
}

/** What is kept of a reading. A file that could not be read is kept with the sentence that says why, its fields empty. */
export function storedReading(reading: Exclude<FileReading, { kind: 'secret' }>): StoredReading {
  if (reading.kind === 'unreadable') {
    const { code, vi, en } = reading
    const finding: StoredFinding = {
      id: `file-${code}`,
      code: `file-${code}`,
      severity: 'error',
      at: null,
      vi,
      en,
      state: 'open',
    }
    return { state: 'unrecognised', text: null, parsed: nothingRead, findings: [finding] }
  }
  const seen = new Map<string, number>()
  const findings = reading.findings.map((finding): StoredFinding => {
    const count = (seen.get(finding.code) ?? 0) + 1
    seen.set(finding.code, count)
    return { ...finding, id: count === 1 ? finding.code : `${finding.code}-${count}`, state: 'open' }
  })
  for (const [at, notice] of reading.notices.entries()) {
    findings.push({
      id: `file-notice-${at + 1}`,
      code: 'file-notice',
      severity: 'question',
      at: null,
      vi: notice,
      en: `A part of the file was not read: ${notice}`,
      state: 'open',
    })
  }
  return {
    state: reading.parsed.recognised ? 'read' : 'unrecognised',
    text: reading.text,
    parsed: reading.parsed,
    findings,
  }
}

/** The columns of `document` that repeat the parse, so that lists and registers need not open it. */
export function columnsOf(parsed: ParsedDocument) {
  return {
    kind: parsed.kind,
    number: parsed.number,
    issuer: parsed.issuer,
    place: parsed.place,
    issued_on: parsed.date !== null && isCalendarDay(parsed.date) ? parsed.date : null,
    title: parsed.title,
  }
}

export function isCalendarDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const at = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value)
}
