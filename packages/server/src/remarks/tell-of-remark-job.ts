import type { Actor } from '../platform/actor.ts'
import type { Handler } from '../platform/jobs.ts'
import { loadActor } from '../platform/load-actor.ts'
import { Problem } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'
import { type Told, tell } from '../platform/tell.ts'
import { refOf } from './change-remark.ts'
import { type RecordRef, readDiscussed } from './discussed-record.ts'
import { isOn, type Mention, selectRemark } from './queries.ts'
import { type Audience, unitWhereSeen } from './who-sees.ts'

/**
 * Tells of a remark: those named in it, and those who take part (wrote or were named before, the author of the paper, the
 * owner of the assignment), each once and only who sees it. Taken back within its ten seconds, nobody is told.
 */
export function tellOfRemarkJob(services: Services): Handler<'tell-of-remark'> {
  return async ({ remarkId }) => {
    const found = await services.database.asSystem('remark', async (trx) => {
      const row = await selectRemark(trx, remarkId).executeTakeFirst()
      if (!row || row.withdrawnAt !== null) return null
      const before = await trx
        .selectFrom('remark as r')
        .select(['r.person_id as personId', 'r.mentions'])
        .where(isOn(refOf(row)))
        .where('r.id', '<', remarkId)
        .where('r.withdrawn_at', 'is', null)
        .execute()
      return { row, before }
    })
    if (!found) return
    const { row, before } = found
    const record = refOf(row)
    const named = new Set((row.mentions as unknown as Mention[]).map((m) => m.id))
    const taking = new Set(
      before.flatMap((r) => [r.personId, ...(r.mentions as unknown as Mention[]).map((m) => m.id)]),
    )
    const writer = await loadActor(services.database, row.personId, row.unitId)
    if (writer) {
      for (const id of await authorsOf(services, writer, record)) taking.add(id)
    }
    const toldOf = async (ids: Iterable<string>): Promise<Told[]> => {
      const told: Told[] = []
      for (const personId of ids) {
        if (personId === row.personId) continue
        const unitId = await unitWhereSeen(services, personId, record, row.audience as Audience, row.unitId)
        if (unitId !== null)
          told.push({
            personId,
            unitId,
            key: `remark:${remarkId}`,
            params: { byPerson: row.personId, byUnit: row.unitId },
          })
      }
      return told
    }
    const [mentioned, others] = [await toldOf(named), await toldOf([...taking].filter((id) => !named.has(id)))]
    const about = { recordKind: record.kind, recordId: String(record.id) }
    await services.database.asSystem('remark', async (trx) => {
      await tell(services, trx, mentioned, { kind: 'remark-mentioned', ...about })
      await tell(services, trx, others, { kind: 'remark-written', ...about })
    })
  }
}

/** Who is told of a first remark; nobody more where its writer sees the record no longer. */
async function authorsOf(services: Services, writer: Actor, record: RecordRef): Promise<string[]> {
  try {
    return (await services.database.withActor(writer, (trx) => readDiscussed(writer, trx, record))).personIds
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return []
    throw error
  }
}
