export { type AssignmentDeed, assignmentCan, deeds } from './assignment-state.ts'
export { afterDue, assignmentLines, type DueCursor, leadsUnit, mineToAnswer, partsOf, selectMine } from './queries.ts'
export { readAssignment } from './read-assignment.ts'
export { assignmentRoutes } from './routes.ts'
