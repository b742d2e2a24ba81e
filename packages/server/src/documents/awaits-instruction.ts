import { type SqlBool, sql } from 'kysely'

/**
 * Condition on a row of `document` under an alias: an arrival that was filed and waits for the words of the head or a
 * deputy (NĐ 30/2020, điều 23). It no longer does once it was given to somebody or noted, nor where the unit already writes
 * its own plan by it; one that came through the system as well is settled as that plan is begun. Its first three parts are
 * those of the index `document_to_instruct`.
 */
export function awaitsInstruction(alias: string) {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  return sql<SqlBool>`(${of('direction')} = 'in' and ${of('state')} = 'filed' and ${of('instructed_at')} is null
    and not exists (select 1 from plan came join plan own on own.superior_plan_id = came.id and own.unit_id = came.unit_id
      join document written on written.id = own.document_id and written.state <> 'ended'
      where came.document_id = ${of('id')}))`
}
