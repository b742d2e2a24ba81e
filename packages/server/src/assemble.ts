import { assignmentRoutes } from './assignments/index.ts'
import { paperRoutes } from './documents/index.ts'
import { notifyJob, notifyRoutes, remindDueJob, remindJob } from './notify/index.ts'
import { importRoutes, organisationRoutes, peopleRoutes, setUpRoutes, unitRoutes } from './organisation/index.ts'
import { mailHandler, sessionRoutes } from './platform/auth/index.ts'
import type { Room } from './platform/http.ts'
import type { Handler } from './platform/jobs.ts'
import type { Paper, PaperKind } from './platform/papers.ts'
import type { Queue } from './platform/queues.ts'
import type { Services } from './platform/services.ts'
import { cascadePlanJob, planConfirmed, planPaper, planRoutes } from './plans/index.ts'
import { workRoutes } from './work/index.ts'

/** Every room's routes: this file and main.ts are the only ones that know all rooms. */
export const rooms: Room[] = [
  sessionRoutes,
  setUpRoutes,
  organisationRoutes,
  unitRoutes,
  peopleRoutes,
  importRoutes,
  paperRoutes,
  planRoutes,
  assignmentRoutes,
  workRoutes,
  notifyRoutes,
]

/** Every room's job handlers. */
export function jobHandlers(services: Services): { [Q in Queue]?: Handler<Q> } {
  return {
    mail: mailHandler(services),
    'cascade-plan': cascadePlanJob(services),
    notify: notifyJob(services),
    remind: remindJob(services),
    'remind-due': remindDueJob(services),
  }
}

/** The rooms behind outgoing papers. */
export const papers: Partial<Record<PaperKind, Paper>> = {
  plan: planPaper,
}

/** What other rooms do when a document has been confirmed. */
export const confirmed: Services['confirmed'] = [planConfirmed]
