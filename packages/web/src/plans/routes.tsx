import './texts.ts'
import { ComparePage } from './compare-page.tsx'
import { CoveragePage } from './coverage-page.tsx'
import { PlanList } from './plan-list.tsx'
import { PlanRecord } from './plan-record.tsx'
import { PlanSheet } from './plan-sheet.tsx'

export const pages = {
  '/': PlanList,
  '/$planId': PlanRecord,
  '/$planId/edit': PlanSheet,
  '/$planId/coverage': CoveragePage,
  '/$planId/compare': ComparePage,
}
