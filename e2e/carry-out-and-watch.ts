import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { departmentPlan, openPlan } from './cascade-plan.ts'
import { button, type Cast, chooseMore, dayFromNow, lookAt, openRoom, sheet, typeDay } from './cast.ts'
import { taskDue } from './make-own-plan.ts'

const newLimit = dayFromNow(200)

const line = (page: Page, text: string): Locator => page.getByRole('listitem').filter({ hasText: text }).first()

async function more(page: Page, text: string, entry: string): Promise<void> {
  await line(page, text)
    .getByRole('button', { name: /^Trả lời: / })
    .click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

const gone = (page: Page, text: string) =>
  page.locator('main').getByRole('link', { name: text }).first().waitFor({ state: 'detached' })

/** On a phone: what is due and from which plan; a note, a link and a file; then an answer to each, one of them taken back. */
export async function teacherAnswers(cast: Cast): Promise<void> {
  const page = await cast.person('thcs.giaovien', 360)
  await openRoom(page, 'Việc của tôi')
  await lookAt(cast, page, 'work-teacher')
  const first = line(page, 'Lồng ghép chủ đề công dân toàn cầu')
  await first.getByText('18/KH-THCS.GM', { exact: false }).waitFor()
  await first.getByText(taskDue, { exact: false }).waitFor()

  await first.getByRole('link', { name: /Lồng ghép chủ đề công dân toàn cầu/ }).click()
  await page.getByLabel('Ghi chú').fill('Đã soạn 30 câu hỏi đáp, đang xin ý kiến tổ.')
  await page.getByLabel('Liên kết').fill('https://example.edu.vn/hoi-dap')
  await button(page, 'Ghi tiến độ').click()
  await page.getByText('Đã ghi tiến độ').waitFor()
  await page
    .getByLabel('Ảnh chụp, văn bản làm minh chứng')
    .setInputFiles(sheet('bo-cau-hoi.txt', 'Câu 1. Hội nhập quốc tế là gì?'))
  await page.getByRole('link', { name: 'bo-cau-hoi.txt' }).first().waitFor()
  await page.getByText('Đã soạn 30 câu hỏi đáp', { exact: false }).waitFor()
  await lookAt(cast, page, 'assignment')

  // done, taken back, done
  await openRoom(page, 'Việc của tôi')
  await line(page, 'Lồng ghép chủ đề công dân toàn cầu').getByText('Đang làm').waitFor()
  await line(page, 'Lồng ghép chủ đề công dân toàn cầu').getByRole('button', { name: 'Xong' }).click()
  const said = page.getByText('Đã ghi: xong').locator('xpath=..')
  await said.getByRole('button', { name: 'Hoàn tác' }).click()
  await page.getByText('Đã hoàn tác').waitFor()
  await line(page, 'Lồng ghép chủ đề công dân toàn cầu').getByRole('button', { name: 'Xong' }).click()
  await gone(page, 'Lồng ghép chủ đề công dân toàn cầu')

  await line(page, 'Giới thiệu gương giáo viên').getByRole('button', { name: 'Không phát sinh' }).click()
  await gone(page, 'Giới thiệu gương giáo viên')

  await more(page, 'Phổ biến nội dung cốt lõi', 'Xin gia hạn')
  const extension = page.getByRole('dialog', { name: 'Xin gia hạn' })
  await typeDay(extension.getByRole('textbox', { name: 'Hạn mới' }), newLimit)
  await extension.getByLabel('Lý do').fill('Chờ tài liệu của Sở.')
  await button(extension, 'Gửi').click()
  await page.getByText(`Đã gửi xin gia hạn đến ${newLimit}`).waitFor()

  // to a colleague of the own tổ
  const own = (await page.getByText(/^Tài khoản: /).innerText()).split(': ')[1]!
  await more(page, 'Bảo vệ nền tảng tư tưởng', 'Chuyển người khác')
  const transfer = page.getByRole('dialog', { name: 'Chuyển người khác' })
  await transfer
    .getByRole('textbox', { name: 'Người hoặc tổ nhận việc' })
    .or(transfer.getByRole('combobox', { name: 'Người hoặc tổ nhận việc' }))
    .first()
    .click()
  await page.getByRole('option').filter({ hasNotText: /^Tổ / }).filter({ hasNotText: own }).first().click()
  await button(transfer, 'Gửi').click()
  await page.getByText('Đã chuyển việc').waitFor()
  await gone(page, 'Bảo vệ nền tảng tư tưởng')
  await lookAt(cast, page, 'work-teacher-after')
}

/** Who may decide grants the extension from her own work. */
export async function deputyGrantsExtension(cast: Cast): Promise<void> {
  const page = await cast.person('thcs.hieutruong')
  await openRoom(page, 'Việc của tôi')
  const asked = line(page, 'Xin gia hạn')
  await asked.getByText(newLimit, { exact: false }).waitFor()
  await button(asked, 'Đồng ý').click()
  await page.getByText('Đã đồng ý gia hạn').waitFor()
}

/** Cells of the matrix where a unit's line meets the tasks. */
async function cellOf(page: Page, unit: string, task: string): Promise<Locator> {
  await page.getByRole('textbox', { name: 'Lọc đơn vị theo tên' }).fill(unit)
  return page.getByRole('gridcell', { name: new RegExp(`${task}.*: `) }).first()
}

/** Department and ward see who has received, adopted and finished, read behind a cell, and remind. */
export async function superiorsWatchAndRemind(cast: Cast): Promise<void> {
  const officer = await cast.person('so.chuyenvien')
  await openPlan(officer, departmentPlan)
  await chooseMore(officer, 'Bảng tiến độ')
  const done = await cellOf(officer, 'gio moi', 'Lồng ghép chủ đề công dân toàn cầu')
  await done.waitFor()
  // what was seen before is shown at once, what has come since a moment later
  await expect.poll(() => done.getAttribute('aria-label')).toMatch(/: Xong$/)
  await done.click()
  const drawer = officer.getByRole('dialog')
  await drawer.getByText('Việc của đơn vị thực hiện nhiệm vụ này').waitFor()
  await drawer.getByText('Lồng ghép chủ đề công dân toàn cầu', { exact: false }).first().waitFor()
  await lookAt(cast, officer, 'coverage-cell')
  // nobody is reminded of what is done
  expect(await button(drawer, 'Nhắc đơn vị này').count()).toBe(0)
  await button(drawer, 'Đóng').click()

  const ward = await cast.person('phuong.chuyenvien')
  await openPlan(ward, departmentPlan)
  await chooseMore(ward, 'Bảng tiến độ')
  const open = await cellOf(ward, 'gio moi', 'Xét chọn, biểu dương')
  await open.click()
  await button(ward.getByRole('dialog'), 'Nhắc đơn vị này').waitFor()
  await button(ward.getByRole('dialog'), 'Đóng').click()
  await open.click({ modifiers: ['Control'] })
  await lookAt(cast, ward, 'coverage-ward')
  await button(ward, 'Nhắc').click()
  await ward.getByText(/Đang nhắc 1 đơn vị/).waitFor()
  await ward
    .getByRole('region', { name: 'Việc đang chạy' })
    .getByText(/^Xong /)
    .waitFor()

  const head = await cast.person('thcs.hieutruong')
  await openRoom(head, 'Việc của tôi')
  await head.getByRole('button', { name: /^Thông báo, \d+ chưa đọc/ }).click()
  await head
    .getByText(/yêu cầu hoàn thành 1 nhiệm vụ còn lại/)
    .first()
    .waitFor()
  await lookAt(cast, head, 'notices')
  await head.keyboard.press('Escape')
}
