import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { button, type Cast, chooseMore, dayFromNow, lookAt, openRoom, typeDay } from './cast.ts'

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')

/** Everything by keyboard: the skip link, the search without accents, the filter, arrows along the rows, Escape. */
export async function walkByKeyboard(cast: Cast): Promise<void> {
  const page = await cast.person('thcs.pho')
  await openRoom(page, 'Văn bản')
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Văn bản' }).waitFor()
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Đến nội dung chính')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')

  await page.keyboard.press('/')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Tìm trong danh sách')
  await page.keyboard.type('hoi nhap')
  await page.getByRole('row').nth(1).waitFor()
  await expect.poll(() => page.url()).toContain('q=hoi+nhap')
  // the rows of the search, not those before it
  await page.getByText('(chưa có trích yếu)').first().waitFor({ state: 'detached' })
  const rows = page.locator('a[data-row]')
  await rows.first().focus()
  const first = await focused(page)
  await page.keyboard.press('ArrowDown')
  expect(await focused(page)).not.toBe(first)
  await page.keyboard.press('ArrowUp')
  expect(await focused(page)).toBe(first)
  await page.keyboard.press('Enter')
  // a paper filed has tabs, one still to be confirmed has not: the row's own page is what was asked for
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}/)

  await page.keyboard.press('Control+k')
  const search = page.getByRole('combobox', { name: 'Tìm mọi thứ' })
  await search.waitFor()
  await page.keyboard.type('ke hoach cong tac doi ngoai')
  await page
    .getByRole('option', { name: /4210\/KH-SGDĐT|công tác đối ngoại/i })
    .first()
    .waitFor()
  await lookAt(cast, page, 'search')
  await page.keyboard.press('Escape')
  await search.waitFor({ state: 'detached' })
}

/** The language one chose is there again after a reload, and at the next sign-in. */
export async function switchLanguage(cast: Cast): Promise<void> {
  const page = await cast.person('thcs.giaovien')
  await openRoom(page, 'Việc của tôi')
  await page.getByRole('button', { name: /Chuyển sang tiếng Anh/ }).click()
  await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  await lookAt(cast, page, 'work-english')
  await page.getByRole('button', { name: /Vietnamese/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Việc của tôi' }).waitFor()
}

/** What one may not see looks as if it did not exist: another school's draft, and an address nothing stands behind. */
export async function hiddenLooksMissing(cast: Cast): Promise<void> {
  const theirs = await cast.person('mn.hieutruong')
  await openRoom(theirs, 'Kế hoạch')
  await theirs.locator('a[data-row]').first().waitFor()
  await theirs.goto(`${cast.stage.url}/plans?tab=mine`)
  await theirs.locator('a[data-row]').first().click()
  await theirs.getByRole('tab', { name: 'Nội dung' }).waitFor()
  const hidden = new URL(theirs.url()).pathname

  const page = await cast.person('thcs.giaovien')
  const seen: string[] = []
  for (const path of [hidden, `/plans/${randomUUID()}`]) {
    await page.goto(`${cast.stage.url}${path}`)
    await page.getByRole('alert').waitFor()
    seen.push(await page.locator('main').innerText())
  }
  expect(seen[0]).toBe(seen[1])
  await lookAt(cast, page, 'missing')
}

/** Two people write in the same plan: the second is asked, and what either wrote is still there to choose. */
export async function twoEditOnePlan(cast: Cast): Promise<void> {
  const deputy = await cast.person('thpt.pho')
  const head = await cast.person('thpt.hieutruong')
  await openRoom(deputy, 'Kế hoạch')
  await deputy.getByRole('row', { name: '4210/KH-SGDĐT' }).getByRole('link').first().click()
  await button(deputy, 'Lập kế hoạch của trường').click()
  const theirs = deputy.locator('[data-field=opening]')
  await theirs.waitFor()
  await head.goto(deputy.url())
  const mine = head.locator('[data-field=opening]')
  await mine.waitFor()
  await theirs.fill('Lời mở đầu do Phó Hiệu trưởng viết.')
  await deputy
    .getByRole('status')
    .filter({ hasText: /^Đã lưu lúc/ })
    .waitFor()
  await mine.fill('Lời mở đầu do Hiệu trưởng viết.')
  const choice = head.getByRole('dialog', { name: 'Người khác vừa sửa bản này' })
  await choice.waitFor()
  await button(choice, 'Xem khác biệt').click()
  await choice.getByText('Lời mở đầu do Phó Hiệu trưởng viết.').waitFor()
  await choice.getByText('Lời mở đầu do Hiệu trưởng viết.').waitFor()
  await lookAt(cast, head, 'conflict')
  await button(choice, 'Giữ của tôi').click()
  await head
    .getByRole('status')
    .filter({ hasText: /^Đã lưu lúc/ })
    .waitFor()
  await deputy.reload()
  await expect.poll(() => theirs.inputValue()).toBe('Lời mở đầu do Hiệu trưởng viết.')
}

/** Without a connection the page says so and keeps what is written, through a reload of the whole browser tab. */
export async function connectionIsLost(cast: Cast): Promise<void> {
  const page = await cast.person('thpt.pho')
  const closing = page.locator('[data-field=closing]')
  await closing.waitFor()
  await cast.context('thpt.pho').setOffline(true)
  await closing.fill('Viết lúc mất mạng.')
  await page.getByText('Mất kết nối.', { exact: false }).waitFor()
  await page.getByText('Giữ trên máy này, sẽ lưu khi có mạng').waitFor()
  await lookAt(cast, page, 'offline')
  await cast.context('thpt.pho').setOffline(false)
  await page
    .getByRole('status')
    .filter({ hasText: /^Đã lưu lúc/ })
    .waitFor()
  await page.reload()
  await expect.poll(() => closing.inputValue()).toBe('Viết lúc mất mạng.')
}

/** What is asked for in a dialog without a connection is kept through Escape, waits, and goes out by itself. */
export async function answerWaits(cast: Cast): Promise<void> {
  const page = await cast.person('thpt.pho')
  await page.goto(`${cast.stage.url}/work/unit?state=open`)
  await page.locator('a[data-row]').first().click()
  await page.getByRole('tab', { name: 'Tiến độ' }).waitFor()
  await cast.context('thpt.pho').setOffline(true)
  await chooseMore(page, 'Xin gia hạn')
  const dialog = page.getByRole('dialog', { name: 'Xin gia hạn' })
  await dialog.getByLabel('Lý do').fill('Chờ tài liệu của Sở.')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  // the focus is back where the dialog was opened from
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Thêm thao tác')
  await chooseMore(page, 'Xin gia hạn')
  expect(await dialog.getByLabel('Lý do').inputValue()).toBe('Chờ tài liệu của Sở.')
  const limit = dayFromNow(400)
  await typeDay(dialog.getByRole('textbox', { name: 'Hạn mới' }), limit)
  await button(dialog, 'Gửi').click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('1 việc chờ gửi').waitFor()
  await lookAt(cast, page, 'answer-waits')
  await cast.context('thpt.pho').setOffline(false)
  await page.getByText('Đã gửi 1 việc đang chờ').waitFor()
  await page.getByText(`Xin gia hạn đến ${limit}`).first().waitFor()
}

/**
 * What was asked for with “Xem thêm” stays when an answer fetches the list anew: as many lines, each once, and none gone in
 * between. The lines are the test's own, for no list of the stage is so long.
 */
export async function longerListStays(cast: Cast): Promise<void> {
  const page = await cast.person('thpt.pho')
  const waiting = Array.from({ length: 25 }, (_, n) => `Công văn số ${n + 1}`)
  const first = (limit: number) => ({
    rows: waiting.slice(0, limit).map((title) => ({
      ...{ kind: 'document-to-instruct', id: title, title, from: null, fromUnit: null, dueOn: null, state: 'filed' },
      ...{ recordKind: 'document', recordId: randomUUID(), note: null, version: null, can: {} },
    })),
    more: waiting.length > limit,
    most: 20,
  })
  const none = { rows: [], more: false, most: 20 }
  let slow = false
  let refusing = false
  await page.route(/\/api\/work$/, (route) =>
    route.fulfill({ json: { today: '2026-04-10', todo: first(10), soon: none, waiting: none } }),
  )
  await page.route(/\/api\/work\/todo\?/, async (route) => {
    if (slow) await page.waitForTimeout(1500)
    if (refusing)
      await route.fulfill({ status: 422, json: { type: '/errors/invalid', title: 'Không nhận', status: 422 } })
    else await route.fulfill({ json: first(Number(new URL(route.request().url()).searchParams.get('limit'))) })
  })
  await page.route(/\/noted$/, async (route) => {
    waiting.splice(4, 1)
    slow = true
    await route.fulfill({ json: { id: randomUUID() } })
  })
  await page.goto(`${cast.stage.url}/work`)
  const titles = () => page.getByRole('link', { name: /^Công văn số/ }).allInnerTexts()
  await expect.poll(titles).toEqual(waiting.slice(0, 10))
  // refused once, it says so and asks again when pressed again
  refusing = true
  await button(page, 'Xem thêm').click()
  await page.getByRole('alert').waitFor()
  refusing = false
  // by the press, not by what refreshes the page some seconds later
  const askedAgain = page.waitForRequest(/\/api\/work\/todo\?/, { timeout: 2000 })
  await button(page, 'Xem thêm').click()
  await askedAgain
  await expect.poll(titles).toEqual(waiting.slice(0, 20))
  // a list goes no further than its answer says; the link opens the tasks that are left, what names nobody among them
  const rest = page.getByRole('link', { name: 'xem các nhiệm vụ còn lại' })
  const { pathname, searchParams } = new URL((await rest.getAttribute('href')) ?? '', cast.stage.url)
  expect([pathname, searchParams.has('owner')]).toEqual(['/work/unit', false])
  const again = page.waitForResponse(/\/api\/work$/)
  await page.getByRole('listitem').filter({ hasText: 'Công văn số 5' }).getByRole('button', { name: 'Để biết' }).click()
  await again
  expect(await titles()).toHaveLength(20)
  await expect.poll(titles).toEqual(waiting.slice(0, 20))
  await page.unrouteAll()
}

/** The pages no journey ends on. */
export async function lookAtTheRest(cast: Cast): Promise<void> {
  const page = await cast.person('thcs.pho')
  await page.goto(`${cast.stage.url}/account`)
  await page.getByRole('heading', { level: 1, name: 'Tài khoản của tôi' }).waitFor()
  await lookAt(cast, page, 'account')
  await page.goto(`${cast.stage.url}/work/notices`)
  await page.getByRole('heading', { level: 1, name: 'Thông báo' }).waitFor()
  await lookAt(cast, page, 'all-notices')
}
