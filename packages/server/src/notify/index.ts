export { notifyJob, type Told, tell } from './notify-job.ts'
export { remindDueJob } from './remind-due-job.ts'
export { remindJob } from './remind-job.ts'
export { notifyRoutes } from './routes.ts'
