import { check, parse, readFile, type WrittenDocument, writePdf } from '@banggiao/vanban'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import {
  button,
  type Cast,
  chooseMore,
  dayFromNow,
  download,
  lookAt,
  openRoom,
  type Sheet,
  settled,
  sheet,
  typeDay,
} from './cast.ts'

/** Opens the line of one's work that waits for a decision or a step on a paper. */
async function openWaiting(page: Page, kind: string, act: string): Promise<void> {
  await openRoom(page, 'Việc của tôi')
  await button(page.getByRole('listitem').filter({ hasText: kind }).first(), act).click()
}

/** The head reads the plan, gives it back with remarks; the deputy changes it; the head approves that content. */
export async function headReturnsThenApproves(cast: Cast): Promise<void> {
  const head = await cast.person('thcs.hieutruong')
  await openWaiting(head, 'Chờ duyệt', 'Xem và duyệt')
  await head.getByText('Triển khai thực hiện Kế hoạch công tác đối ngoại', { exact: false }).first().waitFor()
  await lookAt(cast, head, 'plan-to-approve')
  await chooseMore(head, 'Trả lại')
  const returning = head.getByRole('dialog')
  await returning.getByLabel('Ý kiến').fill('Bổ sung người phối hợp ở mục Ngoại giao văn hóa rồi trình lại.')
  await button(returning, 'Trả lại').click()
  await head.getByText(/Đã trả lại/).waitFor()

  const deputy = await cast.person('thcs.pho')
  await openWaiting(deputy, 'Bị trả lại', 'Sửa')
  await deputy.getByRole('tab', { name: 'Lịch sử' }).click()
  await deputy.getByText('Bổ sung người phối hợp', { exact: false }).waitFor()
  await lookAt(cast, deputy, 'plan-returned')
  await button(deputy, 'Sửa kế hoạch').click()
  const opening = deputy.locator('[data-field=opening]')
  await opening.fill(`${await opening.inputValue()} Tổ Ngoại ngữ phối hợp ở mọi nội dung ngoại giao văn hóa.`)
  await button(deputy, 'Trình thủ trưởng').click()
  await deputy.getByText('Chờ thủ trưởng duyệt').waitFor()

  await openWaiting(head, 'Chờ duyệt', 'Xem và duyệt')
  await head.getByText('Tổ Ngoại ngữ phối hợp ở mọi nội dung', { exact: false }).first().waitFor()
  await approve(head)
}

/** The head is asked once more, with the hash of the content that is shown, and approves it: of every paper alike. */
export async function approve(head: Page, paper = 'kế hoạch'): Promise<void> {
  await button(head, 'Duyệt').click()
  await button(head.getByRole('dialog', { name: `Duyệt ${paper} này?` }), 'Duyệt').click()
  await head
    .getByText(/^Đã duyệt/)
    .first()
    .waitFor()
}

/** The clerk downloads the approved paper: what Word will show is what was approved. */
async function clerkDownloads(page: Page): Promise<void> {
  const docx = await download(page, () => chooseMore(page, 'Tải .docx'))
  const source = await readFile(docx, 'ke-hoach.docx')
  const read = parse(source)
  expect(check(source, read).filter(({ severity }) => severity === 'error')).toEqual([])
  expect(read.issuer).toBe('TRƯỜNG THCS GIÓ MỚI')
  expect(read.superior).toMatch(/ỦY BAN NHÂN DÂN\s+PHƯỜNG HẠNH THÔNG/)
  expect(read.kind).toMatch(/kế hoạch/i)
  expect(read.legalBases[0]).toMatchObject({ number: '4210/KH-SGDĐT', date: '2026-11-09' })
  expect(read.tasks.length).toBeGreaterThan(30)
  expect(read.tasks.some((task) => task.text.includes('Mời cựu học sinh đang du học'))).toBe(true)
  expect(read.tasks.some((task) => task.text.includes('hội nghị, hội thảo quốc tế theo Quyết định'))).toBe(false)
  expect(read.signer?.position).toMatch(/hiệu trưởng/i)
  // who carries out what by when stands in the annex
  const annex = read.tables.at(-1)
  expect(annex?.columns).toEqual(['ordinal', null, 'task', 'assignee', 'term'])
  expect(annex?.rows).toHaveLength(read.tasks.length)
  expect(annex?.rows.some(({ cells }) => cells[3]?.text.includes('Đỗ Phương Hòa'))).toBe(true)
}

/** The outgoing paper of the plan whose page this is. */
async function paperBehind(page: Page): Promise<string> {
  await page.getByRole('tab', { name: 'Tiến độ' }).waitFor()
  const plan = await page.request.get(`/api/plans/${/plans\/([\w-]+)/.exec(page.url())![1]!}`)
  return ((await plan.json()) as { documentId: string }).documentId
}

async function issue(page: Page, signed: Sheet, number: string, on: string): Promise<void> {
  await button(page, 'Tải bản ký lên').click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles(signed)
  await dialog.getByLabel('Số, ký hiệu').fill(number)
  await typeDay(dialog.getByRole('textbox', { name: 'Ngày ban hành' }), on)
  await button(dialog, 'Ban hành').click()
}

/** The signed copy comes back with the number of the unit's own system; only now the plan is issued and its tasks begin. */
export async function clerkIssuesSignedPlan(cast: Cast): Promise<void> {
  const teacher = await cast.person('thcs.giaovien', 360)
  await openRoom(teacher, 'Việc của tôi')
  await settled(teacher)
  expect(await teacher.getByText('Lồng ghép chủ đề công dân toàn cầu', { exact: false }).count()).toBe(0)

  const clerk = await cast.person('thcs.vanthu')
  await openWaiting(clerk, 'Chờ bản ký', 'Tải bản ký lên')
  const id = await paperBehind(clerk)
  await lookAt(cast, clerk, 'paper-approved')
  await clerkDownloads(clerk)
  const printed = await clerk.request.get(`/api/documents/${id}/paper.pdf`)
  await issue(clerk, sheet('ke-hoach-da-ky.pdf', await printed.body()), '18/KH-THCS.GM', dayFromNow(-7))
  await clerk.getByText('Đã ban hành số 18/KH-THCS.GM').waitFor()
  await clerk.getByText('18/KH-THCS.GM', { exact: true }).first().waitFor()
  await clerk.goto(`${cast.stage.url}/documents/${id}`)
  await clerk.getByRole('tab', { name: 'Bản ký' }).click()
  await clerk.getByText('Bản ký giống nội dung đã duyệt.').waitFor()

  await openRoom(teacher, 'Việc của tôi')
  await teacher.getByText('Lồng ghép chủ đề công dân toàn cầu', { exact: false }).first().waitFor()
}

/** Another school's signed copy says something else than its head approved: shown place by place, before it is issued. */
export async function clerkSeesOtherText(cast: Cast): Promise<void> {
  const head = await cast.person('mn.hieutruong')
  await openWaiting(head, 'Chờ duyệt', 'Xem và duyệt')
  await approve(head)

  const clerk = await cast.person('mn.vanthu')
  await openWaiting(clerk, 'Chờ bản ký', 'Tải bản ký lên')
  const id = await paperBehind(clerk)
  const paper = (await (await clerk.request.get(`/api/documents/${id}/paper`)).json()) as { content: WrittenDocument }
  const changed = structuredClone(paper.content)
  changed.title = changed.title.replace('2027', '2028')
  changed.draft = false
  const other = sheet('ban-ky-khac.pdf', await writePdf(changed))
  await issue(clerk, other, '07/KH-MNMT', dayFromNow(-7))
  await clerk
    .getByText(/Bản ký khác nội dung đã duyệt ở \d+ chỗ/)
    .first()
    .waitFor()
  await clerk.locator('ins', { hasText: '2028' }).first().waitFor()
  await lookAt(cast, clerk, 'signed-differs')
  const dialog = clerk.getByRole('dialog')
  expect(((await (await clerk.request.get(`/api/documents/${id}/paper`)).json()) as { state: string }).state).toBe(
    'approved',
  )
  await button(dialog, 'Chọn tệp khác').click()
  await dialog.locator('input[type=file]').setInputFiles(other)
  await button(dialog, 'Ban hành').click()
  await button(dialog, 'Vẫn ban hành').click()
  await clerk.getByText('Đã ban hành', { exact: true }).first().waitFor()
  await clerk.getByRole('tab', { name: 'Lịch sử' }).click()
  await clerk
    .getByText(/Vẫn ban hành dù bản ký khác nội dung đã duyệt ở \d+ chỗ/)
    .first()
    .waitFor()
}
