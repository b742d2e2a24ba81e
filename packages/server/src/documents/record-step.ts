import type { Work } from '../platform/deed.ts'

export type StepKind =
  | 'received'
  | 'reread'
  | 'corrected'
  | 'confirmed'
  | 'instructed'
  | 'noted'
  | 'instruction-done'
  | 'created'
  | 'submitted'
  | 'withdrawn'
  | 'returned'
  | 'approved'
  | 'reopened'
  | 'issued'

export interface Step {
  kind: StepKind
  remarks?: string | null
  contentHash?: string | null
  params?: Record<string, unknown>
  /** What of it the audit row says too. */
  audited?: Record<string, unknown>
}

/** One line in the history of a document, and its audit row. */
export async function recordStep(
  work: Work,
  row: { id: string; unitId: number; unitPath: string },
  step: Step,
): Promise<void> {
  await work.trx
    .insertInto('document_event')
    .values({
      document_id: row.id,
      unit_id: row.unitId,
      unit_path: row.unitPath,
      kind: step.kind,
      remarks: step.remarks ?? null,
      content_hash: step.contentHash ?? null,
      params: JSON.stringify(step.params ?? {}),
      person_id: work.actor.personId,
      person_name: work.actor.name,
    })
    .execute()
  await work.audit(
    { kind: 'document', id: row.id },
    { step: step.kind, ...(step.contentHash ? { hash: step.contentHash } : {}), ...step.audited },
  )
}
