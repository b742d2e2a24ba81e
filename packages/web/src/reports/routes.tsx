import './texts.ts'
import '../work/texts.ts'
import { CompletenessPage } from './completeness-page.tsx'
import { NewReportPage } from './new-report-page.tsx'
import { ReportSheetPage } from './report-sheet.tsx'
import { ReportsPage } from './reports-page.tsx'

export const pages = {
  '/': ReportsPage,
  '/new': NewReportPage,
  '/completeness/$planId': CompletenessPage,
  '/$reportId': ReportSheetPage,
}
