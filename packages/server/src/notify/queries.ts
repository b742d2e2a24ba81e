import { type Kysely, sql } from 'kysely'
import type { DB } from '../platform/generated/db.ts'

/** The caller's running jobs and the last ones that ended, newest first. */
export function selectProgress(db: Kysely<DB>, personId: string) {
  return db
    .selectFrom('progress')
    .select([
      'id',
      'kind',
      'record_id as recordId',
      'state',
      'done',
      'total',
      'result',
      'problem',
      'created_at as createdAt',
      'changed_at as changedAt',
    ])
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .limit(20)
}

export interface NoticeFilter {
  unread?: boolean | undefined
  /** id after which the page begins (older ones follow) */
  after?: number | undefined
  limit: number
}

/** One page of the caller's notices, newest first, each with the name of its record as far as the caller may read it. */
export function selectNotices(db: Kysely<DB>, personId: string, filter: NoticeFilter) {
  let query = db
    .selectFrom('notice as n')
    .select([
      'n.id',
      'n.kind',
      'n.unit_id as unitId',
      'n.record_kind as recordKind',
      'n.record_id as recordId',
      'n.params',
      'n.created_at as createdAt',
      'n.read_at as readAt',
      sql<string | null>`case n.record_kind
        when 'document' then (select coalesce(d.title, d.number) from document d where d.id = n.record_id::uuid)
        when 'plan' then (select coalesce(d.title, d.number) from plan p join document d on d.id = p.document_id where p.id = n.record_id::uuid)
        when 'report' then (select coalesce(d.title, d.number) from report r join document d on d.id = r.document_id where r.id = n.record_id::uuid)
        when 'assignment' then (select t.text from assignment a join task t on t.id = a.task_id where a.id = n.record_id::bigint)
        end`.as('title'),
    ])
    .where('n.person_id', '=', personId)
    .orderBy('n.id', 'desc')
    .limit(filter.limit + 1)
  if (filter.unread) query = query.where('n.read_at', 'is', null)
  if (filter.after) query = query.where('n.id', '<', filter.after)
  return query
}

/** How many notices wait, counted no further than 100: the bell shows "99+". */
export function countUnread(db: Kysely<DB>, personId: string) {
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('notice')
        .select('id')
        .where('person_id', '=', personId)
        .where('read_at', 'is', null)
        .limit(100)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('unread'))
}
