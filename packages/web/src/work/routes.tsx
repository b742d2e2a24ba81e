import './texts.ts'
import { AssignmentPage } from './assignment-page.tsx'
import { NoticesPage } from './notices-page.tsx'
import { WorkPage } from './work-page.tsx'

export const pages = {
  '/': WorkPage,
  '/notices': NoticesPage,
  '/$assignmentId': AssignmentPage,
}
