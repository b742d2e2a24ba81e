export { letterPaper } from './letter-paper.ts'
export { letterRoutes, templateRoutes } from './routes.ts'
