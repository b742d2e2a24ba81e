import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from './actor.ts'
import type { Trx } from './database.ts'
import { emit, type ServerEvent } from './events.ts'
import { Problem } from './problem.ts'
import type { Jobs, Queue } from './queues.ts'
import type { Services } from './services.ts'

/** What a deed is given: one transaction with the actor's rights, in which change, audit row and job stand or fall together. */
export interface Work {
  trx: Trx
  actor: Actor
  services: Services
  /** Today in Viet Nam, YYYY-MM-DD. */
  today: string
  /** The unit acted in stands there from now on: its own move is on record at its new place, where it can still be read. */
  standAt(path: string): void
  /** Every deed writes at least one audit row; a deed over a set writes one with the count and the hash of the ids. */
  audit(
    record: { kind: string; id: string | number },
    params?: Record<string, unknown>,
    set?: readonly (string | number)[],
  ): Promise<void>
  send<Q extends Queue>(
    queue: Q,
    data: Jobs[Q],
    options?: { startAfterSeconds?: number; singletonKey?: string },
  ): Promise<void>
  emit(event: ServerEvent): Promise<void>
}

export interface DeedAnswer<T> {
  status: number
  body: T
}

/** The caller's key for one request, and the fingerprint of what was asked with it. */
export interface Once {
  key: string
  asked: string
}

/**
 * Runs a deed once: with the same key, the same person gets the first answer again; the same key for another request is refused.
 * A deed that the database undid in favour of another (deadlock, serialisation) is done a second time.
 * @throws Problem, or Error where the deed forgot its audit row
 */
export async function runDeed<T>(
  services: Services,
  actor: Actor,
  name: string,
  once: Once | null,
  deed: (work: Work) => Promise<T>,
  status = 200,
): Promise<DeedAnswer<T>> {
  const attempt = () => runOnce(services, actor, name, once, deed, status)
  try {
    return await attempt()
  } catch (error) {
    if (!undoneByAnother.has((error as { code?: string }).code ?? '')) throw error
    return attempt()
  }
}

/** SQLSTATE serialization_failure and deadlock_detected: nothing was written, and the other has finished. */
const undoneByAnother = new Set(['40001', '40P01'])

function runOnce<T>(
  services: Services,
  actor: Actor,
  name: string,
  once: Once | null,
  deed: (work: Work) => Promise<T>,
  status: number,
): Promise<DeedAnswer<T>> {
  return services.database.withActor(actor, async (trx) => {
    if (once) {
      const first = await trx
        .insertInto('idempotency')
        .values({ person_id: actor.personId, key: once.key, deed: name, asked: once.asked })
        .onConflict((oc) => oc.doNothing())
        .returning('key')
        .executeTakeFirst()
      if (!first) {
        const before = await trx
          .selectFrom('idempotency')
          .select(['deed', 'asked', 'status', 'body'])
          .where('person_id', '=', actor.personId)
          .where('key', '=', once.key)
          .executeTakeFirstOrThrow()
        if (before.deed !== name || before.asked !== once.asked)
          throw new Problem('invalid', {
            vi: 'Khóa chống gửi trùng đã dùng cho việc khác',
            en: 'This idempotency key belongs to another deed',
          })
        return { status: before.status ?? status, body: before.body as T }
      }
    }
    const { work, written } = workOn(services, actor, trx, name)
    const body = await deed(work)
    if (written() === 0) throw new Error(`deed ${name} wrote no audit row`)
    if (once) {
      await trx
        .updateTable('idempotency')
        .set({ status, body: sql`${JSON.stringify(body ?? null)}::jsonb` })
        .where('person_id', '=', actor.personId)
        .where('key', '=', once.key)
        .execute()
    }
    return { status, body }
  })
}

/** The work of a deed inside a transaction that exists already (jobs use it with a system transaction). */
export function workOn(
  services: Services,
  actor: Actor,
  trx: Trx,
  name: string,
): { work: Work; written: () => number } {
  let audits = 0
  let place = actor.unitPath
  const work: Work = {
    trx,
    actor,
    services,
    today: services.clock.today(),
    standAt(path) {
      place = path
    },
    async audit(record, params = {}, set) {
      audits++
      await trx
        .insertInto('audit')
        .values({
          person_id: actor.personId,
          unit_id: actor.unitId,
          unit_path: place,
          deed: name,
          record_kind: record.kind,
          record_id: String(record.id),
          params: JSON.stringify(params),
          count: set ? set.length : null,
          ids_hash: set ? createHash('sha256').update(set.join('\n')).digest('hex') : null,
        })
        .execute()
    },
    send: (queue, data, options) => services.jobs.send(trx, queue, data, options),
    emit: (event) => emit(trx, event),
  }
  return { work, written: () => audits }
}
