import type { ParsedDocument } from '@banggiao/vanban'
import { sql } from 'kysely'
import type { Work } from '../platform/deed.ts'
import { type FieldError, Problem } from '../platform/problem.ts'
import { citeDocuments } from './cite-documents.ts'
import { mustAdmitDocument } from './document-state.ts'
import { fillPlaceholder } from './fill-placeholder.ts'
import { findIssuer } from './find-issuer.ts'
import { mustBeFreeNumber } from './number-paper.ts'
import { holdArrivals, mustBeFreeArrival, nextArrivalNumber, selectDocumentRow } from './queries.ts'
import { recordStep } from './record-step.ts'
import { columnsOf } from './stored-reading.ts'
import { tell } from './tell.ts'

export interface ConfirmInput {
  version: number
  /** Số đến; left out, an arrival gets the next one of its year. */
  arrivalNumber?: number | null | undefined
  arrivalOn?: string | undefined
}

/**
 * Xác nhận: a person stands behind what was read. An arrival is filed; a unit's own signed paper becomes issued under
 * the number and date it bears. Citations are drawn, and other rooms make of it what it orders.
 * @throws Problem not-found, forbidden, state-conflict, version-conflict, invalid, already-exists
 */
export async function confirmDocument(
  work: Work,
  id: string,
  input: ConfirmInput,
): Promise<{ version: number; arrivalNumber: number | null }> {
  const { trx, actor } = work
  const row = await selectDocumentRow(trx, id)
  mustAdmitDocument(actor, row, 'confirm')
  const kept = await trx
    .selectFrom('document')
    .select(['parsed', 'arrival_number as arrivalNumber', 'arrival_on as arrivalOn', 'file_id as fileId'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const parsed = kept.parsed as unknown as ParsedDocument
  const columns = columnsOf(parsed)
  mustBeWhole(row.direction, columns)

  const arrivalOn = row.direction === 'in' ? (input.arrivalOn ?? kept.arrivalOn ?? work.today) : null
  let arrivalNumber: number | null = null
  if (arrivalOn !== null) {
    if (arrivalOn > work.today)
      throw new Problem('invalid', undefined, {
        errors: [
          {
            path: '/arrivalOn',
            message: { vi: 'Ngày đến không thể sau hôm nay', en: 'The day of arrival cannot be after today' },
          },
        ],
      })
    await holdArrivals(trx, row.unitId)
    arrivalNumber = input.arrivalNumber ?? kept.arrivalNumber ?? (await nextArrivalNumber(trx, row.unitId, arrivalOn))
    await mustBeFreeArrival(trx, row, arrivalNumber, arrivalOn)
  }
  const own = row.direction !== 'in'
  if (row.direction === 'out')
    await mustBeFreeNumber(work, { ...row, id }, columns.number ?? '', columns.issued_on ?? '')
  const changed = await trx
    .updateTable('document')
    .set({
      ...columns,
      state: row.direction === 'out' ? 'issued' : 'filed',
      arrival_number: arrivalNumber,
      arrival_on: arrivalOn,
      issuer_unit_id: own ? row.unitId : await findIssuer(trx, parsed, columns.issued_on ?? work.today),
      // the unit's own paper came in signed
      ...(row.direction === 'out' ? { signed_file_id: kept.fileId } : {}),
      confirmed_by: actor.personId,
      confirmed_at: sql<Date>`now()`,
      version: input.version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', input.version)
    .returning('version')
    .executeTakeFirst()
  if (!changed) throw new Problem('version-conflict', undefined, { extra: { current: row.version } })

  await citeDocuments(work, row, parsed)
  await fillPlaceholder(work, { id, unitId: row.unitId, number: columns.number, issuedOn: columns.issued_on })
  await recordStep(work, row, {
    kind: 'confirmed',
    params: { arrivalNumber, number: columns.number, tasks: parsed.tasks.length },
  })
  // a plan without tasks orders nothing
  if (parsed.kind === 'Kế hoạch' && parsed.tasks.length > 0)
    for (const hear of work.services.confirmed) await hear(work, id)
  if (row.direction === 'in') {
    await tell(work, row, 'document-filed', { roles: ['head'] })
  }
  return { version: changed.version, arrivalNumber }
}

function mustBeWhole(direction: string, columns: ReturnType<typeof columnsOf>): void {
  const errors: FieldError[] = []
  if (columns.title === null)
    errors.push({
      path: '/title',
      message: { vi: 'Ghi trích yếu trước khi xác nhận', en: 'Give the title before confirming' },
    })
  if (direction === 'out' && columns.number === null)
    errors.push({
      path: '/number',
      message: { vi: 'Văn bản đi phải có số, ký hiệu', en: 'An outgoing document has a number' },
    })
  if (direction === 'out' && columns.issued_on === null)
    errors.push({
      path: '/date',
      message: { vi: 'Văn bản đi phải có ngày ban hành', en: 'An outgoing document has a date of issue' },
    })
  if (errors.length > 0) throw new Problem('invalid', undefined, { errors })
}
