import { type Bench, type Figure, median } from './figure.ts'
import { full, giveToAll, openStage, type Size, type Stage, settle } from './stage.ts'

/** The tables a cascade writes per unit and task, in an order that foreign keys admit for emptying. */
const tables = ['notice', 'assignment', 'participant', 'plan_carrier']

/**
 * W2: the job that gives a plan to every unit, against the same rows put into the same tables (with their indexes and
 * constraints) by four bare INSERT … SELECT in one transaction outside row security. Rounds in turn, each over emptied and
 * vacuumed tables.
 */
export async function measureCascade(size: Size, rounds: number): Promise<Figure[]> {
  const stage = await openStage(size)
  try {
    const times = { job: [] as number[], bare: [] as number[] }
    const written: string[] = []
    for (let round = 0; round < rounds; round++) {
      // whichever goes first changes from round to round
      for (const kind of round % 2 ? (['bare', 'job'] as const) : (['job', 'bare'] as const)) {
        const begun = performance.now()
        await (kind === 'job' ? giveToAll(stage) : insertBare(stage))
        times[kind].push(performance.now() - begun)
        written.push(await countRows(stage))
        await empty(stage)
      }
    }
    const differs = written.find((counts) => counts !== written[0])
    if (differs) throw new Error(`rounds wrote different rows: ${written[0]} and ${differs}`)
    const job = median(times.job)
    const bare = median(times.bare)
    const rows = stage.carriers.length * size.tasks
    return [
      {
        name: `cascade, ${rows} assignments`,
        value: `${(job / 1000).toFixed(2)} s, ${Math.round(rows / (job / 1000))} rows/s`,
        reference: `bare INSERT … SELECT ${(bare / 1000).toFixed(2)} s`,
        measured: job / bare,
        limit: { at: 'most', figure: 1.5, unit: '' },
      },
    ]
  } finally {
    await stage.close()
  }
}

async function insertBare({ owner, carriers, plan }: Stage): Promise<void> {
  const client = await owner.connect()
  const unitIds = carriers.map((unit) => unit.id)
  try {
    await client.query('begin')
    // the counts that the database keeps beside are the job's own cost; foreign keys are no user triggers and go on
    await client.query('alter table assignment disable trigger user')
    await client.query(
      `insert into plan_carrier (plan_id, unit_id, unit_path) select $1, id, path from unit where id = any($2)`,
      [plan.planId, unitIds],
    )
    await client.query(
      `insert into participant (record_id, record_kind, unit_id, role)
       select r.id, r.kind, u.id, 'carrier' from unit u, (values ($1::uuid, 'plan'), ($2::uuid, 'document')) r(id, kind)
       where u.id = any($3)`,
      [plan.planId, plan.documentId, unitIds],
    )
    await client.query(
      `insert into assignment (plan_id, task_id, unit_id, unit_path, due_on)
       select t.plan_id, t.id, u.id, u.path, t.due_on from unit u, task t where t.plan_id = $1 and u.id = any($2)`,
      [plan.planId, unitIds],
    )
    await client.query(
      `insert into notice (person_id, unit_id, kind, record_kind, record_id, params, key)
       select m.person_id, m.unit_id, 'plan-received', 'plan', p.id::text,
         jsonb_build_object('number', d.number, 'title', d.title, 'by', coalesce(d.issuer, '')),
         'cascade:' || p.id || ':' || extract(epoch from now())::bigint
       from membership m, plan p join document d on d.id = p.document_id where p.id = $1 and m.unit_id = any($2)`,
      [plan.planId, unitIds],
    )
    await client.query('alter table assignment enable trigger user')
    await client.query('commit')
  } finally {
    client.release()
  }
}

async function countRows({ owner }: Stage): Promise<string> {
  const counts = tables.map((table) => `(select count(*) from ${table}) as ${table}`)
  return JSON.stringify((await owner.query(`select ${counts.join(', ')}`)).rows[0])
}

async function empty(stage: Stage): Promise<void> {
  for (const table of [...tables, 'plan_count']) await stage.owner.query(`delete from ${table}`)
  await settle(stage)
}

export const bench: Bench = () => measureCascade(full, 4)
