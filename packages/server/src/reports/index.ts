export { compileReportJob } from './compile-report-job.ts'
export { reportPaper } from './report-paper.ts'
export { reportRoutes } from './routes.ts'
