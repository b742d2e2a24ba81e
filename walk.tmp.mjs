import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
const base = process.env.BASE ?? 'http://localhost:3131'
const out = '/tmp/shots'; mkdirSync(out, { recursive: true })
const DROPPED = ['--single-process', '--no-zygote', '--disable-web-security', '--disable-site-isolation-trials']
const browser = await chromium.launch({ executablePath: await sparticuz.executablePath(), args: [...sparticuz.args.filter(a=>!DROPPED.includes(a)),'--no-sandbox'] })
export async function open(who, size = { width: 1440, height: 900 }) {
  const context = await browser.newContext({ viewport: size, acceptDownloads: true, locale: 'vi-VN' })
  const page = await context.newPage()
  page.on('console', m => { if (m.type() === 'error') console.log('CONSOLE', who, m.text().slice(0, 300)) })
  page.on('pageerror', e => console.log('PAGEERROR', who, e.message.slice(0, 400)))
  page.on('response', async r => { if (r.status() >= 400 && r.url().includes('/api/')) console.log('HTTP', r.status(), r.request().method(), r.url().replace(base,''), (await r.text().catch(()=>'')).slice(0,300)) })
  await page.goto(base + '/sign-in')
  await page.getByLabel(/Số điện thoại/).fill(who)
  await page.getByLabel('Mật khẩu', { exact: true }).fill('banggiao')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.waitForURL(u => !u.pathname.includes('sign-in'), { timeout: 15000 })
  const skip = page.getByRole('button', { name: 'Bỏ qua' })
  await skip.click({ timeout: 4000 }).catch(() => {})
  return page
}
export async function shot(page, name, { axe = true } = {}) {
  await page.waitForLoadState('networkidle').catch(()=>{})
  await page.waitForTimeout(400)
  await page.screenshot({ path: `${out}/${name}.png` })
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (sideways > 0) console.log('SIDEWAYS', name, sideways)
  if (axe) { const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']).analyze(); for (const v of violations) console.log('AXE', name, v.id, v.nodes.length, v.nodes[0]?.html.slice(0, 200)) }
}
const phone = { width: 360, height: 740 }
const step = process.argv[2] ?? 'a'
try {
if (step === 'a') {
  const so = await open('so.chuyenvien')
  await so.goto(base + '/plans?tab=mine'); await shot(so, 'list-so')
  await so.locator('a[data-row]').first().click(); await so.waitForURL(/plans\//); await shot(so, 'record-so'); console.log(so.url())
  const id = so.url().split('/').pop()
  await so.goto(`${base}/plans/${id}/coverage`); await so.waitForTimeout(2500); await shot(so, 'coverage-so')
  await so.locator('[role=gridcell]').nth(3).click(); await so.waitForTimeout(800); await shot(so, 'cell-so')
  await so.keyboard.press('Escape')
  await so.goto(`${base}/plans/${id}`); await so.getByRole('button', { name: 'Triển khai đến đơn vị' }).first().click()
  await so.getByLabel('UBND phường, xã, đặc khu').check(); await so.getByLabel('Trung học cơ sở').check(); await so.waitForTimeout(1200); await shot(so, 'cascade-so')
  const p = await open('so.chuyenvien', phone); await p.goto(base + '/plans'); await shot(p, 'list-so-phone'); await p.goto(`${base}/plans/${id}`); await shot(p, 'record-so-phone'); await p.goto(`${base}/plans/${id}/coverage`); await p.waitForTimeout(2500); await shot(p, 'coverage-so-phone')
}
if (step === 'b') {
  const vp = await open('thcs.pho')
  await vp.goto(base + '/plans'); await shot(vp, 'list-vp')
  await vp.goto(base + '/plans?tab=waiting'); await shot(vp, 'list-vp-waiting')
  await vp.goto(base + '/plans?tab=received'); await vp.waitForTimeout(500)
  await vp.locator('a[data-row]').first().click(); await vp.waitForURL(/plans\//); await shot(vp, 'record-vp-received'); console.log(vp.url())
  const derive = vp.getByRole('button', { name: 'Lập kế hoạch của đơn vị' })
  if (await derive.count()) { await derive.first().click(); await vp.waitForURL(/edit$/, { timeout: 15000 }) }
  else { const own = await vp.getByRole('link', { name: 'Mở kế hoạch của đơn vị' }).getAttribute('href'); await vp.goto(base + own); await shot(vp, 'record-vp-own'); await vp.goto(base + own + '/edit') }
  await vp.waitForTimeout(1200); await shot(vp, 'sheet-vp'); console.log(vp.url())
  const first = vp.locator('[data-field^="task."]').nth(1); await first.scrollIntoViewIfNeeded(); await first.locator('button').nth(1).click(); await vp.waitForTimeout(600); await shot(vp, 'sheet-vp-task')
  await vp.keyboard.press('End'); await vp.keyboard.type(' Thêm chữ thử.'); await vp.locator('h1').click(); await vp.waitForTimeout(2500); await shot(vp, 'sheet-vp-saved')
  const p = await open('thcs.pho', phone); await p.goto(vp.url()); await p.waitForTimeout(1200); await shot(p, 'sheet-vp-phone'); await p.mouse.wheel(0, 1400); await p.waitForTimeout(500); await shot(p, 'sheet-vp-phone2')
}
} finally { await browser.close() }
