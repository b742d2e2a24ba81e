import { sql } from 'kysely'
import type { Trx } from '../platform/database.ts'

/**
 * The paper on which a plan reached units that were sent it through the system as well, by number, body and year, waits for
 * nobody's word any longer in a unit that writes its own plan by the one sent. Each of them is audited in its unit.
 * @param personId who did what settles them
 */
export async function settleArrivals(
  trx: Trx,
  planId: string,
  unitIds: readonly number[],
  personId: string,
): Promise<void> {
  await sql`
    with settled as (update document came set instructed_at = now()
    from plan p join document d on d.id = p.document_id
    where p.id = ${planId} and came.unit_id = any(${[...unitIds]}::int[]) and came.direction = 'in'
      and came.number_key = d.number_key and came.issuer_unit_id = p.unit_id and came.instructed_at is null
      and extract(year from coalesce(came.issued_on, d.issued_on)) = extract(year from d.issued_on)
      and exists (select 1 from plan own join document written on written.id = own.document_id and written.state <> 'ended'
        where own.superior_plan_id = p.id and own.unit_id = came.unit_id)
      returning came.id, came.unit_id, came.unit_path)
    insert into audit (person_id, unit_id, unit_path, deed, record_kind, record_id, params)
    select ${personId}::uuid, unit_id, unit_path, 'settle-arrivals', 'document', id::text,
      jsonb_build_object('planId', ${planId}::text) from settled`.execute(trx)
}
