import { rooms } from '../packages/server/src/assemble.ts'
import { buildApp } from '../packages/server/src/platform/http.ts'
import { loadActor } from '../packages/server/src/platform/load-actor.ts'
import { type Bench, type Figure, inTurn } from './figure.ts'
import { full, giveToAll, openStage, type Size, type Stage, settle } from './stage.ts'

/**
 * Coverage and progress of one plan as the department sees it: the whole request through the app, against the counting alone
 * as bare SQL of the owner.
 */
export async function measureCoverage(size: Size, rounds: number): Promise<Figure[]> {
  const stage = await openStage(size)
  try {
    await giveToAll(stage)
    await answerSome(stage)
    const head = await loadActor(stage.services.database, stage.heads.get(stage.province.department.id) as string, null)
    const app = await buildApp({ services: stage.services, rooms, authenticate: async () => head })
    const ask = async () => {
      const answer = await app.inject({ url: `/api/plans/${stage.plan.planId}/coverage` })
      if (answer.statusCode !== 200) throw new Error(answer.body)
      return answer.json() as Coverage
    }
    const bare = () => countBare(stage)
    // ten executions and more: a named statement has its generic plan by then
    for (let warm = 0; warm < 10; warm++) {
      await ask()
      await bare()
    }
    mustAgree(await ask(), await bare())
    const times = await inTurn(rounds, ask, bare)
    await app.close()
    const rows = stage.carriers.length * size.tasks
    return [
      {
        name: `coverage of ${rows} assignments, department`,
        value: `${times.a.toFixed(1)} ms`,
        reference: `bare SQL ${times.b.toFixed(1)} ms`,
        measured: times.a / times.b,
        limit: { at: 'most', figure: 1.5, unit: '' },
      },
      {
        name: 'coverage, whole request',
        value: `${times.a.toFixed(1)} ms`,
        reference: '',
        measured: times.a,
        limit: { at: 'most', figure: 50, unit: 'ms' },
      },
    ]
  } finally {
    await stage.close()
  }
}

interface Coverage {
  totals: { units: number; received: number; adopted: number; done: number; open: number }
  groups: { ward: string; done: number }[]
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

const assignments = {
  name: 'bench-coverage',
  text: `select a.ward, a.task_id, a.state, count(*)::int as n from assignment a where a.plan_id = $1 group by 1, 2, 3`,
}
const carriers = {
  name: 'bench-carriers',
  text: `select split_part(unit_path, '/', 2) as ward, count(*)::int as units, count(received_at)::int as received,
      count(adopted_at)::int as adopted from plan_carrier where plan_id = $1 and recalled_at is null group by 1`,
}

type Counted = { done: number; units: number; received: number }

async function countBare({ owner, plan }: Stage): Promise<Counted> {
  const cells = await owner.query<{ state: string; n: number }>({ ...assignments, values: [plan.planId] })
  const units = await owner.query<{ units: number; received: number }>({ ...carriers, values: [plan.planId] })
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
