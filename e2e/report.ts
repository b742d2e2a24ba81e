import { check, parse, readFile } from '@banggiao/vanban'
import { expect } from 'vitest'
import {
  button,
  type Cast,
  chooseMore,
  dayFromNow,
  download,
  lookAt,
  openRoom,
  settled,
  sheet,
  typeDay,
} from './cast.ts'
import { approve } from './issue-plan.ts'

const number = '61/BC-THCS.GM'

/** The paper that is signed: a report in the form of NĐ 30/2020, addressed, with the results and the figures. */
async function readBack(docx: Uint8Array): Promise<void> {
  const source = await readFile(docx, 'bao-cao.docx')
  const report = parse(source)
  expect(report.kind).toMatch(/báo cáo/i)
  expect(report.issuer).toBe('TRƯỜNG THCS GIÓ MỚI')
  expect(report.legalBases.map((basis) => basis.number)).toContain('18/KH-THCS.GM')
  expect(report.signer?.position).toMatch(/hiệu trưởng/i)
  expect(check(source, report).filter(({ severity }) => severity === 'error')).toEqual([])
  for (const words of [
    'Đã soạn 30 câu hỏi đáp',
    'Giáo viên Tiếng Anh còn thiếu 02 người.',
    'Đề nghị Sở mở thêm lớp bồi dưỡng trong hè.',
  ]) {
    expect(source.text).toContain(words)
  }
}

/** Filled from what was recorded, approved, uploaded signed; only then those it is meant for see it. */
export async function deputyReports(cast: Cast): Promise<void> {
  const deputy = await cast.person('thcs.pho')
  await openRoom(deputy, 'Báo cáo')
  await lookAt(cast, deputy, 'reports-empty')
  await button(deputy, 'Lập báo cáo').click()
  const chosen = deputy.getByLabel('Báo cáo theo kế hoạch').first()
  await chosen.click()
  await deputy
    .getByRole('option', { name: /18\/KH-THCS\.GM/ })
    .first()
    .click()
  await typeDay(deputy.getByRole('textbox', { name: 'Từ ngày' }), dayFromNow(-27))
  await lookAt(cast, deputy, 'report-new')
  await button(deputy, 'Lập báo cáo').click()

  // per task, and in figures
  const result = deputy.getByRole('textbox', { name: /^Kết quả: Lồng ghép chủ đề công dân toàn cầu/ })
  await result.waitFor()
  expect(await result.inputValue()).toContain('Đã soạn 30 câu hỏi đáp')
  expect(await deputy.getByRole('textbox', { name: 'Số liệu: Đã hoàn thành' }).inputValue()).toBe('1')
  expect(await deputy.getByRole('textbox', { name: 'Số liệu: Không phát sinh' }).inputValue()).toBe('1')
  await result.focus()
  await lookAt(cast, deputy, 'report-sheet')
  await deputy
    .getByRole('textbox', { name: 'Khó khăn, vướng mắc', exact: true })
    .fill('Giáo viên Tiếng Anh còn thiếu 02 người.')
  await deputy
    .getByRole('textbox', { name: 'Đề xuất, kiến nghị', exact: true })
    .fill('Đề nghị Sở mở thêm lớp bồi dưỡng trong hè.')
  await button(deputy, 'Trình duyệt').click()
  await deputy.getByText('Đã trình thủ trưởng').waitFor()

  const head = await cast.person('thcs.hieutruong')
  await openRoom(head, 'Việc của tôi')
  await button(head.getByRole('listitem').filter({ hasText: 'Chờ duyệt' }).first(), 'Xem và duyệt').click()
  await head.getByText('Giáo viên Tiếng Anh còn thiếu', { exact: false }).first().waitFor()
  await approve(head, 'báo cáo')

  for (const above of ['so.chuyenvien', 'phuong.chuyenvien']) {
    const page = await cast.person(above)
    await openRoom(page, 'Báo cáo')
    await page.goto(`${cast.stage.url}/reports?box=received`)
    await page.getByRole('heading', { level: 1, name: 'Báo cáo' }).waitFor()
    await settled(page)
    expect(await page.getByText('Trường THCS Gió Mới').count()).toBe(0)
  }

  const clerk = await cast.person('thcs.vanthu')
  await openRoom(clerk, 'Việc của tôi')
  await button(clerk.getByRole('listitem').filter({ hasText: 'Chờ bản ký' }).first(), 'Tải bản ký lên').click()
  const upload = button(clerk, 'Tải bản ký lên')
  await upload.waitFor()
  await readBack(await download(clerk, () => chooseMore(clerk, 'Tải .docx')))
  const printed = await download(clerk, () => chooseMore(clerk, 'Tải .pdf'))
  await upload.click()
  const dialog = clerk.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles(sheet('bao-cao-da-ky.pdf', printed))
  await dialog.getByLabel('Số, ký hiệu').fill(number)
  await lookAt(cast, clerk, 'report-send')
  await button(dialog, /^(Gửi báo cáo|Ban hành)$/).click()
  await clerk
    .getByText(/^Đã (gửi báo cáo|ban hành số)/)
    .first()
    .waitFor()

  for (const above of ['so.chuyenvien', 'phuong.chuyenvien']) {
    const page = await cast.person(above)
    await page.reload()
    const row = page.getByRole('link', { name: new RegExp(number) })
    await row.waitFor()
    if (above === 'so.chuyenvien') await lookAt(cast, page, 'reports-received')
    await row.click()
    await page.getByText('Giáo viên Tiếng Anh còn thiếu', { exact: false }).first().waitFor()
  }
  await lookAt(cast, await cast.person('phuong.chuyenvien'), 'report-received')
}
