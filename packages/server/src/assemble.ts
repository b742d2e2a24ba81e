import { documentRoutes, paperRoutes } from './documents/index.ts'
import { organisationRoutes } from './organisation/index.ts'
import type { Room } from './platform/http.ts'
import type { Handler } from './platform/jobs.ts'
import type { Paper, PaperKind } from './platform/papers.ts'
import type { Queue } from './platform/queues.ts'
import type { Services } from './platform/services.ts'

/** Every room's routes: this file and main.ts are the only ones that know all rooms. */
export const rooms: Room[] = [organisationRoutes, documentRoutes, paperRoutes]

/** Every room's job handlers. */
export function jobHandlers(_services: Services): { [Q in Queue]?: Handler<Q> } {
  return {}
}

/** The rooms behind outgoing papers. */
export const papers: Partial<Record<PaperKind, Paper>> = {}

/** What other rooms do when a document has been confirmed. */
export const confirmed: Services['confirmed'] = []
