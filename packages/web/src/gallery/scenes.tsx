import { Stack } from '@mantine/core'
import { IconBell, IconDownload, IconPlus, IconSend } from '@tabler/icons-react'
import { useEffect } from 'react'
import { AccountPage } from '../account/account.tsx'
import { reportAnswered, reportUnanswered } from '../connection.ts'
import { dismissJob, noteJob, trackJob } from '../jobs.ts'
import { DueDate } from '../kit/due-date.tsx'
import { ListPage } from '../kit/list-page.tsx'
import type { ListQuery, Page } from '../kit/list-state.ts'
import { ProblemPage } from '../kit/problem-page.tsx'
import { RecordPage } from '../kit/record-page.tsx'
import { toast } from '../kit/toast.tsx'
import { dropWaiting, sendLater } from '../outbox.ts'
import { ProblemError, pageProblemOf, problemFrom, problemOf } from '../problem.ts'
import { SetupPage } from '../session/setup.tsx'
import { SignInPage } from '../session/sign-in.tsx'
import { STATUS, type Status, StatusBadge } from '../status.tsx'
import { type SamplePlan, samplePage, TODAY } from './sample.ts'
import {
  CalendarScene,
  FilesScene,
  FormScene,
  MatrixScene,
  OutgoingScene,
  ReadingScene,
  SheetScene,
} from './sheets.tsx'

function Plans({ record, load }: { record: string; load: (query: ListQuery) => Promise<Page<SamplePlan>> }) {
  return (
    <ListPage<SamplePlan>
      record={record}
      title="Kế hoạch"
      action={{ label: 'Lập kế hoạch', icon: IconPlus, onPress: () => {} }}
      secondary={[
        { label: 'Nhập kế hoạch từ tệp', icon: IconDownload, onPress: () => {} },
        { label: 'Triển khai đến đơn vị', icon: IconSend, cannot: 'Kế hoạch chưa được ban hành' },
      ]}
      views={[
        { label: 'Tất cả', filters: {} },
        { label: 'Chờ tôi duyệt', filters: { state: ['submitted'] } },
        { label: 'Quá hạn', filters: { state: ['overdue'] } },
      ]}
      filters={[
        {
          name: 'state',
          label: 'Trạng thái',
          kind: 'choice',
          choices: [
            { value: 'draft', label: 'Bản nháp' },
            { value: 'submitted', label: 'Đã trình' },
          ],
        },
        { name: 'due-from', label: 'Hạn từ ngày', kind: 'day' },
        {
          name: 'issuer',
          label: 'Cơ quan ban hành',
          kind: 'choice',
          choices: [{ value: 'so', label: 'Sở Giáo dục và Đào tạo' }],
        },
        { name: 'year', label: 'Năm', kind: 'choice', choices: [{ value: '2026', label: '2026' }] },
      ]}
      columns={[
        { id: 'number', label: 'Số, ký hiệu', card: 'plain', width: 150, sortable: true, cell: (plan) => plan.number },
        { id: 'title', label: 'Trích yếu', card: 'title', cell: (plan) => plan.title },
        { id: 'issuer', label: 'Ban hành', width: 210, cell: (plan) => plan.issuer },
        { id: 'state', label: 'Trạng thái', width: 150, cell: (plan) => <StatusBadge status={plan.state} /> },
        {
          id: 'due',
          label: 'Hạn báo cáo',
          width: 150,
          sortable: true,
          cell: (plan) => <DueDate date={plan.due} now={TODAY} settled={plan.state === 'done'} />,
        },
        { id: 'tasks', label: 'Nhiệm vụ', align: 'end', width: 90, cell: (plan) => plan.tasks },
      ]}
      load={load}
      totals={async () => [
        { label: 'Kế hoạch', count: 10_000, exact: false },
        { label: 'Quá hạn', count: 17, exact: true, filters: { state: ['overdue'] } },
        { label: 'Chờ duyệt', count: 1204, exact: true, filters: { state: ['submitted'] } },
      ]}
      idOf={(plan) => plan.id}
      nameOf={(plan) => plan.title}
      hrefOf={() => '/gallery.html?show=record'}
      bulk={[
        {
          label: 'Nhắc',
          icon: IconBell,
          onPress: (rows) => toast({ tone: 'good', text: `Đã nhắc ${rows.length} đơn vị`, undo: async () => {} }),
        },
      ]}
      exportPath="/api/plans.xlsx"
      empty={{
        title: 'Chưa có kế hoạch nào',
        text: 'Kế hoạch của cấp trên hiện ở đây khi được triển khai đến đơn vị. Cán bộ văn thư cũng có thể nhập từ tệp; Phó Hiệu trưởng lập kế hoạch của trường.',
      }}
    />
  )
}

/** What stands over every page: running jobs, a toast, a lost connection. */
function Busy() {
  useEffect(() => {
    trackJob('1', 'Triển khai Kế hoạch 1876/KH-SGDĐT đến 3.686 đơn vị', undefined, Date.now() - 20_000)
    noteJob({ kind: 'job', id: '1', done: 0, total: 147_440, state: 'running' }, Date.now() - 20_000)
    noteJob({ kind: 'job', id: '1', done: 61_000, total: 147_440, state: 'running' })
    noteJob({ kind: 'job', id: '2', done: 200, total: 200, state: 'done', label: 'Đọc 200 tệp', href: '/' })
    toast({ tone: 'good', text: 'Đã chuyển nhiệm vụ cho Trần Văn Đông', undo: async () => {} })
    reportUnanswered()
    sendLater({ key: '1', label: 'Xong: Quán triệt văn bản', method: 'POST', path: '/api/x', body: {} })
    return () => {
      dismissJob('1')
      dismissJob('2')
      dropWaiting('1')
      reportAnswered()
    }
  }, [])
  return <h1>Việc của tôi</h1>
}

const nothing = async () => ({ items: [], next: null, previous: null })

export const scenes: Record<string, { bare?: boolean; show: () => React.ReactNode }> = {
  list: { show: () => <Plans record="plan" load={async ({ after, before }) => samplePage(after, before)} /> },
  'list-empty': { show: () => <Plans record="plan-empty" load={nothing} /> },
  'list-error': {
    show: () => (
      <Plans
        record="plan-error"
        load={async () => {
          throw new ProblemError(problemFrom(403, undefined))
        }}
      />
    ),
  },
  'list-loading': { show: () => <Plans record="plan-loading" load={() => new Promise(() => {})} /> },
  record: {
    show: () => (
      <RecordPage
        code="86/KH-THCS.NVT"
        title="Kế hoạch thực hiện công tác đối ngoại và hội nhập quốc tế trong giáo dục và đào tạo năm 2026 của Trường THCS Nguyễn Văn Trỗi"
        status="submitted"
        waits="Hiệu trưởng Trần Văn Đông duyệt"
        back={{ to: '/gallery.html?show=list', label: 'Kế hoạch' }}
        action={{ label: 'Duyệt', icon: IconSend, onPress: () => {} }}
        secondary={[
          { label: 'Trả lại kèm ý kiến', onPress: () => {} },
          { label: 'Tải về .docx', onPress: () => {} },
          { label: 'Triển khai', cannot: 'Chưa có bản ký số và số, ngày ban hành' },
        ]}
        facts={[
          { label: 'Người trình', value: 'Nguyễn Hoàng Thị Ngọc Lan' },
          { label: 'Ngày trình', value: '09/03/2026' },
          { label: 'Hạn báo cáo', value: <DueDate date="2026-04-30" now={TODAY} /> },
          { label: 'Thực hiện', value: '1876/KH-SGDĐT ngày 09/03/2026' },
          { label: 'Nơi nhận báo cáo', value: 'Sở GD&ĐT; UBND phường Xuân Sơn (để biết)' },
        ]}
        tabs={[
          { id: 'content', label: 'Nội dung', content: () => <p>I. MỤC ĐÍCH, YÊU CẦU</p> },
          { id: 'progress', label: 'Tiến độ', count: 48, content: () => <p>Tiến độ</p> },
          { id: 'files', label: 'Tài liệu', count: 3, content: () => <p>Tài liệu</p> },
          { id: 'talk', label: 'Trao đổi', count: 2, content: () => <p>Trao đổi</p> },
          { id: 'history', label: 'Lịch sử', content: () => <p>Lịch sử</p> },
        ]}
      />
    ),
  },
  reading: { show: () => <ReadingScene /> },
  matrix: { show: () => <MatrixScene /> },
  sheet: { show: () => <SheetScene /> },
  conflict: { show: () => <SheetScene conflict /> },
  form: { show: () => <FormScene /> },
  files: { show: () => <FilesScene /> },
  calendar: { show: () => <CalendarScene /> },
  outgoing: { show: () => <OutgoingScene /> },
  busy: { show: () => <Busy /> },
  account: { show: () => <AccountPage /> },
  'sign-in': { bare: true, show: () => <SignInPage /> },
  setup: { bare: true, show: () => <SetupPage /> },
  status: {
    show: () => (
      <Stack gap="xs" align="flex-start">
        <h1>Trạng thái</h1>
        {(Object.keys(STATUS) as Status[]).map((status) => (
          <StatusBadge key={status} status={status} />
        ))}
        <DueDate date="2026-04-20" now={TODAY} />
        <DueDate date="2026-04-27" now={TODAY} />
        <DueDate date="2026-04-28" now={TODAY} />
        <DueDate date="2026-05-28" now={TODAY} />
        <DueDate date={null} />
      </Stack>
    ),
  },
  'not-found': { show: () => <ProblemPage problem={problemFrom(404, undefined)} /> },
  forbidden: { show: () => <ProblemPage problem={problemFrom(403, undefined)} /> },
  failing: { show: () => <ProblemPage problem={problemFrom(500, undefined)} onRetry={() => {}} /> },
  fault: { show: () => <ProblemPage problem={pageProblemOf(new TypeError('l is not a function'))} /> },
  offline: { show: () => <ProblemPage problem={problemOf(new TypeError('no answer'))} onRetry={() => {}} /> },
}
