import type { Work } from '../platform/deed.ts'
import { numberKey } from './number-key.ts'

/**
 * A paper that others cite has come: whatever pointed at its placeholder points at the paper itself from now on,
 * and the placeholder ends.
 */
export async function fillPlaceholder(
  work: Work,
  row: { id: string; unitId: number; number: string | null; issuedOn: string | null },
): Promise<void> {
  if (row.number === null) return
  const placeholders = await work.trx
    .selectFrom('document')
    .select(['id', 'issued_on as issuedOn'])
    .where('unit_id', '=', row.unitId)
    .where('state', '=', 'placeholder')
    .where('number_key', '=', numberKey(row.number))
    .execute()
  const filled = placeholders
    .filter((p) => p.issuedOn === null || row.issuedOn === null || p.issuedOn === row.issuedOn)
    .map((p) => p.id)
  if (filled.length === 0) return
  await work.trx.updateTable('citation').set({ cited_id: row.id }).where('cited_id', 'in', filled).execute()
  await work.trx.updateTable('document').set({ state: 'ended' }).where('id', 'in', filled).execute()
  await work.audit({ kind: 'document', id: row.id }, { filled: filled.length }, filled)
}
