/**
 * Pictures of every page over a running demonstration, with axe (WCAG 2.2 AA) over each: what was looked at before a release.
 *
 *     STAGE_URL=http://localhost:3000 node e2e/look.ts [--out FOLDER] [--looks wide,phone,wide-dark,phone-dark,wide-en,phone-en] [--axe no] [NAME…]
 *
 * NAME takes only the views whose name begins with it. Pictures are FOLDER/NAME.LOOK.png; what axe finds, what is wider than
 * the screen and what the console said is printed, and the exit code is 1 when there was any. Over an empty installation
 * (--no-demo) it takes the first-administrator page. What the demonstration does not hold by itself (drafts, a scan being
 * read, a paper waiting for its signature) is put there first, through the API, once.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { atTheApi, type Ids, readIds, setScene } from './set-scene.ts'
import { emptyHouseViews, emptyViews, signedOutViews, slipViews, type View, viewsOf } from './views-to-look-at.ts'

interface Look {
  width: number
  dark: boolean
  english: boolean
}
const looks: Record<string, Look> = {
  wide: { width: 1440, dark: false, english: false },
  phone: { width: 360, dark: false, english: false },
  'wide-dark': { width: 1440, dark: true, english: false },
  'phone-dark': { width: 360, dark: true, english: false },
  'wide-en': { width: 1440, dark: false, english: true },
  'phone-en': { width: 360, dark: false, english: true },
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const url = process.env.STAGE_URL ?? 'http://localhost:3000'
const args = process.argv.slice(2)
const option = (name: string, otherwise: string) => {
  const at = args.indexOf(`--${name}`)
  return at < 0 ? otherwise : args.splice(at, 2)[1]!
}
const folder = option('out', new URL('./shots/', import.meta.url).pathname)
const wanted = option('looks', 'wide,phone').split(',')
mkdirSync(folder, { recursive: true })
const axe = option('axe', 'yes') === 'yes'
const faults = new Map<string, string[]>()
const note = (fault: string, where: string) => {
  const before = faults.get(fault)
  // at once, so that a run that is stopped has said what it saw
  console.log(`${where}: ${before ? fault.split('\n')[0] : fault}`)
  faults.set(fault, [...(before ?? []), where])
}
const chosen = (name: string) => args.length === 0 || args.some((arg) => name.startsWith(arg))

const browser = await launchBrowser()
const { needed: empty } = (await (await fetch(`${url}/api/setup`)).json()) as { needed: boolean }
if (!empty) await setScene(url)
for (const lookName of wanted) {
  const look = looks[lookName]
  if (!look) throw new Error(`no look named ${lookName}: ${Object.keys(looks).join(', ')}`)
  const chosenOf = (who: string, views: readonly View[]) => views.filter((view) => chosen(`${who}-${view.name}`))

  const outside = chosenOf('out', empty ? emptyHouseViews : signedOutViews)
  if (outside.length > 0) {
    const { context, page } = await open(look, 'signed out')
    await takeAll(page, { who: 'out', views: outside, lookName })
    await context.close()
  }
  if (empty) continue
  if (chosenOf('slip', slipViews).length > 0) {
    const page = await enterWithSlip(look)
    await takeAll(page, { who: 'slip', views: chosenOf('slip', slipViews), lookName })
    await page.context().close()
  }
  for (const [who, views] of [...Object.entries(viewsOf), ['idle', emptyViews] as const]) {
    const mine = chosenOf(who, views)
    if (mine.length === 0) continue
    const code = who === 'idle' ? await codeOfIdleHead() : who
    const { context, page } = await enter(code, look)
    await take(page, `${who}-first`, lookName)
    const skip = page.getByRole('button', { name: /^(Bỏ qua|Skip)$/ })
    if (await skip.isVisible()) await skip.click()
    const api = await atTheApi(url, code)
    await takeAll(page, { who, views: mine, ids: await readIds(api), lookName })
    await api.leave()
    await context.close()
  }
}
await browser.close()
for (const [fault, where] of faults) console.log(`${fault}\n  in ${where.join(', ')}`)
console.log(`${faults.size} findings; pictures in ${folder}`)
process.exitCode = faults.size > 0 ? 1 : 0

async function open(look: Look, where: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.width < 600 ? 780 : 900 },
    locale: look.english ? 'en-GB' : 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    colorScheme: look.dark ? 'dark' : 'light',
  })
  await context.addInitScript(
    ({ scheme, locale }) => {
      localStorage.setItem('mantine-color-scheme-value', scheme)
      localStorage.setItem('bg.locale', locale)
    },
    { scheme: look.dark ? 'dark' : 'light', locale: look.english ? 'en' : 'vi' },
  )
  const page = await context.newPage()
  page.on('pageerror', (error) => note(error.message, `${where} ${page.url()}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load'))
      note(message.text().slice(0, 300), where)
  })
  return { context, page }
}

async function enter(code: string, look: Look, password = 'banggiao') {
  const { context, page } = await open(look, code)
  const answer = await context.request.post(`${url}/api/session`, {
    data: { identifier: code, password, shared: false },
    headers: { origin: url },
  })
  if (!answer.ok()) throw new Error(`${code} cannot sign in: ${await answer.text()}`)
  await context.request.patch(`${url}/api/me`, {
    data: { locale: look.english ? 'en' : 'vi' },
    headers: { origin: url },
  })
  await page.goto(url)
  await settle(page)
  return { context, page }
}

/** Views of one person, or of nobody, in one browser; a view that cannot be had is a finding. */
async function takeAll(
  page: Page,
  { who, views, ids, lookName }: { who: string; views: readonly View[]; ids?: Ids; lookName: string },
): Promise<void> {
  for (const view of views) {
    const path = typeof view.path === 'string' ? view.path : ids && view.path(ids)
    if (path === undefined) {
      console.log(`${who}-${view.name}: no such record for this person`)
      continue
    }
    try {
      await page.goto(url + path)
      await settle(page)
      await view.act?.(page)
      await take(page, `${who}-${view.name}`, lookName)
    } catch (error) {
      note(`could not be taken: ${(error as Error).message.split('\n')[0]}`, `${who}-${view.name}.${lookName}`)
    } finally {
      await page.context().setOffline(false)
    }
  }
}

/** The staff code of a head whose school was given nothing: the first primary school of the demonstration. */
async function codeOfIdleHead(): Promise<string> {
  const officer = await atTheApi(url, 'so.quantri')
  const { rows } = await officer.get<{ rows: { id: number; code: string }[] }>(
    '/api/units?kind=school&level=TH&limit=1',
  )
  const people = await officer.get<{ rows: { staffCode: string; memberships: { role: string }[] }[] }>(
    `/api/units/${rows[0]!.id}/people`,
  )
  await officer.leave()
  return people.rows.find((person) => person.memberships.some(({ role }) => role === 'head'))!.staffCode
}

/** Somebody who has just been handed a slip, signed in with what is printed on it. */
async function enterWithSlip(look: Look): Promise<Page> {
  const administrator = await atTheApi(url, 'thcs.quantri')
  const { unit } = await administrator.get<{ unit: { id: number } }>('/api/session')
  const people = await administrator.get<{ rows: { id: string; staffCode: string }[] }>(`/api/units/${unit.id}/people`)
  const person = people.rows.find(({ staffCode }) => staffCode === 'thcs.giaovien2')!
  const slips = await administrator.post<{ rows: { password: string }[] }>('/api/password-slips', {
    personIds: [person.id],
  })
  await administrator.leave()
  return (await enter('thcs.giaovien2', look, slips.rows[0]!.password)).page
}

/** Nothing of the page is still on its way: no request, no skeleton, no part that is loaded when first needed. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('domcontentloaded')
  await page.locator('h1, [role=alert], .swagger-ui').first().waitFor({ timeout: 30_000 })
  await quiet(page)
}

async function quiet(page: Page): Promise<void> {
  await page.locator('[aria-busy=true], .mantine-Skeleton-root').first().waitFor({ state: 'detached', timeout: 30_000 })
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(400)
}

async function take(page: Page, name: string, lookName: string): Promise<void> {
  const where = `${name}.${lookName}`
  await quiet(page)
  await page.screenshot({ path: join(folder, `${where}.png`), animations: 'disabled' })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wide > 1) note(`${wide} px wider than the screen`, where)
  if (!axe) return
  const { violations } = await new AxeBuilder({ page }).withTags(rules).setLegacyMode().analyze()
  for (const { id, help, nodes } of violations)
    note(
      `${id}: ${help}\n    ${nodes
        .slice(0, 2)
        .map((node) => node.html.slice(0, 180))
        .join('\n    ')}`,
      where,
    )
}
