import { lazyRouteComponent } from '@tanstack/react-router'
import './texts.ts'
import { NoticesPage } from './notices-page.tsx'
import { WorkPage } from './work-page.tsx'

// the start page does not carry what is opened from it
export const pages = {
  '/': WorkPage,
  '/unit': lazyRouteComponent(() => import('./unit-work-page.tsx'), 'UnitWorkPage'),
  '/notices': NoticesPage,
  '/$assignmentId': lazyRouteComponent(() => import('./assignment-page.tsx'), 'AssignmentPage'),
}
