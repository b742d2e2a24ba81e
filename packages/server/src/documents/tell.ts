import type { Role } from '@banggiao/catalogue'
import type { Work } from '../platform/deed.ts'
import { secondsToUndo } from '../platform/undo.ts'

/** Queues a notice about a document to the roles or people whose turn it is, in the same transaction as the step. */
export async function tell(
  work: Work,
  row: { id: string; unitId: number },
  kind: string,
  to: { roles?: Role[]; personIds?: (string | null)[] },
  params: { dueOn?: string; issuedOn?: string } = {},
): Promise<void> {
  const personIds = [...new Set((to.personIds ?? []).filter((id): id is string => id !== null))]
  await work.send(
    'notify',
    {
      kind,
      unitId: row.unitId,
      roles: to.roles ?? [],
      personIds,
      recordKind: 'document',
      recordId: row.id,
      params: { byPerson: work.actor.personId, byUnit: work.actor.unitId, ...params },
    },
    { startAfterSeconds: secondsToUndo },
  )
}
