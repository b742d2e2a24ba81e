export { type ComparedTask, compareTasks, type TaskPair, type TaskRelation } from './compare-tasks.ts'
export { diffText } from './diff-text.ts'
