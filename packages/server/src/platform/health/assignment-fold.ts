import { type AssignmentEvent, type AssignmentState, foldAssignment } from '@banggiao/rules'
import { sql } from 'kysely'
import type { HealthCheck } from './index.ts'

const batch = 5000

/** The state in an assignment's row is a projection of its events; folding them again must give the same. */
export const assignmentFold: HealthCheck = {
  name: 'assignment-fold',
  severity: 'error',
  holds: {
    vi: 'Trạng thái của mọi nhiệm vụ đúng như những gì đã ghi nhận',
    en: 'every assignment has the state that was recorded',
  },
  says: {
    vi: 'Nhiệm vụ có trạng thái khác với những gì đã ghi nhận',
    en: 'Assignments whose state differs from what was recorded',
  },
  advice: {
    vi: 'Ghi lại tiến độ của nhiệm vụ đó; báo cho người vận hành vì dữ liệu đã bị sửa ngoài hệ thống',
    en: 'Record the progress of that task again; tell the operator, for rows were changed by hand',
  },
  async find(trx) {
    const examples: string[] = []
    let count = 0
    let after = 0
    for (;;) {
      const { rows } = await sql<{ id: number; state: AssignmentState; events: AssignmentEvent[] }>`
        select a.id, a.state, jsonb_agg(jsonb_build_object('kind', e.kind,
          'params', e.params)
          order by e.id) as events
        from assignment a join assignment_event e on e.assignment_id = a.id
        where a.id > ${after} group by a.id order by a.id limit ${batch}`.execute(trx)
      for (const row of rows) {
        const start = {
          state: 'open' as const,
          dueOn: null,
          ownerPersonId: null,
          ownerPartId: null,
          extensionAskedOn: null,
        }
        if (foldAssignment(start, row.events).state === row.state) continue
        count++
        if (examples.length < 10) examples.push(String(row.id))
      }
      const last = rows.at(-1)
      if (!last || rows.length < batch) return { count, examples }
      after = last.id
    }
  },
}
