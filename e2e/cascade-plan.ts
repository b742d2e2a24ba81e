import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { button, type Cast, chooseMore, lookAt, openRoom, pick, settled } from './cast.ts'

export const departmentPlan = '4210/KH-SGDĐT'

/** Opens a plan out of the list by its number, as it stands under the wanted tab. */
export async function openPlan(page: Page, number: string, tab?: string): Promise<void> {
  await openRoom(page, 'Kế hoạch')
  if (tab)
    await page
      .getByRole('tab', { name: tab })
      .or(page.getByRole('link', { name: tab, exact: true }))
      .first()
      .click()
  const row = page.getByRole('row', { name: number }).or(page.getByRole('listitem').filter({ hasText: number }))
  await row.first().getByRole('link').first().click()
  await page.getByText(number, { exact: true }).first().waitFor()
}

interface Selection {
  communes?: boolean
  levels?: string[]
  /** Typed without accents, then chosen by its whole name. */
  named?: { typed: string; name: string | RegExp }
}

/** Picks carriers in the dialog and reads how many they are. */
async function select(page: Page, selection: Selection): Promise<{ total: number; given: number }> {
  const dialog = page.getByRole('dialog', { name: 'Triển khai đến đơn vị' })
  if (selection.communes) await dialog.getByLabel('UBND phường, xã, đặc khu').check()
  for (const level of selection.levels ?? []) await dialog.getByLabel(level).check()
  if (selection.named) {
    const field = dialog.getByRole('combobox', { name: 'Đơn vị chọn theo tên' })
    await pick(page, field, selection.named.typed, selection.named.name)
  }
  const count = dialog.getByRole('status')
  await dialog.getByRole('button', { name: /^Triển khai đến [\d.]+ đơn vị$/, disabled: false }).waitFor()
  const words = await count.innerText()
  const numberIn = (pattern: RegExp) => Number((pattern.exec(words)?.[1] ?? '0').replaceAll('.', ''))
  const total = numberIn(/Sẽ triển khai đến ([\d.]+) đơn vị/)
  const all = /đã có đủ nhiệm vụ được chọn/.test(words)
  return { total, given: all ? total : numberIn(/([\d.]+) đơn vị đã được giao/) }
}

async function cascade(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Triển khai đến đơn vị' })
  await dialog.getByRole('button', { name: /^Triển khai đến [\d.]+ đơn vị$/ }).click()
  await page.getByText(/Sẽ triển khai đến [\d.]+ đơn vị sau ít giây/).waitFor()
  const job = page.getByRole('region', { name: 'Việc đang chạy' })
  await job.getByText(`Triển khai ${departmentPlan}`).waitFor()
  await job.getByRole('progressbar').first().waitFor()
  await job.getByText(/^Xong [\d.]+$/).waitFor()
  await job.getByRole('button', { name: 'Ẩn' }).first().click()
}

/** How many units carry the plan out now, from the totals over the matrix. */
async function carriers(page: Page): Promise<number> {
  const received = page.getByText('Đã nhận', { exact: true }).locator('xpath=..')
  return Number(/\/ ([\d.]+)/.exec(await received.innerText())![1]!.replaceAll('.', ''))
}

/**
 * The department's officer gives the plan to communes, a level and a school by name; again adds nothing; a forgotten one is
 * added.
 */
export async function officerCascadesPlan(cast: Cast): Promise<void> {
  const page = await cast.person('so.chuyenvien')
  await openRoom(page, 'Kế hoạch')
  await lookAt(cast, page, 'plans-department')
  await openPlan(page, departmentPlan)
  await lookAt(cast, page, 'plan-department')
  const chosen: Selection = {
    communes: true,
    levels: ['Giáo dục thường xuyên'],
    named: { typed: 'thcs gio moi', name: 'Trường THCS Gió Mới' },
  }

  await chooseMore(page, 'Bảng tiến độ')
  const before = await carriers(page)
  await button(page, 'Triển khai đến đơn vị').click()
  const first = await select(page, chosen)
  expect(first.total).toBeGreaterThan(169)
  expect(first.given).toBe(169)
  await lookAt(cast, page, 'cascade')
  await cascade(page)
  await expect.poll(() => carriers(page)).toBe(before + first.total - first.given)

  await button(page, 'Triển khai đến đơn vị').click()
  const again = await select(page, chosen)
  expect(again).toEqual({ total: first.total, given: first.total })
  await cascade(page)
  await page.reload()
  await settled(page)
  expect(await carriers(page)).toBe(before + first.total - first.given)

  await button(page, 'Triển khai đến đơn vị').click()
  const forgotten = await select(page, { named: { typed: 'tieu hoc', name: /^Trường Tiểu học / } })
  expect(forgotten).toEqual({ total: 1, given: 0 })
  await cascade(page)
  await expect.poll(() => carriers(page)).toBe(before + first.total - first.given + 1)
  await lookAt(cast, page, 'coverage-department')
}
