import {
  IconBuildingCommunity,
  IconChecklist,
  IconFileText,
  IconListCheck,
  IconReportAnalytics,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { TextKey } from './i18n/index.ts'

/** What a room's `routes.tsx` exports: one component per path it declared. */
export interface RoomPages<Path extends string = string> {
  pages: Record<Path, ComponentType>
}

export interface Room {
  /** `/plans`: English, as in SQL and the API. */
  path: string
  label: TextKey
  icon: TablerIcon
  /** The verb a person must hold to see it. */
  needs?: string
  /** Paths under `path`, the room's own pages: `/`, `/$planId`. */
  pages: readonly string[]
  lazy: () => Promise<RoomPages>
  /** What can be begun from anywhere through Ctrl K. */
  actions?: readonly RoomAction[]
}

export interface RoomAction {
  label: TextKey
  to: string
  needs?: string
}

/** Ties the declared paths to the components, so that a page without its component is a type error. */
export function room<const Path extends string>(
  declared: Omit<Room, 'pages' | 'lazy'> & { pages: readonly Path[]; lazy: () => Promise<RoomPages<NoInfer<Path>>> },
): Room {
  return declared as Room
}

/**
 * The rooms in the order of the rail; the first one a person may open is their start page.
 *
 *     room({
 *       path: '/plans', label: 'rooms.plans', icon: IconListCheck, needs: 'plan.read',
 *       pages: ['/', '/$planId'], lazy: () => import('./plans/routes.tsx'),
 *     })
 */
export const rooms: readonly Room[] = [
  room({
    path: '/work',
    label: 'rooms.tasks',
    icon: IconChecklist,
    pages: ['/', '/unit', '/notices', '/$assignmentId'],
    lazy: () => import('./work/routes.tsx'),
  }),
  room({
    path: '/documents',
    label: 'rooms.documents',
    icon: IconFileText,
    needs: 'document.read',
    pages: ['/', '/cited', '/templates', '/templates/$templateKey', '/write', '/$documentId', '/$documentId/edit'],
    lazy: () => import('./documents/routes.tsx'),
    actions: [{ label: 'actions.writePaper', to: '/documents/write', needs: 'letter.edit' }],
  }),
  room({
    path: '/plans',
    label: 'rooms.plans',
    icon: IconListCheck,
    needs: 'plan.read',
    pages: ['/', '/$planId', '/$planId/edit', '/$planId/coverage', '/$planId/compare'],
    lazy: () => import('./plans/routes.tsx'),
  }),
  room({
    path: '/reports',
    label: 'rooms.reports',
    icon: IconReportAnalytics,
    needs: 'report.read',
    pages: ['/', '/new', '/completeness/$planId', '/$reportId'],
    lazy: () => import('./reports/routes.tsx'),
    actions: [{ label: 'actions.makeReport', to: '/reports/new', needs: 'report.edit' }],
  }),
  room({
    path: '/units',
    label: 'rooms.organisation',
    icon: IconBuildingCommunity,
    pages: ['/', '/import', '/$unitId'],
    lazy: () => import('./organisation/routes.tsx'),
  }),
]
