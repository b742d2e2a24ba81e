import type { Role } from '@banggiao/catalogue'
import type { Work } from '../platform/deed.ts'

/** Undo is possible for ten seconds; nobody is told before. */
const secondsToUndo = 10

/** Queues a notice about a document to the roles or people whose turn it is, in the same transaction as the step. */
export async function tell(
  work: Work,
  row: { id: string; unitId: number; title: string | null; number?: string | null },
  kind: string,
  to: { roles?: Role[]; personIds?: (string | null)[] },
  params: Record<string, string> = {},
): Promise<void> {
  const personIds = [...new Set((to.personIds ?? []).filter((id): id is string => id !== null))]
  await work.send(
    'notify',
    {
      kind,
      unitId: row.unitId,
      roles: to.roles ?? [],
      personIds: personIds.filter((id) => id !== work.actor.personId),
      recordKind: 'document',
      recordId: row.id,
      params: { title: row.title ?? '', number: row.number ?? '', by: work.actor.name, ...params },
    },
    { startAfterSeconds: secondsToUndo },
  )
}
