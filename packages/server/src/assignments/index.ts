export { type AssignmentDeed, assignmentCan, deeds } from './assignment-state.ts'
export { afterDue, assignmentLines, type DueCursor, leadsUnit, mineToAnswer, partsOf } from './queries.ts'
export { assignmentRoutes } from './routes.ts'
