import type { Citation, Deadline, LegalBasis, ParsedDocument, ParsedTask, Signer } from '@banggiao/vanban'
import type { Work } from '../platform/deed.ts'
import { type FieldError, Problem } from '../platform/problem.ts'
import { type Direction, mustAdmitDocument } from './document-state.ts'
import { markSelection, type Selection } from './mark-selection.ts'
import { holdArrivals, mustBeFreeArrival, selectDocumentRow } from './queries.ts'
import { recordStep } from './record-step.ts'
import { columnsOf, isCalendarDay } from './stored-reading.ts'

/** Fields a person may set right; each given one replaces what was read. */
export interface Corrections {
  kind?: string | null | undefined
  number?: string | null | undefined
  issuer?: string | null | undefined
  superior?: string | null | undefined
  place?: string | null | undefined
  date?: string | null | undefined
  title?: string | null | undefined
  addressees?: string[] | null | undefined
  signer?: Signer | null | undefined
  recipients?: string[] | null | undefined
  legalBases?: LegalBasis[] | undefined
  citations?: Citation[] | undefined
  deadlines?: Deadline[] | undefined
  tasks?: ParsedTask[] | undefined
}

export interface CorrectionInput {
  version: number
  fields?: Corrections | undefined
  /** A stretch of the source text that a person says is a task, a basis, a limit or a header value. */
  mark?: Selection | undefined
  register?:
    | {
        direction?: Direction | undefined
        arrivalNumber?: number | null | undefined
        arrivalOn?: string | null | undefined
      }
    | undefined
}

/**
 * Sets right what was misread, in place; only before the document is confirmed.
 * @returns the new version
 * @throws Problem not-found, forbidden, state-conflict, version-conflict, invalid, already-exists
 */
export async function correctDocument(work: Work, id: string, input: CorrectionInput): Promise<{ version: number }> {
  const row = await selectDocumentRow(work.trx, id)
  mustAdmitDocument(work.actor, row, 'correct')
  const kept = await work.trx
    .selectFrom('document')
    .select(['parsed', 'source_text', 'arrival_number', 'arrival_on'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const fields = definedOf(input.fields ?? {})
  mustBeCorrect(fields, work.today)
  let parsed = { ...(kept.parsed as unknown as ParsedDocument), ...fields } as ParsedDocument
  if (input.mark) parsed = markSelection(parsed, kept.source_text ?? '', input.mark)
  if (input.mark?.as === 'date') mustBeCorrect({ date: parsed.date }, work.today)
  if (fields.tasks || input.mark) parsed = { ...parsed, tasks: inPlace(parsed.tasks) }
  // a value typed by a person no longer stands where the reader thought it did
  const at = { ...parsed.at }
  for (const name of Object.keys(fields)) delete at[name as keyof typeof at]
  parsed = { ...parsed, at, recognised: parsed.recognised || (parsed.kind !== null && parsed.title !== null) }

  const direction = input.register?.direction ?? row.direction
  const arrivalNumber = input.register?.arrivalNumber !== undefined ? input.register.arrivalNumber : kept.arrival_number
  const arrivalOn = input.register?.arrivalOn !== undefined ? input.register.arrivalOn : kept.arrival_on
  const arrives = direction === 'in'
  if (arrives && arrivalNumber !== null) {
    await holdArrivals(work.trx, row.unitId)
    await mustBeFreeArrival(work.trx, row, arrivalNumber, arrivalOn ?? work.today)
  }
  const changed = await work.trx
    .updateTable('document')
    .set({
      parsed: JSON.stringify(parsed),
      state: parsed.recognised ? 'read' : 'unrecognised',
      direction,
      arrival_number: arrives ? arrivalNumber : null,
      arrival_on: arrives ? (arrivalOn ?? work.today) : null,
      version: input.version + 1,
      ...columnsOf(parsed),
    })
    .where('id', '=', id)
    .where('version', '=', input.version)
    .returning('version')
    .executeTakeFirst()
  if (!changed) throw new Problem('version-conflict', undefined, { extra: { current: row.version } })
  await recordStep(work, row, {
    kind: 'corrected',
    params: {
      fields: Object.keys(fields),
      ...(input.mark ? { mark: input.mark.as } : {}),
      ...(input.register ? { register: Object.keys(input.register) } : {}),
    },
  })
  return changed
}

function definedOf(fields: Corrections): Partial<ParsedDocument> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() || null : value]),
  )
}

function mustBeCorrect(fields: Partial<ParsedDocument>, today: string): void {
  const errors: FieldError[] = []
  if (fields.date != null && !isCalendarDay(fields.date))
    errors.push({ path: '/fields/date', message: { vi: 'Không đúng ngày', en: 'Not a day of the calendar' } })
  else if (fields.date != null && fields.date > today)
    errors.push({
      path: '/fields/date',
      message: { vi: 'Ngày văn bản không thể sau hôm nay', en: 'A document’s date cannot be after today' },
    })
  for (const [i, task] of (fields.tasks ?? []).entries()) {
    if (task.text.trim() === '')
      errors.push({
        path: `/fields/tasks/${i}/text`,
        message: { vi: 'Nhiệm vụ chưa có nội dung', en: 'The task has no text' },
      })
    for (const [k, deadline] of task.deadlines.entries())
      if (deadline.date !== null && !isCalendarDay(deadline.date))
        errors.push({
          path: `/fields/tasks/${i}/deadlines/${k}/date`,
          message: { vi: 'Không đúng ngày', en: 'Not a day of the calendar' },
        })
  }
  if (errors.length > 0) throw new Problem('invalid', undefined, { errors })
}

/** Section and place name a task for ever: places run from 1 in every section, in the order given. */
function inPlace(tasks: ParsedTask[]): ParsedTask[] {
  const counts = new Map<string, number>()
  return tasks.map((task) => {
    const position = (counts.get(task.section) ?? 0) + 1
    counts.set(task.section, position)
    return { ...task, position, text: task.text.replace(/\s+/g, ' ').trim() }
  })
}
