/**
 * The README's three pictures, from the screens as they are now: `npm run pictures`. Over a fresh demonstration, or over
 * the one that STAGE_URL names.
 */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { departmentPlan, openPlan } from './cascade-plan.ts'
import { button, type Cast, chooseMore, gather, sample, settled } from './cast.ts'
import { ownerOf } from './make-own-plan.ts'
import { original, read, receive } from './receive-documents.ts'
import { openStage } from './stage.ts'

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url))

/** The window of a desk, 1440 × 900, when everything on it has come. */
async function take(page: Page, name: string): Promise<void> {
  await settled(page)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' })
}

/** A preschool's plan whose items jump from 9 to 11: the place lit in the original. */
async function reading(cast: Cast): Promise<void> {
  const page = await cast.person('thcs.vanthu')
  await receive(page, sample('preschool-plan-2026.docx'))
  await read(page)
    .getByText(/\b9\b.*\b11\b/)
    .first()
    .click()
  await original(page).locator('mark[data-lit]').first().waitFor()
  await take(page, 'reading')
}

/** A school's plan drafted from the department's, with the superior's words behind the task in focus. */
async function sheet(cast: Cast): Promise<void> {
  const page = await cast.person('thcs.pho')
  await openPlan(page, departmentPlan)
  await button(page, /^(Lập kế hoạch của trường|Mở kế hoạch của đơn vị)$/).click()
  const own = page.getByRole('button', { name: 'Sửa kế hoạch' }).or(page.getByRole('link', { name: 'Sửa kế hoạch' }))
  await ownerOf(page, 'II.1.1').or(own).first().waitFor()
  if (await own.first().isVisible()) await own.first().click()
  const owner = ownerOf(page, 'II.1.1')
  await owner.waitFor()
  await page.locator('#part-II').evaluate((part) => part.scrollIntoView({ block: 'start' }))
  await page.mouse.wheel(0, -90)
  await page
    .getByRole('button', { name: /^Kéo, .* II\.1\.1$/ })
    .first()
    .focus()
  await page.locator('blockquote').first().waitFor()
  await take(page, 'sheet')
}

/** Units × tasks of the department's plan. */
async function coverage(cast: Cast): Promise<void> {
  const page = await cast.person('so.chuyenvien')
  await openPlan(page, departmentPlan)
  await chooseMore(page, 'Bảng tiến độ')
  await page.getByRole('gridcell').first().waitFor()
  await take(page, 'coverage')
}

mkdirSync(folder, { recursive: true })
const [stage, browser] = await Promise.all([openStage(), launchBrowser()])
try {
  const cast = gather(browser, stage)
  await reading(cast)
  await sheet(cast)
  await coverage(cast)
  if (cast.faults.length > 0) throw new Error(cast.faults.join('\n'))
  console.log(`Three pictures are in ${folder}`)
} finally {
  await browser.close()
  await stage.stop()
}
