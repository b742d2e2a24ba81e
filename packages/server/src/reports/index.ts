export { compileReportJob } from './compile-report-job.ts'
export { readReport } from './read-report.ts'
export { reportPaper } from './report-paper.ts'
export { reportRoutes } from './routes.ts'
