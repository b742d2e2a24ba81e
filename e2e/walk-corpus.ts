/**
 * The six journeys with real documents, over a running demonstration: each text is received, read, made a plan of, approved,
 * issued, carried out, watched and reported by those whose work it is. What a person sees is kept to be looked at.
 *
 *     STAGE_URL=http://localhost:3000 node e2e/walk-corpus.ts [--out FOLDER] [TEXT…]
 *
 * TEXT takes only the texts whose name begins with it. The texts are read from CORPUS or ../shared/corpus and never copied.
 * FOLDER/TEXT/STEP.png is the page, STEP.txt its words, and the papers stand beside them; waits over a second that say nothing
 * are printed, and the exit code is 1 when a walk broke off.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { button, chooseMore, dayFromNow, download, gather, openRoom, pick, settled, sheet, typeDay } from './cast.ts'
import { approve } from './issue-plan.ts'
import { openStage, patience } from './stage.ts'

const corpus = process.env.CORPUS
  ? pathToFileURL(`${process.env.CORPUS}/`)
  : new URL('../../shared/corpus/', import.meta.url)

/** Which unit works with a text, and what a person who knows it fills in where the copy has lost it. */
interface Walk {
  text: string
  /** Accounts KEY.vanthu, KEY.hieutruong, KEY.pho, KEY.giaovien. */
  unit: 'thcs' | 'mn' | 'thpt'
  /** Số of the paper that comes of it. */
  own: string
  report: string
  /** Header values that the copy lacks, by their label on the reading page. */
  fill?: Record<string, string>
  /** It is no plan, and none can be made of it. */
  noPlan?: true
  /** Registered and sent down by the department or the ward, instead of arriving on paper. */
  from?: { clerk: string; officer: string; named: string }
}

const walks: Walk[] = [
  { text: 'plan-1-thcs-nguyen-van-troi-2026', unit: 'thcs', own: '41/KH-THCS.GM', report: '42/BC-THCS.GM' },
  { text: 'plan-2-mn-sao-mai-2023', unit: 'mn', own: '41/KH-MNMT', report: '42/BC-MNMT' },
  {
    text: 'plan-3-phong-gddt-dam-ha-2024',
    unit: 'thcs',
    own: '43/KH-THCS.GM',
    report: '44/BC-THCS.GM',
    fill: { 'Số, ký hiệu': '97/KH-SGDĐT', 'Ngày văn bản': '20/03/2026' },
    from: { clerk: 'so.vanthu', officer: 'so.chuyenvien', named: 'Trường THCS Gió Mới' },
  },
  { text: 'plan-4-thcs-xuan-son-2023', unit: 'thpt', own: '41/KH-THPT.CT', report: '42/BC-THPT.CT' },
  // no administrative document: filed by hand, given on, and no plan comes of it
  {
    text: 'article-sggp-2026-03-12',
    unit: 'thcs',
    own: '',
    report: '',
    noPlan: true,
    fill: { 'Trích yếu': 'Bài báo về Hội thảo đối ngoại và hội nhập quốc tế ngành Giáo dục' },
  },
]

const args = process.argv.slice(2)
const option = (name: string, otherwise: string) => {
  const at = args.indexOf(`--${name}`)
  return at < 0 ? otherwise : args.splice(at, 2)[1]!
}
const out = option('out', new URL('./shots/walk/', import.meta.url).pathname)
const deeds = { read, instruct, cascade, derive, decide, issue, carry, watch, report }
const steps = option('steps', Object.keys(deeds).join(',')).split(',') as (keyof typeof deeds)[]
/** A person waits so long without being told, in milliseconds. */
const slow = 1000

/** Ids of what a walk made, kept so that a later run goes on from any step. */
interface Made {
  document?: string
  plan?: string
  own?: string
  report?: string
}
const stage = await openStage()
const browser = await launchBrowser()
const cast = gather(browser, stage)
const broken: string[] = []
let walk: Walk
let made: Made
let shown = 0
let current = ''
const pages = new Set<Page>()
for (walk of walks) {
  if (args.length > 0 && !args.some((arg) => walk.text.startsWith(arg))) continue
  const folder = join(out, walk.text)
  mkdirSync(folder, { recursive: true })
  const kept = join(folder, 'made.json')
  made = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Made) : {}
  for (const step of steps) {
    const begun = Date.now()
    shown = 0
    current = step
    try {
      await deeds[step]()
      console.log(`${walk.text} ${step}: ${((Date.now() - begun) / 1000).toFixed(1)} s`)
    } catch (error) {
      broken.push(`${walk.text} ${step}: ${(error as Error).message.split('\n').slice(0, 4).join(' | ')}`)
      console.log(broken.at(-1))
      for (const page of pages) await see(page, `${step}-broken`)
      break
    } finally {
      writeFileSync(kept, JSON.stringify(made))
    }
  }
}
for (const fault of new Set(cast.faults)) console.log(`console: ${fault}`)
await browser.close()
await stage.stop()
process.exitCode = broken.length > 0 ? 1 : 0

/** 1. Văn thư takes the text in, fills what the copy has lost, confirms. */
async function read(): Promise<void> {
  const { from, fill = {} } = walk
  const page = await person(from?.clerk ?? `${walk.unit}.vanthu`)
  await openRoom(page, 'Văn bản')
  await button(page, 'Nhận văn bản').click()
  const dialog = page.getByRole('dialog', { name: 'Nhận văn bản vào hệ thống' })
  if (from) {
    await dialog.getByRole('combobox', { name: 'Vào sổ' }).click()
    await page.getByRole('option', { name: 'Văn bản đi' }).click()
  }
  const name = `${walk.text}.txt`
  await quick('reading', async () => {
    await dialog
      .getByLabel('Tệp văn bản, bản quét hoặc ảnh chụp')
      .setInputFiles(sheet(name, readFileSync(new URL(name, corpus))))
    await page.waitForURL(/\/documents\/[0-9a-f-]{36}/)
    await page
      .getByRole('region', { name: 'Nội dung đọc được' })
      .getByText(/^Nhiệm vụ \(/)
      .waitFor()
  })
  made.document = idIn(page)
  await see(page, 'read')
  for (const at of [0.25, 0.5, 0.75, 1]) {
    await page.getByRole('region', { name: 'Nội dung đọc được' }).evaluate((region, part) => {
      const scrolled = [region, ...region.querySelectorAll('*')].find((one) => one.scrollHeight > one.clientHeight + 50)
      scrolled?.scrollTo(0, scrolled.scrollHeight * part)
    }, at)
    await see(page, 'read')
  }
  for (const [label, value] of Object.entries(fill)) await write(page, label, value)
  await button(page, 'Xác nhận').click()
  await page
    .getByText(/^(Đã vào sổ, số đến|Đã ghi nhận văn bản ban hành)/)
    .first()
    .waitFor()
  await see(page, 'filed')
  await page.getByRole('tab', { name: /Trích dẫn/ }).click()
  await see(page, 'cited')
}

/** 1. The head's bút phê gives it to the deputy, who finds it in her work. */
async function instruct(): Promise<void> {
  if (walk.from) return
  const head = await person(`${walk.unit}.hieutruong`)
  await head.goto(`${stage.url}/documents/${made.document}`)
  await button(head, 'Bút phê').click()
  const dialog = head.getByRole('dialog', { name: 'Giao văn bản này' })
  await dialog.getByRole('combobox', { name: 'Giao cho' }).or(dialog.getByLabel('Giao cho')).first().click()
  await head.getByRole('option', { name: /Phó Hiệu trưởng/ }).click()
  await dialog.getByLabel('Ý kiến chỉ đạo').fill('Nghiên cứu, tham mưu kế hoạch của trường.')
  await typeDay(dialog.getByRole('textbox', { name: 'Hạn' }), dayFromNow(5))
  await see(head, 'instruct')
  await button(dialog, 'Giao').click()
  await head.getByText(/^Đã giao cho /).waitFor()
  const deputy = await person(`${walk.unit}.pho`)
  await openRoom(deputy, 'Việc của tôi')
  await see(deputy, 'instructed')
}

/** 2. Department or ward gives the plan to those who carry it out. */
async function cascade(): Promise<void> {
  if (!walk.from) return
  const page = await person(walk.from.officer)
  await openRoom(page, 'Kế hoạch')
  await page.getByRole('row', { name: walk.fill!['Số, ký hiệu']! }).getByRole('link').first().click()
  await page.getByRole('tab', { name: 'Nội dung' }).waitFor()
  made.plan = idIn(page)
  await see(page, 'plan')
  await button(page, 'Triển khai đến đơn vị').click()
  const dialog = page.getByRole('dialog', { name: 'Triển khai đến đơn vị' })
  await dialog.getByLabel('UBND phường, xã, đặc khu').check()
  await dialog.getByRole('combobox', { name: 'Đơn vị chọn theo tên' }).fill(walk.from.named)
  await page.getByRole('option', { name: walk.from.named }).first().click()
  const go = dialog.getByRole('button', { name: /^Triển khai đến [\d.]+ đơn vị$/, disabled: false })
  await go.waitFor()
  await see(page, 'cascade')
  await go.click()
  await page.getByText(/Sẽ triển khai đến [\d.]+ đơn vị sau ít giây/).waitFor()
  await page
    .getByRole('region', { name: 'Việc đang chạy' })
    .getByText(/^Xong [\d.]+$/)
    .waitFor()
  await see(page, 'cascaded')
}

/** 3. The deputy makes the school's own plan of it. */
async function derive(): Promise<void> {
  const page = await person(`${walk.unit}.pho`)
  if (walk.noPlan) {
    await page.goto(`${stage.url}/documents/${made.document}`)
    await page.getByRole('tab', { name: 'Nội dung' }).waitFor()
    await see(page, 'no-plan')
    if (await button(page, 'Mở kế hoạch').isVisible()) throw new Error('a plan was made of a text that is none')
    return
  }
  if (walk.from) await page.goto(`${stage.url}/plans/${made.plan}`)
  else {
    await page.goto(`${stage.url}/documents/${made.document}`)
    await page.getByRole('tab', { name: 'Nội dung' }).waitFor()
    await see(page, 'document')
    await button(page, 'Mở kế hoạch').click()
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}/)
    made.plan = idIn(page)
  }
  await button(page, 'Lập kế hoạch của trường').waitFor()
  await see(page, 'superior')
  await quick('deriving', async () => {
    await button(page, 'Lập kế hoạch của trường').click()
    await page.getByRole('textbox', { name: 'Căn cứ' }).waitFor()
  })
  made.own = idIn(page)
  await page
    .locator('ins')
    .first()
    .waitFor({ timeout: 3000 })
    .catch(() => console.log('  no tracked change'))
  await whole(page, 'sheet')

  const tasks = page.getByRole('button', { name: /^Kéo, / })
  const places = await tasks.evaluateAll((all) =>
    all.map((one) => / (\S+)$/.exec(one.getAttribute('aria-label')!)![1]!),
  )
  const [first, second, third] = places as [string, string, string]
  await page
    .getByRole('button', { name: `Kéo, hoặc nhấn mũi tên lên xuống để đổi chỗ nhiệm vụ ${second}` })
    .press('ArrowUp')
  await page.waitForTimeout(700)
  await page.getByRole('button', { name: 'Thêm nhiệm vụ' }).first().click()
  await page
    .getByRole('textbox', { name: 'Nội dung nhiệm vụ mới' })
    .fill('Tổ chức một buổi giao lưu tiếng Anh với sinh viên nước ngoài đang học tại Thành phố.')
  await page.getByRole('button', { name: 'Thêm nhiệm vụ' }).first().click()
  await page.getByText('Tổ chức một buổi giao lưu tiếng Anh', { exact: false }).waitFor()
  const last = places.filter((place) => place.startsWith('II.')).at(-1)!
  await page.getByRole('button', { name: `Thao tác với nhiệm vụ ${last}`, exact: true }).click()
  await page.getByRole('menuitem', { name: 'Không thuộc phạm vi đơn vị' }).click()
  await page.getByRole('textbox', { name: 'Lý do không thuộc phạm vi đơn vị' }).fill('Trường không có hoạt động này.')
  await page.getByRole('button', { name: 'Đánh dấu' }).click()
  for (const place of [first, second, third]) {
    await pick(
      page,
      page.getByRole('combobox', { name: `Giao cho ${place}`, exact: true }),
      'Giáo viên Tiếng Anh',
      /Giáo viên Tiếng Anh/,
    )
  }
  const box = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Thao tác với nhiệm vụ ${first}`, exact: true }) })
  await typeDay(box.getByPlaceholder('ngày/tháng/năm'), dayFromNow(20))
  await page
    .getByRole('status')
    .filter({ hasText: /^Đã lưu lúc/ })
    .waitFor()
  await see(page, 'shaped')
  await quick('submitting', async () => {
    await button(page, 'Trình thủ trưởng').click()
    await page.getByText('Chờ thủ trưởng duyệt').waitFor()
  })
  await see(page, 'submitted')
}

/** 4. The head gives it back with remarks, the deputy mends it, the head approves. */
async function decide(): Promise<void> {
  if (walk.noPlan) return
  const head = await person(`${walk.unit}.hieutruong`)
  await head.goto(`${stage.url}/plans/${made.own}`)
  await button(head, 'Duyệt').waitFor()
  await see(head, 'to-approve')
  await chooseMore(head, 'Trả lại')
  await head.getByRole('dialog').getByLabel('Ý kiến').fill('Bổ sung người phối hợp rồi trình lại.')
  await button(head.getByRole('dialog'), 'Trả lại').click()
  await head.getByText(/Đã trả lại/).waitFor()
  const deputy = await person(`${walk.unit}.pho`)
  await openRoom(deputy, 'Việc của tôi')
  await see(deputy, 'returned')
  await deputy.goto(`${stage.url}/plans/${made.own}/edit`)
  const opening = deputy.locator('[data-field=opening]')
  await opening.waitFor()
  await opening.fill((await opening.inputValue()).replace(/ như sau:$/, '; các tổ phối hợp thực hiện như sau:'))
  await button(deputy, 'Trình thủ trưởng').click()
  await deputy.getByText('Chờ thủ trưởng duyệt').waitFor()
  await head.reload()
  await approve(head)
  await see(head, 'approved')
}

/** 4. The clerk takes the paper out, brings the signed copy back with its number. */
async function issue(): Promise<void> {
  if (walk.noPlan) return
  const page = await person(`${walk.unit}.vanthu`)
  await openRoom(page, 'Việc của tôi')
  await see(page, 'clerk-work')
  await page.goto(`${stage.url}/plans/${made.own}`)
  await button(page, 'Tải bản ký lên').waitFor()
  await see(page, 'paper')
  const plan = await page.request.get(`/api/plans/${made.own}`)
  const { documentId: id } = (await plan.json()) as { documentId: string }
  keep('ke-hoach.docx', await download(page, () => chooseMore(page, 'Tải .docx')))
  const marked = await page.request.get(`/api/documents/${id}/paper.docx?changes=true`)
  keep('ke-hoach-danh-dau.docx', await marked.body())
  const printed = await page.request.get(`/api/documents/${id}/paper.pdf`)
  keep('ke-hoach.pdf', await printed.body())
  await button(page, 'Tải bản ký lên').click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles(sheet('ke-hoach-da-ky.pdf', await printed.body()))
  await dialog.getByLabel('Số, ký hiệu').fill(walk.own)
  await see(page, 'issue')
  await quick('issuing', async () => {
    await button(dialog, 'Ban hành').click()
    await page.getByText(`Đã ban hành số ${walk.own}`).waitFor()
  })
  await page.goto(`${stage.url}/documents/${id}`)
  await page.getByRole('tab', { name: 'Bản ký' }).click()
  await page.getByText('Bản ký giống nội dung đã duyệt.').waitFor()
  await see(page, 'issued')
}

/** 5. The teacher answers on a phone: a note and a link, done, nothing, an extension. */
async function carry(): Promise<void> {
  if (walk.noPlan) return
  const page = await person(`${walk.unit}.giaovien`, 360)
  await openRoom(page, 'Việc của tôi')
  const lines = page.getByRole('listitem').filter({ hasText: walk.own })
  await lines.first().waitFor()
  await see(page, 'teacher')
  await lines.first().getByRole('link').first().click()
  await page.getByLabel('Ghi chú').fill('Đã phổ biến cho 32 giáo viên trong buổi họp tổ.')
  await page.getByLabel('Liên kết').fill('https://example.edu.vn/pho-bien')
  await button(page, 'Ghi tiến độ').click()
  await page.getByText('Đã ghi tiến độ').waitFor()
  await see(page, 'teacher-task')
  await openRoom(page, 'Việc của tôi')
  await lines.filter({ hasText: 'Đang làm' }).first().getByRole('button', { name: 'Xong' }).click()
  await page.getByText('Đã ghi: xong').first().waitFor()
  await page.waitForTimeout(1200)
  await lines.first().getByRole('button', { name: 'Không phát sinh' }).click()
  await page.waitForTimeout(1200)
  await lines
    .first()
    .getByRole('button', { name: /^Trả lời: / })
    .click()
  await page.getByRole('menuitem', { name: 'Xin gia hạn', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Xin gia hạn' })
  await typeDay(dialog.getByRole('textbox', { name: 'Hạn mới' }), dayFromNow(400))
  await dialog.getByLabel('Lý do').fill('Chờ lịch của đối tác.')
  await button(dialog, 'Gửi').click()
  await page.getByText(/^Đã gửi xin gia hạn/).waitFor()
  await see(page, 'teacher-after')
  const head = await person(`${walk.unit}.hieutruong`)
  await openRoom(head, 'Việc của tôi')
  await see(head, 'extension')
  const asked = head.getByRole('listitem').filter({ hasText: 'Xin gia hạn' }).first()
  const more = head.getByRole('button', { name: 'Xem thêm' }).first()
  for (let n = 0; n < 8 && !(await asked.isVisible()) && (await more.isVisible()); n++) {
    await more.click()
    await settled(head)
  }
  await button(asked, 'Đồng ý').click()
  await head.getByText('Đã đồng ý gia hạn').waitFor()
}

/** 5. Department and ward watch the matrix where the plan came from them; the school its own plan's progress. */
async function watch(): Promise<void> {
  if (walk.noPlan) return
  const deputy = await person(`${walk.unit}.pho`)
  await deputy.goto(`${stage.url}/plans/${made.own}?tab=progress`)
  await deputy.getByRole('tab', { name: 'Tiến độ' }).waitFor()
  await settled(deputy)
  await see(deputy, 'progress')
  if (walk.from) {
    for (const code of [walk.from.officer, 'phuong.chuyenvien']) {
      const page = await person(code)
      await page.goto(`${stage.url}/plans/${made.plan}/coverage`)
      await page.getByRole('textbox', { name: 'Lọc đơn vị theo tên' }).waitFor()
      await settled(page)
      await see(page, `matrix-${code}`)
      await page.getByRole('textbox', { name: 'Lọc đơn vị theo tên' }).fill('gio moi')
      const cell = page
        .getByRole('gridcell')
        .filter({ hasNotText: 'x'.repeat(99) })
        .nth(1)
      await cell.waitFor()
      await see(page, `matrix-${code}-school`)
      await cell.click()
      await page.waitForTimeout(800)
      await see(page, `matrix-${code}-cell`)
    }
  }
}

/** 6. The report comes out of the record, is approved, uploaded signed, and is with its receivers. */
async function report(): Promise<void> {
  if (walk.noPlan) return
  const deputy = await person(`${walk.unit}.pho`)
  await openRoom(deputy, 'Báo cáo')
  await button(deputy, 'Lập báo cáo').click()
  const chosen = deputy.getByLabel('Báo cáo theo kế hoạch').first()
  await chosen.click()
  await deputy
    .getByRole('option', { name: new RegExp(walk.own) })
    .first()
    .click()
  await see(deputy, 'new')
  await quick('compiling', async () => {
    await button(deputy, 'Lập báo cáo').click()
    await deputy.getByRole('textbox', { name: 'Số liệu: Đã hoàn thành' }).waitFor()
  })
  made.report = idIn(deputy)
  await whole(deputy, 'sheet')
  await deputy
    .getByRole('textbox', { name: 'Khó khăn, vướng mắc', exact: true })
    .fill('Giáo viên Tiếng Anh còn thiếu 02 người.')
  await deputy
    .getByRole('textbox', { name: 'Đề xuất, kiến nghị', exact: true })
    .fill('Đề nghị mở thêm lớp bồi dưỡng trong hè.')
  await button(deputy, 'Trình duyệt').click()
  await deputy.getByText('Đã trình thủ trưởng').waitFor()
  const head = await person(`${walk.unit}.hieutruong`)
  await head.goto(`${stage.url}/reports/${made.report}`)
  await button(head, 'Duyệt').waitFor()
  await see(head, 'to-approve')
  await approve(head, 'báo cáo')
  const clerk = await person(`${walk.unit}.vanthu`)
  await clerk.goto(`${stage.url}/reports/${made.report}`)
  const upload = button(clerk, 'Tải bản ký lên')
  await upload.waitFor()
  keep('bao-cao.docx', await download(clerk, () => chooseMore(clerk, 'Tải .docx')))
  const printed = await download(clerk, () => chooseMore(clerk, 'Tải .pdf'))
  keep('bao-cao.pdf', printed)
  await upload.click()
  const dialog = clerk.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles(sheet('bao-cao-da-ky.pdf', printed))
  await dialog.getByLabel('Số, ký hiệu').fill(walk.report)
  await see(clerk, 'send')
  await button(dialog, /^(Gửi báo cáo|Ban hành)$/).click()
  const sent = clerk.getByText(/^Đã (gửi báo cáo|ban hành số)/).first()
  const anyway = button(dialog, /^Vẫn (gửi|ban hành)$/)
  await sent.or(anyway).first().waitFor()
  if (await anyway.isVisible()) {
    await see(clerk, 'send-differs')
    await anyway.click()
    await sent.waitFor()
  }
  await see(clerk, 'sent')
  for (const above of ['so.chuyenvien', 'phuong.chuyenvien']) {
    const page = await person(above)
    await page.goto(`${stage.url}/reports?box=received`)
    await page.getByRole('heading', { level: 1, name: 'Báo cáo' }).waitFor()
    await settled(page)
    await see(page, `received-${above}`)
  }
}

async function person(code: string, width?: number): Promise<Page> {
  const page = await cast.person(code, width)
  page.setDefaultTimeout(patience)
  pages.add(page)
  return page
}

/** A picture of the page as it stands, and its words with what stands in its boxes. */
async function see(page: Page, name: string): Promise<void> {
  await settled(page)
  await page.waitForTimeout(300)
  shown++
  const base = join(out, walk.text, `${current}-${String(shown).padStart(2, '0')}-${name}`)
  await page.screenshot({ path: `${base}.png`, animations: 'disabled' })
  const words = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('main textarea, main input')]
    const written = boxes
      .filter((box) => box.value && box.type !== 'checkbox' && box.tabIndex >= 0)
      .map((box) => `[${box.getAttribute('aria-label') ?? box.labels?.[0]?.textContent ?? box.name}] ${box.value}`)
    return `${document.querySelector('main')?.innerText ?? document.body.innerText}\n----\n${written.join('\n')}`
  })
  writeFileSync(`${base}.txt`, words)
}

/** A long page by screens, at most eight. */
async function whole(page: Page, name: string): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  for (let top = 0, n = 0; top < height && n < 8; top += 800, n++) {
    await page.evaluate((y) => window.scrollTo(0, y), top)
    await see(page, name)
  }
  await page.evaluate(() => window.scrollTo(0, 0))
}

/** Sets a value of the reading page in its place. */
async function write(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('button', { name: `Sửa ${label}` }).click()
  const box = page.getByRole('textbox', { name: label }).first()
  await box.fill(value)
  if (await box.evaluate((one) => one.tagName === 'TEXTAREA')) await box.blur()
  else await box.press('Enter')
  await page.getByRole('region', { name: 'Nội dung đọc được' }).locator('dd', { hasText: value }).first().waitFor()
}

/** Tells of a wait that is longer than a person should be left alone. */
async function quick(what: string, deed: () => Promise<void>): Promise<void> {
  const begun = Date.now()
  await deed()
  const took = Date.now() - begun
  if (took > slow) console.log(`  ${walk.text} ${what}: ${(took / 1000).toFixed(1)} s`)
}

function keep(name: string, bytes: Uint8Array): void {
  writeFileSync(join(out, walk.text, name), bytes)
}

function idIn(page: Page): string {
  return /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(new URL(page.url()).pathname)![0]
}
