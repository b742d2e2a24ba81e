import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from './deed.ts'
import { emit } from './events.ts'
import { Problem, type Words } from './problem.ts'
import type { Services } from './services.ts'

/** Makes the row behind a progress bar, in the transaction of the deed that queues the job. Returns its id. */
export async function startProgress(work: Work, kind: string, recordId: string | null, total = 0): Promise<string> {
  const id = randomUUID()
  await work.trx
    .insertInto('progress')
    .values({ id, kind, person_id: work.actor.personId, record_id: recordId, total })
    .execute()
  await work.emit({
    kind: 'progress',
    personId: work.actor.personId,
    id,
    job: kind,
    state: 'queued',
    done: 0,
    total,
  })
  return id
}

const tryingAgain: Words = {
  vi: 'Chưa làm xong, hệ thống sẽ tự thử lại',
  en: 'Not finished; it will be tried again by itself',
}

/** In an update of `progress`: the sentence in the language of the person of the row. */
export function inOwnLanguage(words: Words) {
  return sql<string>`case (select locale from person where person.id = progress.person_id)
    when 'en' then ${words.en}::text else ${words.vi}::text end`
}

interface Change {
  state: 'running' | 'done' | 'failed'
  done?: number
  total?: number
  result?: unknown
  /** Kept in the language of the person who waits. */
  problem?: Words | null
}

/** Says how far a job is, in a transaction of its own, so that the bar moves while the job's own is still open. */
export async function updateProgress(services: Services, id: string, done: number, total: number): Promise<void> {
  await changeProgress(services, id, { state: 'running', done, total })
}

/** The last word of a job that ended well; `result` is what the screen needs to go on: counts and ids. */
export async function finishProgress(services: Services, id: string, result: Record<string, unknown>): Promise<void> {
  await changeProgress(services, id, { state: 'done', result, problem: null })
}

/**
 * Runs a job under its bar: running, then done with what it returns, or failed (a later attempt sets it running again). A job
 * that was taken back, or is done already, is not run: claiming the bar and taking it back exclude each other in one row.
 * The error goes on to the queue, which tries again.
 * @param job is given the moment the work was asked for, as the database writes it
 */
export async function withProgress(
  services: Services,
  id: string,
  job: (update: (done: number, total: number) => Promise<void>, askedAt: string) => Promise<Record<string, unknown>>,
): Promise<void> {
  try {
    const askedAt = await claimProgress(services, id)
    if (askedAt === null) return
    await finishProgress(services, id, await job((done, total) => updateProgress(services, id, done, total), askedAt))
  } catch (error) {
    // what broke inside stands in the log; the person is told what happens next
    const problem = error instanceof Problem && error.detail ? error.detail : tryingAgain
    await changeProgress(services, id, { state: 'failed', problem })
    throw error
  }
}

/** Sets the bar running; null where the work was taken back or is done. */
async function claimProgress(services: Services, id: string): Promise<string | null> {
  return services.database.asSystem('progress', async (trx) => {
    const row = await trx
      .updateTable('progress')
      .set({ state: 'running', problem: null, changed_at: sql<Date>`now()` })
      .where('id', '=', id)
      .where('state', 'in', ['queued', 'running', 'failed'])
      .returning([
        'person_id as personId',
        'kind',
        'state',
        'done',
        'total',
        sql<string>`created_at::text`.as('askedAt'),
      ])
      .executeTakeFirst()
    if (!row) return null
    await emit(trx, { kind: 'progress', id, job: row.kind, ...standOf(row) })
    return row.askedAt
  })
}

function standOf(row: { personId: string; state: string; done: number; total: number }) {
  return { personId: row.personId, state: row.state, done: row.done, total: row.total }
}

async function changeProgress(services: Services, id: string, change: Change): Promise<void> {
  await services.database.asSystem('progress', async (trx) => {
    const row = await trx
      .updateTable('progress')
      .set({
        state: change.state,
        changed_at: sql<Date>`now()`,
        ...(change.done === undefined ? {} : { done: change.done }),
        ...(change.total === undefined ? {} : { total: change.total }),
        ...(change.state === 'done' ? { done: sql<number>`total` } : {}),
        ...(change.result === undefined ? {} : { result: JSON.stringify(change.result) }),
        ...(change.problem === undefined ? {} : { problem: change.problem && inOwnLanguage(change.problem) }),
      })
      .where('id', '=', id)
      .returning(['person_id as personId', 'kind', 'state', 'done', 'total'])
      .executeTakeFirst()
    if (row) await emit(trx, { kind: 'progress', id, job: row.kind, ...standOf(row) })
  })
}
