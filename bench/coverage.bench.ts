import { Kysely, PostgresDialect } from 'kysely'
import { rooms } from '../packages/server/src/assemble.ts'
import { selectCoverage } from '../packages/server/src/plans/index.ts'
import type { DB } from '../packages/server/src/platform/generated/db.ts'
import { buildApp } from '../packages/server/src/platform/http.ts'
import { loadActor } from '../packages/server/src/platform/load-actor.ts'
import { type Bench, type Figure, inTurn } from './figure.ts'
import { full, giveToAll, openStage, type Size, type Stage, settle } from './stage.ts'

/**
 * Coverage and progress of one plan as the department sees it: under row security in a transaction of its own, against the same
 * statement as bare SQL of the owner; then the whole request through the app. Both are held against a count of all rows.
 */
export async function measureCoverage(size: Size, rounds: number): Promise<Figure[]> {
  const stage = await openStage(size)
  try {
    await giveToAll(stage)
    await answerSome(stage)
    const head = await loadActor(stage.services.database, stage.heads.get(stage.province.department.id) as string, null)
    if (!head) throw new Error('the department has no head')
    const app = await buildApp({ services: stage.services, rooms, authenticate: async () => head })
    const ask = async () => {
      const answer = await app.inject({ url: `/api/plans/${stage.plan.planId}/coverage` })
      if (answer.statusCode !== 200) throw new Error(answer.body)
      return answer.json() as Coverage
    }
    const { plan, services, owner } = stage
    const statement = await sayStatement(stage)
    const secured = () =>
      services.database.withActor(head, (trx) => selectCoverage(trx, plan.planId, plan.taskIds, head.reach))
    const bare = () => owner.query(statement)
    const count = () => countRows(stage)
    mustAgree(await ask(), await count())
    // a named statement has its generic plan after five executions
    for (let warm = 0; warm < 10; warm++) for (const run of [secured, bare, ask, count]) await run()
    const times = await inTurn(rounds, secured, bare)
    const whole = await inTurn(rounds, ask, count)
    await app.close()
    const rows = stage.carriers.length * size.tasks
    return [
      {
        name: `coverage of ${rows} assignments, department`,
        value: `${times.a.toFixed(2)} ms under row security`,
        reference: `same statement, bare ${times.b.toFixed(2)} ms`,
        measured: times.a / times.b,
        limit: { at: 'most', figure: 1.5, unit: '' },
      },
      {
        name: 'coverage, whole request',
        value: `${whole.a.toFixed(1)} ms`,
        reference: `counting all rows anew, bare ${whole.b.toFixed(1)} ms`,
        measured: whole.a,
        limit: { at: 'most', figure: 50, unit: 'ms' },
      },
    ]
  } finally {
    await stage.close()
  }
}

interface Coverage {
  totals: { units: number; received: number; adopted: number; done: number; open: number }
}

/** Answers as they stand half way: six in ten open, the rest spread; most units have received, half have adopted. */
async function answerSome(stage: Stage): Promise<void> {
  await stage.owner.query(
    `update assignment set state = (array['open', 'open', 'open', 'open', 'open', 'open', 'doing', 'done', 'done', 'nothing'])[1 + id % 10]
     where id % 10 > 5`,
  )
  await stage.owner.query(
    `update plan_carrier set received_at = now(), adopted_at = case when unit_id % 2 = 0 then now() end where unit_id % 10 > 0`,
  )
  await settle(stage)
}

/** The statement behind coverage as the app compiles it, named as the app names its own. */
async function sayStatement({ owner, plan }: Stage): Promise<{ name: string; text: string; values: unknown[] }> {
  const said: { name: string; text: string; values: unknown[] }[] = []
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: owner }),
    log: ({ query }) => {
      said.push({ name: 'bench-coverage', text: query.sql, values: [...query.parameters] })
    },
  })
  await selectCoverage(db, plan.planId, plan.taskIds, '79/')
  const [statement, another] = said
  if (!statement || another) throw new Error('coverage is not one statement')
  return statement
}

interface Counted {
  done: number
  units: number
  received: number
}

async function countRows({ owner, plan }: Stage): Promise<Counted> {
  const cells = await owner.query<{ state: string; n: number }>({
    name: 'bench-count',
    text: `select split_part(unit_path, '/', 2) as ward, task_id, state, count(*)::int as n
      from assignment where plan_id = $1 and unit_id <> (select unit_id from plan where id = $1) group by 1, 2, 3`,
    values: [plan.planId],
  })
  const units = await owner.query<{ units: number; received: number }>({
    name: 'bench-count-units',
    text: `select split_part(unit_path, '/', 2) as ward, count(*)::int as units, count(received_at)::int as received
      from plan_carrier where plan_id = $1 and recalled_at is null group by 1`,
    values: [plan.planId],
  })
  return {
    done: cells.rows.reduce((sum, row) => sum + (row.state === 'done' ? row.n : 0), 0),
    units: units.rows.reduce((sum, row) => sum + row.units, 0),
    received: units.rows.reduce((sum, row) => sum + row.received, 0),
  }
}

function mustAgree({ totals }: Coverage, counted: Counted): void {
  for (const key of ['done', 'units', 'received'] as const)
    if (totals[key] !== counted[key] || counted[key] === 0)
      throw new Error(`${key}: the app says ${totals[key]}, the owner counts ${counted[key]}`)
}

export const bench: Bench = () => measureCoverage(full, 30)
