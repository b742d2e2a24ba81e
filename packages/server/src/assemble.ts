import { assignmentRoutes } from './assignments/index.ts'
import { citedRoutes, documentRoutes, paperRoutes, recogniseDocumentJob } from './documents/index.ts'
import { noticeMailJob, notifyJob, notifyRoutes, remindDueJob, remindJob } from './notify/index.ts'
import {
  importRoutes,
  moveUnitJob,
  organisationRoutes,
  peopleRoutes,
  resumeMoves,
  setUpRoutes,
  unitRoutes,
} from './organisation/index.ts'
import { cascadePlanJob, compareRoutes, planConfirmed, planPaper, planRoutes } from './plans/index.ts'
import { mailHandler, sessionRoutes } from './platform/auth/index.ts'
import type { Room } from './platform/http.ts'
import type { Handler } from './platform/jobs.ts'
import type { Paper, PaperKind } from './platform/papers.ts'
import type { Queue } from './platform/queues.ts'
import type { Services } from './platform/services.ts'
import { sweepJob } from './platform/sweep-job.ts'
import { remarkRoutes, tellOfRemarkJob } from './remarks/index.ts'
import { compileReportJob, reportPaper, reportRoutes } from './reports/index.ts'
import { searchRoutes } from './search/index.ts'
import { letterPaper, letterRoutes, templateRoutes } from './templates/index.ts'
import { viewRoutes } from './views/index.ts'
import { workRoutes } from './work/index.ts'

/** Every room's routes: this file and serve.ts are the only ones that know all rooms. */
export const rooms: Room[] = [
  sessionRoutes,
  setUpRoutes,
  organisationRoutes,
  unitRoutes,
  peopleRoutes,
  importRoutes,
  documentRoutes,
  citedRoutes,
  paperRoutes,
  planRoutes,
  compareRoutes,
  assignmentRoutes,
  workRoutes,
  searchRoutes,
  reportRoutes,
  templateRoutes,
  letterRoutes,
  remarkRoutes,
  viewRoutes,
  notifyRoutes,
]

/** Every room's job handlers. */
export function jobHandlers(services: Services): { [Q in Queue]?: Handler<Q> } {
  const [resetMail, noticeMail, sweep] = [mailHandler(services), noticeMailJob(services), sweepJob(services)]
  return {
    mail: (letter) => (letter.template === 'notice' ? noticeMail(letter) : resetMail(letter)),
    'cascade-plan': cascadePlanJob(services),
    'compile-report': compileReportJob(services),
    'move-unit': moveUnitJob(services),
    notify: notifyJob(services),
    remind: remindJob(services),
    'recognise-document': recogniseDocumentJob(services),
    'remind-due': remindDueJob(services),
    'tell-of-remark': tellOfRemarkJob(services),
    'sweep-files': async () => {
      await resumeMoves(services)
      await sweep({})
    },
  }
}

/** The rooms behind outgoing papers. */
export const papers: Partial<Record<PaperKind, Paper>> = {
  plan: planPaper,
  report: reportPaper,
  letter: letterPaper,
}

/** What other rooms do when a document has been confirmed. */
export const confirmed: Services['confirmed'] = [planConfirmed]
