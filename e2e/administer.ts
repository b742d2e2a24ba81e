import ExcelJS from 'exceljs'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { button, chooseMore, download, lookAt, openRoom, pick, type Sheet, sheet } from './cast.ts'
import { openSeat, type Stage } from './stage.ts'

/** An installation that begins empty, and who is seated before it. */
export interface Office {
  stage: Stage
  browser: Browser
  faults: string[]
  seats: Map<string, { page: Page; context: BrowserContext }>
}

const password = { admin: 'mot cau de nho', lan: 'hoa phuong do mua he', lanAgain: 'hoa phuong lai no' }
/** What the printed slip says; read off the sheet by the person who holds it. */
const slip = { identifier: 'GV-0012', password: '' }

async function sit(
  office: Office,
  name: string,
  { width, before }: { width?: number; before?: (page: Page) => Promise<unknown> } = {},
): Promise<Page> {
  const seat = await openSeat(office.browser, office.stage, name, {
    faults: office.faults,
    ...(width ? { width } : {}),
  })
  office.seats.set(name, seat)
  await before?.(seat.page)
  await seat.page.goto('/')
  return seat.page
}
const at = (office: Office, name: string) => office.seats.get(name)!.page

async function signIn(page: Page, identifier: string, secret: string, shared = false): Promise<void> {
  await page.getByLabel('Số điện thoại, mã cán bộ hoặc thư điện tử').fill(identifier)
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(secret)
  if (shared) await page.getByLabel('Máy dùng chung').check()
  await button(page, 'Đăng nhập').click()
}

const mainNavigation = (page: Page) => page.getByRole('navigation', { name: 'Điều hướng chính' })

/** The template as it was downloaded, with rows filled in under its own headings. */
async function fillIn(page: Page, rows: Record<string, string>[]): Promise<Sheet> {
  const bytes = await download(page, () => button(page, 'Tải tệp mẫu .xlsx').click())
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes.buffer)
  const first = workbook.worksheets[0]!
  const headings = (first.getRow(1).values as (string | undefined)[]).map((heading) => heading?.replace(/ \*$/, ''))
  for (const heading of rows.flatMap((row) => Object.keys(row))) expect(headings).toContain(heading)
  rows.forEach((row, n) => {
    for (const [column, heading] of headings.entries())
      if (heading !== undefined) first.getRow(n + 2).getCell(column).value = row[heading] ?? ''
  })
  return sheet('nhap-lieu.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()))
}

/** A number among the facts of the preview or the result. */
const fact = (page: Page, label: string): Locator =>
  page.locator('dl div', { has: page.getByText(label, { exact: true }) }).locator('dd')

/** Empty, the system offers one page: who administers it first. What is missing is said at its field. */
export async function firstAdministratorComes(office: Office): Promise<void> {
  const page = await sit(office, 'quan-tri')
  await page.getByRole('heading', { name: 'Tạo người quản trị đầu tiên' }).waitFor()
  await lookAt(office, page, 'first-administrator')
  await button(page, 'Tạo và đăng nhập').click()
  await page.getByText('Ghi số điện thoại, ví dụ 0912 345 678.').first().waitFor()
  await lookAt(office, page, 'first-administrator-missing')

  await pick(page, page.getByRole('combobox', { name: 'Tỉnh, thành phố' }), 'ho chi minh', 'Thành phố Hồ Chí Minh')
  await page.getByLabel('Sở Giáo dục và Đào tạo').check()
  await page.getByLabel('Họ và tên').fill('Trần Quản Trị')
  await page.getByLabel('Số điện thoại').fill('0903 456 789')
  await page.getByRole('textbox', { name: 'Mật khẩu', exact: true }).fill(password.admin)
  await page.getByRole('textbox', { name: 'Nhập lại mật khẩu' }).fill(password.admin)
  await button(page, 'Tạo và đăng nhập').click()
  await mainNavigation(page).waitFor()
  await button(page, 'Bỏ qua').click()

  // the page is closed from now on, and says so to whoever comes by its address
  const other = await sit(office, 'nguoi-khac')
  await other.getByRole('heading', { name: 'Đăng nhập' }).waitFor()
  await other.goto('/setup')
  await other.getByRole('heading', { name: 'Hệ thống đã có người quản trị' }).waitFor()
  await lookAt(office, other, 'first-administrator-closed')
  await office.seats.get('nguoi-khac')!.context.close()
  office.seats.delete('nguoi-khac')
}

const district = {
  'Mã đơn vị': 'q1',
  'Tên đơn vị': 'Ủy ban nhân dân quận 1',
  'Loại đơn vị': 'UBND quận',
  'Mã đơn vị trực thuộc': '79',
  'Ngày chấm dứt': '30/06/2025',
  'Mã đơn vị kế thừa': '26740',
}
const office = {
  ...district,
  'Mã đơn vị': 'q1-pgddt',
  'Tên đơn vị': 'Phòng Giáo dục và Đào tạo quận 1',
  'Loại đơn vị': 'Phòng GD&ĐT',
  'Mã đơn vị trực thuộc': 'q1',
  'Mã đơn vị quản lý chuyên môn': '79-sgddt',
}
const school = {
  'Mã đơn vị': '79000701',
  'Tên đơn vị': 'Trường THCS Ví Dụ',
  'Tên ngắn': 'THCS Ví Dụ',
  'Cấp học': 'THCS',
  'Mã đơn vị trực thuộc': '26890',
  'Mã đơn vị quản lý chuyên môn': '79-sgddt',
  'Ngày thành lập': '01/07/2025',
}

/** Units by a table: every fault is named by its cell; corrected, the table comes in, and the directory shows what ended. */
export async function unitsAreImported(o: Office): Promise<void> {
  const page = at(o, 'quan-tri')
  await openRoom(page, 'Đơn vị')
  await chooseMore(page, 'Nhập từ bảng tính')
  await page.getByRole('heading', { level: 1, name: 'Nhập từ bảng tính' }).waitFor()
  await lookAt(o, page, 'import-units')

  const wrong = await fillIn(page, [
    school,
    { ...school, 'Mã đơn vị': '79000702', 'Tên đơn vị': 'Trường Tiểu học Ví Dụ', 'Cấp học': '' },
    { ...school, 'Mã đơn vị': '79000703', 'Mã đơn vị trực thuộc': '99999' },
    { ...district, 'Ngày chấm dứt': '31/06/2025' },
    office,
    {
      ...school,
      'Mã đơn vị': '26890',
      'Tên đơn vị': 'Ủy ban nhân dân phường Hạnh Thông',
      'Mã đơn vị trực thuộc': '79-sgddt',
    },
  ])
  await page.getByLabel('Bảng tính cần nhập').setInputFiles(wrong)
  await page.getByText('4 chỗ cần sửa').waitFor()
  expect(await fact(page, 'Dòng nhập được').innerText()).toBe('2')
  const said = page.getByRole('region', { name: 'Sai gì, sửa thế nào' }).getByRole('row')
  expect(await said.allInnerTexts()).toEqual([
    expect.stringContaining('Ô'),
    expect.stringMatching(/^E3\s+Trường và trung tâm phải có cấp học/),
    expect.stringMatching(/^F4\s+Không có đơn vị mã "99999"/),
    expect.stringMatching(/^I5\s+"31\/06\/2025" không phải ngày/),
    expect.stringMatching(/^F6\s+Dòng 5 \(mã "q1"\) còn lỗi/),
  ])
  await page.getByText('chuyển ở trang của đơn vị, mục “Chuyển cơ quan trực thuộc”', { exact: false }).waitFor()
  expect(await button(page, 'Nhập 6 dòng').isDisabled()).toBe(true)
  await page.getByText('6 dòng').first().waitFor()
  await page.getByText('4 chỗ cần sửa').scrollIntoViewIfNeeded()
  await lookAt(o, page, 'import-units-faults')

  const right = await fillIn(page, [
    school,
    { ...school, 'Mã đơn vị': '79000702', 'Tên đơn vị': 'Trường Tiểu học Ví Dụ', 'Cấp học': 'TH' },
    district,
    office,
  ])
  await page.getByLabel('Bảng tính cần nhập').setInputFiles(right)
  await page.getByText('Không có lỗi nào. Có thể nhập.').waitFor()
  await page.getByText('Không có lỗi nào. Có thể nhập.').scrollIntoViewIfNeeded()
  await lookAt(o, page, 'import-units-clean')
  await button(page, 'Nhập 4 dòng').click()
  await page.getByText('Đã nhập xong').waitFor()
  expect(await fact(page, 'Thêm mới').innerText()).toBe('4')
  await lookAt(o, page, 'import-units-done')

  await button(page, 'Xem danh bạ đơn vị').click()
  await page.goto('/units?kind=district-office')
  await page
    .getByRole('row', { name: /Phòng Giáo dục và Đào tạo quận 1/ })
    .getByText('Kết thúc ngày 30/06/2025')
    .waitFor()
  await page.getByRole('link', { name: 'Ủy ban nhân dân phường Sài Gòn' }).waitFor()
  await lookAt(o, page, 'directory-ended')
  await page.getByRole('link', { name: 'Phòng Giáo dục và Đào tạo quận 1' }).first().click()
  await page.getByText('Đơn vị này đã kết thúc hoạt động ngày 30/06/2025.').waitFor()
  await lookAt(o, page, 'unit-ended')
  await page.getByRole('link', { name: 'Ủy ban nhân dân phường Sài Gòn' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Ủy ban nhân dân phường Sài Gòn' }).waitFor()
}

/** People by a table, then their slips: on paper, with the password shown once. */
export async function peopleGetSlips(o: Office): Promise<void> {
  const page = at(o, 'quan-tri')
  await page.goto('/units/import?kind=people')
  await page.getByRole('heading', { level: 1, name: 'Nhập từ bảng tính' }).waitFor()
  const person = { 'Họ và tên': 'Nguyễn Thị Lan', 'Mã cán bộ': slip.identifier, 'Mã đơn vị': '79000701' }
  const staff = [
    { ...person, 'Vai trò': 'Phó thủ trưởng', 'Chức danh': 'Phó Hiệu trưởng' },
    {
      ...person,
      'Họ và tên': 'Đỗ Thị Ân',
      'Mã cán bộ': 'GV-0013',
      'Số điện thoại': '0912345678',
      'Vai trò': 'Giáo viên',
    },
  ]
  await page
    .getByLabel('Bảng tính cần nhập')
    .setInputFiles(await fillIn(page, [...staff, { ...person, 'Họ và tên': 'Không Vai Trò', 'Mã cán bộ': 'GV-0014' }]))
  await page.getByText('1 chỗ cần sửa').waitFor()
  await page.getByText('Chưa có vai trò. Ghi ví dụ: Giáo viên').waitFor()
  await page.getByLabel('Bỏ qua các dòng có lỗi').check()
  await lookAt(o, page, 'import-people-faults')
  await button(page, 'Nhập 2 dòng').click()
  await page.getByText('Đã nhập xong').waitFor()
  expect(await fact(page, 'Bỏ qua').innerText()).toBe('1')

  await page.goto('/units?q=THCS+Vi+Du')
  await page.getByRole('link', { name: 'Trường THCS Ví Dụ' }).first().click()
  await page.getByRole('tab', { name: 'Người' }).click()
  await page.getByText('Nguyễn Thị Lan').waitFor()
  await button(page, 'Chọn người chưa có tài khoản').click()
  await lookAt(o, page, 'people-selected')
  await page.getByText('Đã chọn 2 người').waitFor()
  await button(page, 'In phiếu mật khẩu').click()
  const dialog = page.getByRole('dialog', { name: 'Phiếu mật khẩu' })
  await button(dialog, 'In phiếu mật khẩu cho 2 người').click()
  await dialog.getByText('2 phiếu, 1 trang A4').waitFor()
  await lookAt(o, page, 'slips')
  const lan = dialog.locator('article', { hasText: 'Nguyễn Thị Lan' })
  expect(await lan.innerText()).toContain(slip.identifier)
  slip.password = await lan.locator('dd').last().innerText()
  expect(slip.password).toMatch(/^\S{8,}$/)
  // paper shows the slips alone
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('article:visible').count()).toBe(2)
  expect(await mainNavigation(page).isVisible()).toBe(false)
  await page.emulateMedia({ media: 'screen' })
  await button(dialog, 'Đã in xong, đóng cửa sổ này').click()
  await dialog.waitFor({ state: 'detached' })
  expect(await page.content()).not.toContain(slip.password)
}

/** Whoever comes with a slip, here by phone, chooses a password of their own before anything else. */
export async function personChoosesPassword(o: Office): Promise<void> {
  const phone = await sit(o, 'dien-thoai', { width: 360 })
  await phone.getByRole('heading', { name: 'Đăng nhập' }).waitFor()
  await lookAt(o, phone, 'sign-in')
  await signIn(phone, slip.identifier, slip.password)
  await phone.getByRole('heading', { name: 'Đặt mật khẩu của riêng bạn' }).waitFor()
  await lookAt(o, phone, 'own-password')
  // no way round it
  await phone.goto('/plans')
  await phone.getByRole('heading', { name: 'Đặt mật khẩu của riêng bạn' }).waitFor()
  await phone.getByLabel('Mật khẩu trên phiếu').fill('khong phai')
  await phone.getByRole('textbox', { name: 'Mật khẩu mới', exact: true }).fill(password.lan)
  await phone.getByRole('textbox', { name: 'Nhập lại mật khẩu mới' }).fill(password.lan)
  await button(phone, 'Đặt mật khẩu và vào làm việc').click()
  await phone.getByRole('alert').first().waitFor()
  await lookAt(o, phone, 'own-password-wrong')
  await phone.getByLabel('Mật khẩu trên phiếu').fill(slip.password)
  await button(phone, 'Đặt mật khẩu và vào làm việc').click()
  await mainNavigation(phone).first().waitFor()
}

/** She sees where she is signed in, and ends one from afar. */
export async function personEndsSession(o: Office): Promise<void> {
  const desk = await sit(o, 'may-truong')
  await signIn(desk, slip.identifier, password.lan)
  await mainNavigation(desk).waitFor()
  const phone = at(o, 'dien-thoai')
  await phone.goto('/account')
  await phone.getByRole('heading', { name: 'Nơi đang đăng nhập' }).scrollIntoViewIfNeeded()
  await lookAt(o, phone, 'sessions')
  await button(phone, 'Đăng xuất máy đó').click()
  await phone.getByText('Đã đăng xuất máy đó').waitFor()
  await openRoom(desk, 'Kế hoạch')
  await desk.getByRole('dialog', { name: 'Phiên làm việc đã hết' }).waitFor()
  await lookAt(o, desk, 'session-ended')
  await o.seats.get('may-truong')!.context.close()
  o.seats.delete('may-truong')
}

/** A password forgotten: the administrator gives another slip, and every device signed in with the old one is out at once. */
export async function administratorResetsPassword(o: Office): Promise<void> {
  const page = at(o, 'quan-tri')
  await page.getByRole('link', { name: 'Nguyễn Thị Lan' }).click()
  const panel = page.getByRole('dialog', { name: 'Nguyễn Thị Lan' })
  await panel.getByText('Có tài khoản').waitFor()
  await lookAt(o, page, 'person')
  await button(panel, 'Cấp lại mật khẩu').click()
  const dialog = page.getByRole('dialog', { name: 'Phiếu mật khẩu' })
  await button(dialog, 'In phiếu mật khẩu cho 1 người').click()
  await dialog.locator('article').first().waitFor()
  slip.password = await dialog.locator('article dd').last().innerText()
  await button(dialog, 'Đã in xong, đóng cửa sổ này').click()

  const phone = at(o, 'dien-thoai')
  await phone.goto('/')
  await phone.getByRole('heading', { name: 'Đăng nhập' }).waitFor()
  await signIn(phone, slip.identifier, password.lan)
  await phone.getByRole('alert').getByText('Tên đăng nhập hoặc mật khẩu không đúng').waitFor()
  await lookAt(o, phone, 'sign-in-wrong')
  await signIn(phone, slip.identifier, slip.password)
  await phone.getByRole('heading', { name: 'Đặt mật khẩu của riêng bạn' }).waitFor()
  await phone.getByLabel('Mật khẩu trên phiếu').fill(slip.password)
  await phone.getByRole('textbox', { name: 'Mật khẩu mới', exact: true }).fill(password.lanAgain)
  await phone.getByRole('textbox', { name: 'Nhập lại mật khẩu mới' }).fill(password.lanAgain)
  await button(phone, 'Đặt mật khẩu và vào làm việc').click()
  await mainNavigation(phone).first().waitFor()
}

/**
 * On a shared machine (máy dùng chung) ten minutes without a hand end the session; the browser's clock is moved, nobody
 * waits.
 */
export async function sharedMachineSignsOut(o: Office): Promise<void> {
  const shared = await sit(o, 'may-dung-chung', { before: (page) => page.clock.install() })
  await signIn(shared, slip.identifier, password.lanAgain, true)
  await mainNavigation(shared).waitFor()
  const phone = at(o, 'dien-thoai')
  await phone.goto('/account')
  await phone.getByText('Máy dùng chung', { exact: false }).first().waitFor()

  await shared.clock.fastForward('09:00')
  await shared.mouse.click(700, 500)
  await shared.clock.fastForward('09:00')
  expect(await mainNavigation(shared).isVisible()).toBe(true)
  await shared.clock.fastForward('01:30')
  await shared.getByRole('heading', { name: 'Đăng nhập' }).waitFor()
  // nothing of her but the language stays on the machine, and her other device sees the session gone
  const kept = await shared.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('bg.')))
  expect(kept).toEqual(['bg.locale'])
  await phone.reload()
  await phone.getByText('Không có máy nào khác đang đăng nhập.').waitFor()
}
