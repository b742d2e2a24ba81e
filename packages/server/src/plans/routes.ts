import type { Room } from '../platform/http.ts'
import { cascadeRoutes } from './cascade-routes.ts'
import { draftRoutes } from './draft-routes.ts'
import { readRoutes } from './read-routes.ts'
import { watchRoutes } from './watch-routes.ts'

/** The plan room’s door: a file of routes for each of the things people do with a plan. */
export const planRoutes: Room = async (app, services) => {
  for (const routes of [readRoutes, draftRoutes, cascadeRoutes, watchRoutes]) await routes(app, services)
}
