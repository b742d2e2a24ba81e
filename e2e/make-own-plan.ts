import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { departmentPlan } from './cascade-plan.ts'
import { button, type Cast, dayFromNow, lookAt, openRoom, pick, typeDay } from './cast.ts'

/** The limit given to the task that the teacher will carry out. */
export const taskDue = dayFromNow(27)

/** One task of the sheet by its place: II.1.2. */
const task = (page: Page, place: string): Locator =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Thao tác với nhiệm vụ ${place}`, exact: true }) })

/** Who is to do the task at a place of the sheet. */
export const ownerOf = (page: Page, place: string): Locator =>
  page.getByRole('combobox', { name: `Giao cho ${place}`, exact: true })

async function saved(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: /^Đã lưu lúc/ })
    .waitFor()
}

async function wordsOf(page: Page, place: string): Promise<string> {
  return (await task(page, place).locator('ins, del, span').first().locator('xpath=..').innerText()).trim()
}

/** The deputy finds the department's plan waiting, makes the school's own of it, shapes it, submits it. */
export async function deputyMakesOwnPlan(cast: Cast): Promise<void> {
  const page = await cast.person('thcs.pho')
  await openRoom(page, 'Việc của tôi')
  const waiting = page.getByRole('listitem').filter({ hasText: 'Kế hoạch của cấp trên' }).first()
  await button(waiting, 'Lập kế hoạch').click()
  await page.getByText(departmentPlan, { exact: true }).first().waitFor()
  await lookAt(cast, page, 'plan-received')
  await button(page, 'Lập kế hoạch của trường').click()

  // what the draft proposes
  const bases = page.getByRole('textbox', { name: 'Căn cứ' })
  await bases.waitFor()
  expect((await bases.inputValue()).split('\n')[0]).toMatch(
    /^Căn cứ Kế hoạch số 4210\/KH-SGDĐT ngày 09 tháng 11 năm 2026 của Sở Giáo dục và Đào tạo/,
  )
  expect(await page.locator('ins').count()).toBeGreaterThan(0)
  expect(await page.locator('del').count()).toBeGreaterThan(0)
  await page.getByRole('textbox', { name: 'Hạn báo cáo' }).waitFor()
  const due = await page.getByRole('textbox', { name: 'Hạn báo cáo' }).inputValue()
  expect(due.split('/').reverse().join('-') < '2027-10-15').toBe(true)
  // who carries it out is proposed by role; behind a task stands the superior's, in the superior's words
  expect(await ownerOf(page, 'II.1.1').inputValue()).not.toBe('')
  // not the owner's list itself, which opens over the sheet
  await page.getByRole('button', { name: /^Kéo, .* II\.1\.1$/ }).focus()
  const behind = page.getByRole('complementary', { name: 'Căn cứ của ô đang chọn' })
  await behind.getByText('Nguyên văn của cấp trên').waitFor()
  await behind.locator('blockquote').waitFor()
  await lookAt(cast, page, 'plan-sheet')

  // another order
  const second = await wordsOf(page, 'II.1.2')
  await page
    .getByRole('button', { name: 'Kéo, hoặc nhấn mũi tên lên xuống để đổi chỗ nhiệm vụ II.1.2' })
    .press('ArrowUp')
  await expect.poll(() => wordsOf(page, 'II.1.1')).toBe(second)

  // a task of its own
  await page.getByRole('button', { name: 'Thêm nhiệm vụ' }).first().click()
  await page
    .getByRole('textbox', { name: 'Nội dung nhiệm vụ mới' })
    .fill('Mời cựu học sinh đang du học nói chuyện với khối 9 trong tháng 3 năm 2027.')
  await page.getByRole('button', { name: 'Thêm nhiệm vụ' }).first().click()
  await page.getByText('Mời cựu học sinh đang du học', { exact: false }).waitFor()

  // one that does not concern the school
  await page.getByRole('button', { name: 'Thao tác với nhiệm vụ II.2.3', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Không thuộc phạm vi đơn vị' }).click()
  await page
    .getByRole('textbox', { name: 'Lý do không thuộc phạm vi đơn vị' })
    .fill('Nhà trường không tổ chức hội nghị, hội thảo quốc tế.')
  await page.getByRole('button', { name: 'Đánh dấu' }).click()
  await task(page, 'II.2.3').getByText('Nhà trường không tổ chức hội nghị', { exact: false }).waitFor()

  // who and by when
  for (const place of ['II.1.1', 'II.1.2', 'II.1.3', 'II.1.4']) {
    await pick(page, ownerOf(page, place), 'Giáo viên Tiếng Anh', /Giáo viên Tiếng Anh/)
  }
  await pick(page, ownerOf(page, 'II.5.1'), 'Tổ Khoa', 'Tổ Khoa học xã hội')
  await typeDay(task(page, 'II.1.1').getByPlaceholder('ngày/tháng/năm'), taskDue)
  await saved(page)
  await page.reload()
  await expect.poll(() => ownerOf(page, 'II.5.1').inputValue()).toBe('Tổ Khoa học xã hội')
  expect(await task(page, 'II.1.1').getByPlaceholder('ngày/tháng/năm').inputValue()).toBe(taskDue)

  await button(page, 'Trình thủ trưởng').click()
  await page.getByText('Đã trình thủ trưởng').waitFor()
  await page.getByText('Chờ thủ trưởng duyệt').waitFor()
  await lookAt(cast, page, 'plan-submitted')
}
