import type { Finding, ParsedDocument, PdfSignature } from '@banggiao/vanban'
import type { Trx } from '../platform/database.ts'
import { withoutOverlongNumbers } from './field-lengths.ts'
import type { KeptPages } from './page-words.ts'
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

export interface StoredReading extends KeptPages {
  /** `reading` while the recognition of a scan is to come. */
  state: 'reading' | 'read' | 'unrecognised'
  text: string | null
  parsed: ParsedDocument
  findings: StoredFinding[]
  signatures: PdfSignature[] | null
}

/** What is kept of a reading. A file that could not be read is kept with the sentence that says why, its fields empty. */
export function storedReading(reading: Exclude<FileReading, { kind: 'secret' }>): StoredReading {
  const { pages, signatures } = reading
  if (isScan(reading)) {
    return {
      state: 'reading',
      text: null,
      parsed: nothingRead,
      findings: [],
      pages: pages?.map((page) => ({ ...page, text: null })) ?? null,
      words: null,
      unsure: null,
      signatures,
    }
  }
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
    return {
      state: 'unrecognised',
      text: null,
      parsed: nothingRead,
      findings: [finding],
      pages,
      words: null,
      unsure: null,
      signatures,
    }
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
    parsed: withoutOverlongNumbers(reading.parsed),
    findings,
    pages,
    words: reading.words,
    unsure: reading.unsure,
    signatures,
  }
}

/** Whether pages of a file are still to be recognised. */
function isScan(reading: Exclude<FileReading, { kind: 'secret' }>): boolean {
  const hasPages = reading.toScreen !== null && 'pages' in reading.toScreen
  return hasPages && (reading.kind === 'read' || reading.code === 'scanned')
}

/** The columns of `document` that hold a reading. */
export function readingColumns(reading: StoredReading) {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  return {
    state: reading.state,
    source_text: reading.text,
    parsed: JSON.stringify(reading.parsed),
    findings: JSON.stringify(reading.findings),
    pages: json(reading.pages),
    unsure: json(reading.unsure),
    signatures: json(reading.signatures),
    ...columnsOf(reading.parsed),
  }
}

/** Puts the words' places of a reading where those of the one before stood. */
export async function keepWords(
  trx: Trx,
  document: { id: string; unitId: number; unitPath: string },
  words: KeptPages['words'],
): Promise<void> {
  await trx
    .insertInto('document_words')
    .values({
      document_id: document.id,
      unit_id: document.unitId,
      unit_path: document.unitPath,
      words: JSON.stringify(words ?? []),
    })
    .onConflict((oc) => oc.column('document_id').doUpdateSet({ words: (eb) => eb.ref('excluded.words') }))
    .execute()
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
