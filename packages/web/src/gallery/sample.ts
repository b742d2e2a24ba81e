import {
  IconBuildingBank,
  IconChecklist,
  IconFileText,
  IconHierarchy3,
  IconListCheck,
  IconReportAnalytics,
  IconSettings,
} from '@tabler/icons-react'
import { addDays } from '../i18n/format.ts'
import type { Page } from '../kit/list-state.ts'
import type { Room } from '../rooms.ts'
import type { Session } from '../session/session.ts'
import type { Status } from '../status.tsx'

const nowhere = () => Promise.resolve({ pages: {} })
export const sampleRooms: Room[] = [
  { path: '/tasks', label: 'rooms.tasks', icon: IconChecklist, pages: [], lazy: nowhere },
  { path: '/documents', label: 'rooms.documents', icon: IconFileText, pages: [], lazy: nowhere },
  { path: '/gallery.html', label: 'rooms.plans', icon: IconListCheck, pages: [], lazy: nowhere },
  { path: '/dossiers', label: 'rooms.dossiers', icon: IconBuildingBank, pages: [], lazy: nowhere },
  { path: '/reports', label: 'rooms.reports', icon: IconReportAnalytics, pages: [], lazy: nowhere },
  { path: '/units', label: 'rooms.organisation', icon: IconHierarchy3, pages: [], lazy: nowhere },
  { path: '/administration', label: 'rooms.administration', icon: IconSettings, pages: [], lazy: nowhere },
]

const unit = {
  id: 1,
  name: 'Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Nguyễn Văn Trỗi',
  shortName: null,
  code: 'H29.7.12',
  kind: 'school',
  level: 'TH-THCS',
  path: '22/06652/s0001/',
}
export const sampleSession: Session = {
  person: { id: 'p1', name: 'Nguyễn Hoàng Thị Ngọc Lan', locale: 'vi', preferences: {} },
  unit,
  units: [
    unit,
    { ...unit, id: 2, name: 'Trường Mầm non Sao Mai', code: 'H29.7.13', level: 'MN', path: '22/06652/s0002/' },
  ],
  roles: ['deputy', 'administrator'],
  title: 'Phó Hiệu trưởng',
  shared: false,
  mustChangePassword: false,
  demo: true,
  rights: ['plan.read@unit', 'plan.edit@unit'],
}

export interface SamplePlan {
  id: string
  number: string
  title: string
  issuer: string
  state: Status
  due: string | null
  tasks: number
}

const TITLES = [
  'Kế hoạch công tác đối ngoại và hội nhập quốc tế ngành Giáo dục và Đào tạo năm 2026',
  'Kế hoạch triển khai Đề án “Hội nhập quốc tế trong giáo dục và đào tạo” trên địa bàn phường, giai đoạn 2026 – 2030, tầm nhìn đến năm 2045',
  'Kế hoạch đón đoàn giáo viên Trường Trung học Nishinomiya, Nhật Bản',
  'Kế hoạch thông tin đối ngoại',
  'Kế hoạch dạy và học bằng tiếng nước ngoài trong các cơ sở giáo dục mầm non, phổ thông, giáo dục thường xuyên',
]
const ISSUERS = [
  'Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh',
  'UBND phường Xuân Sơn',
  'Trường THCS Nguyễn Văn Trỗi',
  'Trường Mầm non Sao Mai',
]
const STATES: Status[] = ['in-progress', 'submitted', 'returned', 'issued', 'draft', 'approved', 'stale', 'done']
export const TODAY = '2026-04-27'

export const samplePlans: SamplePlan[] = Array.from({ length: 68 }, (_, at) => ({
  id: String(at),
  number: at % 5 === 3 ? '—' : `${86 + at * 7}/KH-${['SGDĐT', 'UBND', 'THCS.NVT', 'MNSM'][at % 4]}`,
  title: TITLES[at % TITLES.length] ?? '',
  issuer: ISSUERS[at % ISSUERS.length] ?? '',
  state: STATES[at % STATES.length] ?? 'draft',
  due: at % 6 === 5 ? null : addDays(TODAY, ((at * 5) % 23) - 6),
  tasks: (at * 13) % 49,
}))

/** A keyset page over the samples, as the server pages. */
export function samplePage(after: string | undefined, before: string | undefined, size = 20): Page<SamplePlan> {
  const from = after ? Number(after) + 1 : before ? Math.max(0, Number(before) - size) : 0
  const items = samplePlans.slice(from, from + size)
  const end = from + items.length
  return {
    items,
    next: end < samplePlans.length ? String(end - 1) : null,
    previous: from > 0 ? String(from) : null,
  }
}
