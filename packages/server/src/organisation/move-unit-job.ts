import { sql } from 'kysely'
import { pathUpperBound } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import type { Handler } from '../platform/jobs.ts'
import { placedTables } from '../platform/placed-tables.ts'
import { withProgress } from '../platform/progress.ts'
import type { Services } from '../platform/services.ts'

/** Rows a transaction: a second or so, so that the bar moves and no lock stands long. */
const rowsAtOnce = 10_000
/** A request or job that began before the move may write behind the sweep; the next pass finds it. */
const mostPasses = 20

/**
 * Rewrites the place of every row of moved units, table by table as the catalogue names them; run again after a kill it finds what
 * is left and goes on. Only when a whole pass finds nothing the places open again.
 */
export function moveUnitJob(services: Services): Handler<'move-unit'> {
  return async ({ moveIds, progressId }) => {
    await withProgress(services, progressId, async (update) => {
      const system = <T>(work: (trx: Trx) => Promise<T>) => services.database.asSystem('move-unit', work)
      const tables = await system(placedTables)
      const total = moveIds.length * tables.length
      let rows = 0
      for (const [at, moveId] of moveIds.entries()) {
        const move = await system((trx) =>
          trx
            .selectFrom('unit_move')
            .select(['from_path as from', 'to_path as to', 'finished_at as finishedAt'])
            .where('id', '=', moveId)
            .executeTakeFirstOrThrow(),
        )
        if (move.finishedAt !== null) continue
        for (let pass = 1; ; pass++) {
          let found = 0
          for (const [n, table] of tables.entries()) {
            for (let part = rowsAtOnce; part === rowsAtOnce; found += part)
              part = await system((trx) => rewritePart(trx, table, move))
            if (pass === 1) await update(at * tables.length + n + 1, total)
          }
          rows += found
          if (found === 0) break
          if (pass === mostPasses) throw new Error(`rows keep being written under ${move.from}`)
        }
        await system(async (trx) => {
          // a commune's counts have gone with its assignments; what is left counts nothing
          await sql`delete from plan_count where ward_path = ${move.from}
            and open = 0 and doing = 0 and done = 0 and nothing = 0 and out_of_scope = 0`.execute(trx)
          await trx
            .updateTable('unit_move')
            .set({ finished_at: sql<Date>`now()` })
            .where('id', '=', moveId)
            .where('finished_at', 'is', null)
            .execute()
        })
      }
      return { moves: moveIds.length, rows }
    })
  }
}

async function rewritePart(trx: Trx, table: string, move: { from: string; to: string }): Promise<number> {
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} set unit_path = ${move.to} || substr(unit_path, ${move.from.length + 1})
    where ctid = any(array(select ctid from ${sql.table(table)}
      where unit_path >= ${move.from} and unit_path < ${pathUpperBound(move.from)} limit ${rowsAtOnce} for update))`.execute(
    trx,
  )
  return Number(numAffectedRows ?? 0)
}
