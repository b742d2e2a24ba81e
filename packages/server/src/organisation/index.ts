export { organisationRoutes } from './routes.ts'
export { setUpRoutes } from './set-up-routes.ts'
