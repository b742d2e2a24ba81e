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
  /** this one alone */
  id?: number | undefined
  limit: number
}

const document = sql`case n.record_kind
  when 'document' then n.record_id::uuid
  when 'plan' then (select p.document_id from plan p where p.id = n.record_id::uuid)
  when 'report' then (select r.document_id from report r where r.id = n.record_id::uuid)
  when 'assignment' then (select p.document_id from assignment a join plan p on p.id = a.plan_id
    where a.id = n.record_id::bigint) end`

/**
 * One page of the caller's notices, newest first. Words (its record's name and number, who it comes from) are read here,
 * under row security: whoever may no longer read the record reads a notice without them.
 */
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
      sql<string | null>`(select d.number from document d where d.id = ${document})`.as('number'),
      // people of another unit are not known by name; their unit is
      sql<string | null>`coalesce((select x.name from person x where x.id = (n.params->>'byPerson')::uuid),
        (select u.name from unit u where u.id = (n.params->>'byUnit')::int))`.as('by'),
    ])
    .where('n.person_id', '=', personId)
    .orderBy('n.id', 'desc')
    .limit(filter.limit + 1)
  if (filter.unread) query = query.where('n.read_at', 'is', null)
  if (filter.id) query = query.where('n.id', '=', filter.id)
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

/** What a notice tells, by name, for the sentence of its kind: days and counts it carries, and the words just read. */
export function noticeValues(row: {
  params: unknown
  number: string | null
  by: string | null
}): Record<string, string | number> {
  const { byPerson: _, byUnit: __, eventId: ___, ...told } = row.params as Record<string, string | number>
  return {
    ...told,
    ...(row.number === null ? {} : { number: row.number }),
    ...(row.by === null ? {} : { by: row.by, from: row.by }),
  }
}
