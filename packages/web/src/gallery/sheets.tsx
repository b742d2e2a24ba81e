import { Button, Stack, Table, Textarea } from '@mantine/core'
import { IconBell, IconPlus, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { CalendarStrip } from '../kit/calendar-strip.tsx'
import { ConfirmOutgoing } from '../kit/confirm-outgoing.tsx'
import { ConflictDialog } from '../kit/conflict-dialog.tsx'
import {
  CheckField,
  ChoiceField,
  DateField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from '../kit/fields.tsx'
import { FileDrop } from '../kit/file-drop.tsx'
import { Form, useForm } from '../kit/form.tsx'
import { MatrixPage } from '../kit/matrix-page.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { ReadItem, ReadingPage } from '../kit/reading-page.tsx'
import { SheetPage, SheetPart } from '../kit/sheet-page.tsx'
import { toast } from '../kit/toast.tsx'
import { ProblemError } from '../problem.ts'
import { type Status, StatusBadge } from '../status.tsx'
import { TODAY } from './sample.ts'

const TEXT = `UBND PHƯỜNG XUÂN SƠN
TRƯỜNG THCS NGUYỄN VĂN TRỖI
Số: 86/KH-THCS.NVT

KẾ HOẠCH
Công tác đối ngoại và hội nhập quốc tế trong giáo dục và đào tạo năm 2026

Căn cứ Kế hoạch số 1876/KH-SGDĐT ngày 09/3/2026 của Sở Giáo dục và Đào tạo về công tác đối ngoại và hội nhập quốc tế năm 2026;
Căn cứ tình hình thực tế của nhà trường,

II. NỘI DUNG THỰC HIỆN
1. Công tác thông tin, tuyên truyền
- Tổ chức nghiên cứu, quán triệt các văn bản về hội nhập quốc tế đến toàn thể cán bộ, giáo viên, nhân viên, hoàn thành trước ngày 30/4/2026.
- Xây dựng chuyên mục song ngữ trên cổng thông tin điện tử của trường.
2. Hợp tác với cơ sở giáo dục nước ngoài
- Đón đoàn giáo viên Trường Trung học Nishinomiya (Nhật Bản), tháng 10/2026.

III. TỔ CHỨC THỰC HIỆN
1. Phó Hiệu trưởng phụ trách chuyên môn chủ trì, theo dõi, tổng hợp báo cáo về Sở trước ngày 15/12/2026.
`
const passage = (id: string, kind: string, words: string) => ({
  id,
  kind,
  start: TEXT.indexOf(words),
  end: TEXT.indexOf(words) + words.length,
})
const FOUND = [
  passage('c1', 'citation', 'Kế hoạch số 1876/KH-SGDĐT ngày 09/3/2026'),
  passage(
    't1',
    'task',
    'Tổ chức nghiên cứu, quán triệt các văn bản về hội nhập quốc tế đến toàn thể cán bộ, giáo viên, nhân viên, hoàn thành trước ngày 30/4/2026.',
  ),
  passage('d1', 'due', '30/4/2026'),
  passage('t2', 'task', 'Xây dựng chuyên mục song ngữ trên cổng thông tin điện tử của trường.'),
  passage('t3', 'task', 'Đón đoàn giáo viên Trường Trung học Nishinomiya (Nhật Bản), tháng 10/2026.'),
  passage('d2', 'due', '15/12/2026'),
]
const TINTS = { citation: 'info', task: 'good', due: 'wait' } as const

export function ReadingScene() {
  return (
    <ReadingPage
      code="86/KH-THCS.NVT"
      title="Kế hoạch công tác đối ngoại và hội nhập quốc tế trong giáo dục và đào tạo năm 2026"
      status={<StatusBadge status="unconfirmed" />}
      action={{ label: 'Xác nhận', icon: IconSend, onPress: () => toast({ tone: 'good', text: 'Đã xác nhận' }) }}
      back={{ to: '/gallery.html?show=list', label: 'Văn bản đến' }}
      text={TEXT}
      passages={FOUND}
      tints={TINTS}
      active="t1"
      selection={['là nhiệm vụ', 'là căn cứ', 'là hạn'].map((label) => ({
        label,
        onPress: ({ text }) => toast({ tone: 'info', text: `${label}: ${text}` }),
      }))}
    >
      {FOUND.map(({ id, kind, start, end }) => (
        <ReadItem key={id} id={id} tone={TINTS[kind as keyof typeof TINTS]}>
          {TEXT.slice(start, end)}
        </ReadItem>
      ))}
    </ReadingPage>
  )
}

const WARDS = Array.from({ length: 168 }, (_, ward) => ({
  id: `w${ward}`,
  label: ward % 9 === 4 ? `Phường Tân Sơn Nhì – Phú Thọ Hoà ${ward + 1}` : `Phường Xuân Sơn ${ward + 1}`,
  rows: Array.from({ length: 1 + ((ward * 7) % 41) }, (_, school) => ({
    id: `s${ward}-${school}`,
    label:
      school % 6 === 3
        ? 'Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Nguyễn Văn Trỗi'
        : `Trường ${['Mầm non Sao Mai', 'Tiểu học Kim Đồng', 'THCS Nguyễn Văn Trỗi'][school % 3]} ${school + 1}`,
  })),
}))
const COLUMNS = Array.from({ length: 40 }, (_, at) => ({
  id: `t${at}`,
  label: `${['I', 'II', 'III', 'IV'][Math.floor(at / 10)]}.${(at % 10) + 1}`,
  name: `Nhiệm vụ ${at + 1}: Tổ chức nghiên cứu, quán triệt các văn bản về hội nhập quốc tế`,
}))
const CELL_STATES: Status[] = ['done', 'in-progress', 'not-answered', 'overdue', 'nothing-to-report', 'done', 'done']
function cellOf(rowId: string, columnId: string): { status: Status } | undefined {
  const [ward = 0, school = 0] = rowId.slice(1).split('-').map(Number)
  const mix = (ward * 31 + school * 17 + Number(columnId.slice(1)) * 7) % 23
  const status = mix < 20 ? CELL_STATES[mix % CELL_STATES.length] : undefined
  return status && { status }
}

export function MatrixScene() {
  return (
    <MatrixPage
      title="Tiến độ thực hiện Kế hoạch 1876/KH-SGDĐT"
      groups={WARDS}
      columns={COLUMNS}
      cell={cellOf}
      legend={['done', 'in-progress', 'nothing-to-report', 'not-answered', 'overdue']}
      onOpen={(rowId, columnId) => toast({ tone: 'info', text: `${rowId} ${columnId ?? ''}` })}
      bulk={[
        {
          label: 'Nhắc',
          icon: IconBell,
          onPress: (cells) => toast({ tone: 'good', text: `Đã nhắc ${cells.length} đơn vị`, undo: async () => {} }),
        },
      ]}
    />
  )
}

export function SheetScene({ conflict }: { conflict?: boolean }) {
  const [text, setText] = useState('Nhà trường đã tổ chức quán triệt 12 văn bản đến 100% cán bộ, giáo viên.')
  return (
    <>
      <SheetPage
        code="Báo cáo năm 2026"
        title="Báo cáo kết quả công tác đối ngoại và hội nhập quốc tế"
        status={<StatusBadge status="draft" />}
        action={{ label: 'Trình Hiệu trưởng', icon: IconSend, onPress: () => {} }}
        back={{ to: '/gallery.html?show=list', label: 'Báo cáo' }}
        writing
        sections={[
          { id: 'part-1', label: 'I. Công tác chỉ đạo', done: 4, total: 4 },
          { id: 'part-2', label: 'II. Kết quả thực hiện các nhiệm vụ được giao', done: 11, total: 48 },
          { id: 'part-3', label: 'III. Số liệu', done: 0, total: 9 },
        ]}
        state="saved"
        savedAt="2026-04-27T02:14:00Z"
        behind={(field) => (
          <Stack gap="xs">
            <b>{field === 'figures.delegations' ? 'Số đoàn vào' : 'Nội dung'}</b>
            <span>Năm trước: 2 đoàn, 17 người</span>
            <a href="#rows">Mở 3 hồ sơ đứng sau số liệu này</a>
            <span>NĐ 30/2020, Phụ lục I, II.6</span>
          </Stack>
        )}
      >
        <SheetPart id="part-1" title="I. CÔNG TÁC CHỈ ĐẠO">
          <div data-field="direction">
            <Textarea
              aria-label="Công tác chỉ đạo"
              autosize
              minRows={3}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          </div>
        </SheetPart>
        <SheetPart id="part-2" title="II. KẾT QUẢ THỰC HIỆN">
          <p>1. Tổ chức nghiên cứu, quán triệt các văn bản về hội nhập quốc tế: đã hoàn thành ngày 24/04/2026.</p>
        </SheetPart>
        <SheetPart id="part-3" title="III. SỐ LIỆU">
          <Table withTableBorder withColumnBorders>
            <Table.Tbody>
              <Table.Tr>
                <Table.Td>Số đoàn vào</Table.Td>
                <Table.Td ta="end" data-field="figures.delegations">
                  <Button variant="subtle" size="compact-md">
                    3
                  </Button>
                </Table.Td>
              </Table.Tr>
            </Table.Tbody>
          </Table>
        </SheetPart>
      </SheetPage>
      <ConflictDialog
        conflict={
          conflict
            ? {
                mine: { direction: 'Bản của tôi', due: 1 },
                theirs: { direction: 'Bản của chị Hoà', due: 1 },
                theirVersion: 4,
              }
            : undefined
        }
        onKeepMine={() => {}}
        onTakeTheirs={() => {}}
        nameOf={() => 'I. Công tác chỉ đạo'}
      />
    </>
  )
}

interface Guest {
  title: string
  kind: string | null
  level: string | null
  day: string | null
  people: number | null
  note: string
  minors: boolean
}

export function FormScene() {
  const form = useForm<Guest>({
    initial: { title: '', kind: null, level: null, day: '2026-10-12', people: 1234, note: '', minors: false },
    check: ({ title }) => (title ? {} : { title: 'Nhập tên đoàn.' }),
    submit: async () => {
      throw new ProblemError({
        type: '/errors/invalid-input',
        title: 'Chưa ghi được hồ sơ',
        status: 422,
        errors: [{ path: '/people', message: 'Đoàn trên 100 người cần tách thành nhiều hồ sơ.' }],
      })
    },
    draftKey: 'gallery.guest',
  })
  return (
    <>
      <PageHead title="Hồ sơ đoàn vào" />
      <Form form={form} submit="Ghi hồ sơ">
        <TextField {...form.field('title')} label="Tên đoàn" hint="Như ghi trong thư mời" required />
        <SelectField
          {...form.field('kind')}
          label="Loại đoàn"
          choices={['Giáo viên', 'Học sinh', 'Cán bộ quản lý'].map((label) => ({ value: label, label }))}
        />
        <ChoiceField
          {...form.field('level')}
          label="Hạng khách"
          choices={[
            { value: 'a', label: 'Hạng A' },
            { value: 'b', label: 'Hạng B', hint: 'Mức chi theo Thông tư 71/2018/TT-BTC' },
          ]}
        />
        <DateField {...form.field('day')} label="Ngày đến" required />
        <NumberField {...form.field('people')} label="Số người" unit="người" />
        <CheckField {...form.field('minors')} label="Có người chưa thành niên" />
        <TextAreaField {...form.field('note')} label="Ghi chú" />
      </Form>
    </>
  )
}

export function FilesScene() {
  return (
    <Stack maw={620}>
      <PageHead title="Nhập văn bản" />
      <FileDrop
        label="Kế hoạch của cấp trên"
        kinds={['docx', 'pdf', 'txt', 'md']}
        upload={async (file, onProgress) => {
          onProgress(0.4)
          await new Promise((done) => setTimeout(done, 300))
          if (file.name.includes('lỗi')) throw new TypeError('no answer')
        }}
      />
    </Stack>
  )
}

export function CalendarScene() {
  const [month, setMonth] = useState('2026-04')
  const [chosen, setChosen] = useState('2026-04-30')
  return (
    <>
      <PageHead title="Lịch" action={{ label: 'Thêm việc', icon: IconPlus, onPress: () => {} }} />
      <CalendarStrip
        month={month}
        onMonth={setMonth}
        chosen={chosen}
        onChoose={setChosen}
        now={TODAY}
        days={{
          '2026-04-20': { count: 2, tone: 'bad' },
          '2026-04-28': { count: 1, tone: 'wait' },
          '2026-04-30': { count: 12, tone: 'wait' },
          '2026-05-03': { count: 3, tone: 'info' },
        }}
      />
    </>
  )
}

export function OutgoingScene() {
  return (
    <>
      <h1>Báo cáo</h1>
      <ConfirmOutgoing
        opened
        onClose={() => {}}
        title="Gửi báo cáo này?"
        facts={[
          { label: 'Số, ký hiệu', value: '112/BC-THCS.NVT' },
          { label: 'Ngày', value: '15/12/2026' },
        ]}
        to={['Sở Giáo dục và Đào tạo', 'UBND phường Xuân Sơn (để biết)']}
        confirm="Gửi"
        onConfirm={() => {}}
      />
    </>
  )
}
