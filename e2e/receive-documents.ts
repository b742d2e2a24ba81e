import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { button, type Cast, dayFromNow, lookAt, openRoom, type Sheet, sample, sheet, typeDay } from './cast.ts'

/** Drops files onto the registers, as from a desktop folder: the page takes them wherever they fall. */
async function drop(page: Page, file: Sheet): Promise<void> {
  const carried = await page.evaluateHandle(
    ({ name, mimeType, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const carrying = new DataTransfer()
      carrying.items.add(new File([bytes], name, { type: mimeType }))
      return carrying
    },
    { name: file.name, mimeType: file.mimeType, base64: file.buffer.toString('base64') },
  )
  await page.locator('body').dispatchEvent('dragenter', { dataTransfer: carried })
  await page.getByRole('dialog', { name: 'Nhận văn bản vào hệ thống' }).waitFor()
  // where the hand is: beside the dialog
  await page.locator('body').dispatchEvent('drop', { dataTransfer: carried })
}

export async function receive(page: Page, file: Sheet, arrival?: { number: string; on: string }): Promise<void> {
  await openRoom(page, 'Văn bản')
  await button(page, 'Nhận văn bản').click()
  const dialog = page.getByRole('dialog', { name: 'Nhận văn bản vào hệ thống' })
  if (arrival) {
    await dialog.getByLabel('Số đến').fill(arrival.number)
    await typeDay(dialog.getByRole('textbox', { name: 'Ngày đến' }), arrival.on)
  }
  await dialog.getByLabel('Tệp văn bản, bản quét hoặc ảnh chụp').setInputFiles(file)
}

export const read = (page: Page) => page.getByRole('region', { name: 'Nội dung đọc được' })
export const original = (page: Page) => page.getByRole('region', { name: 'Nguyên văn' })

/** The value that was read under a label, as the reading page shows it. */
export async function valueUnder(page: Page, label: string): Promise<string> {
  return (
    await read(page)
      .locator('dt', { hasText: new RegExp(`^${label}$`) })
      .locator('xpath=..')
      .locator('dd')
      .innerText()
  ).trim()
}

/** Văn thư drops the ward's plan, sets one value right in its place, files it. */
export async function clerkFilesPlan(cast: Cast): Promise<void> {
  const page = await cast.newcomer('thcs.vanthu')
  await page.getByRole('heading', { name: 'Cần làm' }).waitFor()
  await lookAt(cast, page, 'first-sign-in')
  await button(page, 'Bỏ qua').click()
  await openRoom(page, 'Văn bản')
  await lookAt(cast, page, 'registers')
  await drop(page, sample('ward-plan-2026.docx'))
  await page.getByRole('heading', { level: 1, name: /đối ngoại và hội nhập quốc tế trong các trường học/ }).waitFor()

  await original(page).getByText('Căn cứ Luật Tổ chức chính quyền địa phương').first().waitFor()
  const [left, right] = [await original(page).boundingBox(), await read(page).boundingBox()]
  expect(left!.x + left!.width).toBeLessThanOrEqual(right!.x)
  expect(await valueUnder(page, 'Số, ký hiệu')).toBe('95/KH-UBND')
  expect(await valueUnder(page, 'Tên loại')).toMatch(/Kế hoạch/i)
  expect(await valueUnder(page, 'Ngày văn bản')).toBe('16/03/2026')
  expect(await valueUnder(page, 'Cơ quan ban hành')).toMatch(/phường hạnh thông/i)
  expect(await valueUnder(page, 'Người ký')).toBe('Phan Ngọc Diễm Quỳnh')
  expect(await valueUnder(page, 'Nơi nhận')).toContain('Các trường MN, TH, THCS trên địa bàn')
  await read(page).getByText('Căn cứ (3)').waitFor()
  await read(page).getByText('KH-SGDĐT').first().waitFor()
  await read(page)
    .getByText(/^Đề cương \(\d+\)$/)
    .waitFor()
  await read(page)
    .getByText(/^Nhiệm vụ \(\d+\)$/)
    .waitFor()
  await read(page).getByText('30/04/2026').first().waitFor()
  await read(page).getByText('Phòng Văn hóa - Xã hội').first().waitFor()
  await lookAt(cast, page, 'reading')

  // a paragraph selected as people do it, by three clicks, can be marked
  await original(page).getByText('Căn cứ Luật Tổ chức chính quyền địa phương').first().click({ clickCount: 3 })
  await page.getByRole('toolbar').getByRole('button', { name: 'là căn cứ' }).waitFor()

  await page.getByRole('button', { name: 'Sửa Chức vụ' }).click()
  await page.getByRole('textbox', { name: 'Chức vụ' }).fill('Phó Chủ tịch')
  await page.getByRole('textbox', { name: 'Chức vụ' }).press('Enter')
  await expect.poll(() => valueUnder(page, 'Chức vụ')).toBe('Phó Chủ tịch')
  // a value that was read wrong is pointed out where it stands
  await page.getByRole('button', { name: 'Sửa Người ký' }).click()
  await page.getByRole('textbox', { name: 'Người ký' }).fill('Phan Ngọc')
  await page.getByRole('textbox', { name: 'Người ký' }).press('Enter')
  await expect.poll(() => valueUnder(page, 'Người ký')).toBe('Phan Ngọc')
  await original(page).getByText('Phan Ngọc Diễm Quỳnh').first().click({ clickCount: 3 })
  await page.getByRole('toolbar').getByRole('button', { name: 'là thông tin khác' }).click()
  await page.getByRole('menuitem', { name: 'Người ký' }).click()
  await expect.poll(() => valueUnder(page, 'Người ký')).toBe('Phan Ngọc Diễm Quỳnh')
  // what was typed is kept where one goes on without saving it
  await page.getByRole('button', { name: 'Sửa Địa danh' }).click()
  await page.getByRole('textbox', { name: 'Địa danh' }).fill('Hạnh Thông, Thành phố Hồ Chí Minh')
  await read(page).getByText('Căn cứ (3)').click()
  await expect.poll(() => valueUnder(page, 'Địa danh')).toBe('Hạnh Thông, Thành phố Hồ Chí Minh')

  // the next number of the register stands there already; the day is today's until another is written
  const arrival = await page.getByRole('textbox', { name: 'Số đến' }).inputValue()
  expect(arrival).toMatch(/^\d+$/)
  await typeDay(page.getByRole('textbox', { name: 'Ngày đến' }), dayFromNow(-8))
  await button(page, 'Xác nhận').click()
  await page.getByText(`Đã vào sổ, số đến ${arrival}`).waitFor()
  await page.getByText(dayFromNow(-8)).first().waitFor()
  await page.getByRole('tab', { name: /Trích dẫn/ }).click()
  await page.getByRole('link', { name: /1778\/KH-UBND/ }).waitFor()
  await lookAt(cast, page, 'document')
}

/** What is wrong with a document is marked where it stands: its items jump from 9 to 11. */
export async function clerkSeesFindings(cast: Cast): Promise<void> {
  const page = await cast.person('thcs.vanthu')
  await receive(page, sample('preschool-plan-2026.pdf'), { number: '212', on: dayFromNow(-8) })
  await page.getByRole('heading', { level: 1, name: /Trường Mầm non Mây Trắng/ }).waitFor()
  const gap = read(page)
    .getByText(/\b9\b.*\b11\b/)
    .first()
  await gap.waitFor()
  await gap.click()
  await original(page).locator('[data-passage][data-lit]').first().waitFor()
  await lookAt(cast, page, 'reading-findings')
  await read(page)
    .locator('[data-item]', { hasText: /\b9\b.*\b11\b/ })
    .first()
    .getByRole('button', { name: 'Bỏ qua' })
    .click()
  // pressed before the page was fetched again: one save after the other, no conflict with oneself
  await button(page, 'Xác nhận').click()
  await page.getByText('Đã vào sổ, số đến 212').waitFor()
}

/** The same comes out of plain text and Markdown. */
export async function clerkReceivesOtherForms(cast: Cast): Promise<void> {
  const page = await cast.person('thcs.vanthu')
  const text = sample('department-letter-2026.txt')
  await receive(page, text)
  await expect.poll(() => valueUnder(page, 'Tên loại')).toMatch(/Công văn/i)
  const plan = sample('high-school-plan-2026.txt').buffer.toString()
  await receive(page, sheet('ke-hoach.md', plan.replace(/^(KẾ HOẠCH)$/m, '# $1').replace(/^([IVX]+\. .+)$/gm, '## $1')))
  await expect.poll(() => valueUnder(page, 'Tên loại')).toMatch(/Kế hoạch/i)
  await expect
    .poll(() =>
      read(page)
        .getByText(/^Nhiệm vụ \(\d\d\)$/)
        .count(),
    )
    .toBe(1)
}

const plain = `Sáng nay trời mưa to. Cả lớp ngồi trong phòng nghe cô giáo đọc truyện.
Bạn Minh mang theo một gói kẹo chia cho mọi người. Chiều về trời tạnh, sân trường đầy lá bàng.`

const secret = `ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH MẪU Độc lập - Tự do - Hạnh phúc

MẬT

Số: 01/KH-UBND Mẫu, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Chuyện không ai được biết ngoài người được giao`

/** Every bad file gets a sentence; what can be kept is kept; a page that is no document stays without guesses. */
export async function clerkReceivesBadFiles(cast: Cast): Promise<void> {
  const page = await cast.person('thcs.vanthu')
  await receive(page, sheet('trong.txt', ''))
  const dialog = page.getByRole('dialog', { name: 'Nhận văn bản vào hệ thống' })
  await dialog.getByText('Tệp trống, không có nội dung.').waitFor()
  await button(dialog, 'Đóng').click()

  await receive(page, sheet('ke-hoach.docx', 'Đây là văn bản thuần, chỉ mang đuôi .docx.'))
  await dialog.getByText('Đã giữ tệp, chưa đọc được').waitFor()
  await lookAt(cast, page, 'receive-mislabelled')
  await button(dialog, /^Mở ke-hoach\.docx/).click()
  await page.getByText('Tệp vẫn được giữ.', { exact: false }).waitFor()
  await lookAt(cast, page, 'reading-unreadable')

  await receive(page, sheet('truyen.txt', plain))
  await page.getByText('Đây có vẻ không phải văn bản hành chính.', { exact: false }).waitFor()
  expect(await valueUnder(page, 'Số, ký hiệu')).toBe('chưa có')
  expect(await valueUnder(page, 'Trích yếu')).toBe('chưa có')
  await lookAt(cast, page, 'reading-unrecognised')

  await receive(page, sheet('khong-duoc-nhan.txt', secret))
  await dialog
    .getByText(/độ mật|bí mật/i)
    .first()
    .waitFor()
  await lookAt(cast, page, 'receive-secret')
  await button(dialog, 'Đóng').click()
  await page.getByRole('textbox', { name: 'Tìm trong danh sách' }).fill('không ai được biết')
  await page.getByText('Không có dòng nào khớp').waitFor()
}

/** The head's bút phê gives it to the deputy, who finds it among her own work. */
export async function headInstructsDeputy(cast: Cast): Promise<void> {
  const page = await cast.person('thcs.hieutruong')
  await openRoom(page, 'Việc của tôi')
  const waits = page
    .getByRole('listitem')
    .filter({ hasText: 'Chờ bút phê' })
    .filter({ hasText: 'trong các trường học trên địa bàn phường Hạnh Thông' })
  await button(waits, 'Cho ý kiến').click()
  await button(page, 'Bút phê').click()
  const dialog = page.getByRole('dialog', { name: 'Giao văn bản này' })
  await dialog.getByRole('combobox', { name: 'Giao cho' }).or(dialog.getByLabel('Giao cho')).first().click()
  await page.getByRole('option', { name: /Phó Hiệu trưởng/ }).click()
  await dialog.getByLabel('Ý kiến chỉ đạo').fill('Tham mưu kế hoạch của trường, báo lại tôi trước thứ Sáu.')
  await typeDay(dialog.getByRole('textbox', { name: 'Hạn' }), dayFromNow(6))
  await lookAt(cast, page, 'instruct')
  await button(dialog, 'Giao').click()
  await page.getByText(/^Đã giao cho /).waitFor()
  await openRoom(page, 'Việc của tôi')
  await page.getByRole('heading', { name: 'Cần làm' }).waitFor()
  await waits.waitFor({ state: 'detached' })

  const deputy = await cast.person('thcs.pho')
  await openRoom(deputy, 'Việc của tôi')
  const line = deputy.getByRole('listitem').filter({ hasText: 'Tham mưu kế hoạch của trường' })
  await line.getByText('Bút phê', { exact: true }).waitFor()
  await lookAt(cast, deputy, 'work-deputy')
  await button(line, 'Mở văn bản').click()
  await deputy.getByRole('tab', { name: /Bút phê/ }).click()
  await deputy.getByText('Tham mưu kế hoạch của trường', { exact: false }).waitFor()
  await button(deputy, 'Báo xong').click()
  await deputy.getByText(/xong lúc/).waitFor()
}
