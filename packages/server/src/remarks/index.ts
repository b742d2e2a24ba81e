export { remarkRoutes } from './routes.ts'
export { tellOfRemarkJob } from './tell-of-remark-job.ts'
