/**
 * Pictures of every page over a running demonstration, with axe (WCAG 2.2 AA) over each: what was looked at before a release.
 *
 *     STAGE_URL=http://localhost:3000 node e2e/look.ts [--out FOLDER] [--looks wide,phone,wide-dark,phone-dark,wide-en,phone-en] [--axe no] [NAME…]
 *
 * NAME takes only the views whose name begins with it. Pictures are FOLDER/NAME.LOOK.png; what axe finds, what is wider than the
 * screen and what the console said is printed, and the exit code is 1 when there was any.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'

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

interface View {
  name: string
  path: string | ((ids: Ids) => string | undefined)
  /** What is done before the picture: opens a dialog, scrolls, types. */
  act?: (page: Page) => Promise<void>
}

/** Ids of the demonstration's records as this person is shown them. */
interface Ids {
  plans: { id: string; state: string; side: string }[]
  documents: Record<'in' | 'out', { id: string; state: string }[]>
  reports: { id: string; state: string }[]
  assignments: number[]
  units: number[]
}

const click = (name: string | RegExp) => async (page: Page) => {
  const target = page.getByRole('button', { name }).or(page.getByRole('link', { name })).first()
  await target.click({ timeout: 8000 })
  await page.waitForTimeout(350)
}
const menu = (item: RegExp) => async (page: Page) => {
  await page
    .getByRole('button', { name: /Thêm thao tác|More actions/ })
    .first()
    .click({ timeout: 8000 })
  await page.getByRole('menuitem', { name: item }).first().click({ timeout: 8000 })
  await page.waitForTimeout(350)
}
const end = async (page: Page) => {
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  await page.waitForTimeout(200)
}
const plan =
  (side: string, more = '') =>
  (ids: Ids) => {
    const found = ids.plans.find((p) => p.side === side)
    return found && `/plans/${found.id}${more}`
  }
const report =
  (state: RegExp, more = '') =>
  (ids: Ids) => {
    const found = ids.reports.find((r) => state.test(r.state))
    return found && `/reports/${found.id}${more}`
  }
const paper =
  (direction: 'in' | 'out', state: RegExp, more = '') =>
  (ids: Ids) => {
    const found = ids.documents[direction].find((d) => state.test(d.state))
    return found && `/documents/${found.id}${more}`
  }
const assignment =
  (more = '') =>
  (ids: Ids) =>
    ids.assignments[0] === undefined ? undefined : `/work/${ids.assignments[0]}${more}`

const everywhere: View[] = [
  { name: 'work', path: '/work' },
  { name: 'work-end', path: '/work', act: end },
]
const records: View[] = [
  { name: 'documents', path: '/documents' },
  { name: 'documents-out', path: '/documents?direction=out' },
  { name: 'documents-calendar', path: '/documents?shape=calendar' },
  { name: 'documents-filtered', path: '/documents?q=khong-co-gi-nhu-the' },
  { name: 'plans', path: '/plans' },
  { name: 'plans-board', path: '/plans?shape=board' },
  { name: 'plans-calendar', path: '/plans?shape=calendar' },
  { name: 'reports', path: '/reports' },
  { name: 'reports-received', path: '/reports?box=received' },
  { name: 'reports-calendar', path: '/reports?shape=calendar' },
  { name: 'assignments', path: '/work/unit' },
  {
    name: 'assignments-selected',
    path: '/work/unit',
    act: (page) => page.getByRole('checkbox').nth(1).check({ timeout: 8000 }),
  },
  { name: 'assignments-board', path: '/work/unit?shape=board' },
  { name: 'assignments-calendar', path: '/work/unit?shape=calendar' },
  { name: 'assignment', path: assignment() },
  { name: 'assignment-remarks', path: assignment('?tab=remarks') },
  { name: 'assignment-history', path: assignment('?tab=history') },
  { name: 'plan-own', path: plan('own') },
  { name: 'plan-own-progress', path: plan('own', '?tab=progress') },
  { name: 'plan-own-papers', path: plan('own', '?tab=papers') },
  { name: 'plan-own-remarks', path: plan('own', '?tab=remarks') },
  { name: 'plan-own-history', path: plan('own', '?tab=history') },
  { name: 'plan-carried', path: plan('carried') },
  { name: 'plan-carried-progress', path: plan('carried', '?tab=progress') },
  { name: 'plan-below', path: plan('below') },
  { name: 'document-in', path: paper('in', /filed/) },
  { name: 'document-in-end', path: paper('in', /filed/), act: end },
  { name: 'document-in-related', path: paper('in', /filed/, '?tab=papers') },
  { name: 'document-in-remarks', path: paper('in', /filed/, '?tab=remarks') },
  { name: 'document-in-history', path: paper('in', /filed/, '?tab=history') },
  { name: 'document-reading', path: paper('in', /^read$/) },
  { name: 'document-placeholder', path: paper('in', /placeholder/) },
  { name: 'document-out', path: paper('out', /./) },
  { name: 'report-draft', path: report(/draft|returned|submitted/) },
  { name: 'report-draft-end', path: report(/draft|returned|submitted/), act: end },
  { name: 'report-issued', path: report(/issued/) },
  { name: 'report-issued-remarks', path: report(/issued/, '?tab=remarks') },
  { name: 'units', path: '/units' },
  { name: 'notices', path: '/work/notices' },
  { name: 'account', path: '/account' },
  { name: 'account-end', path: '/account', act: end },
]

/** Who looks at what: every page once by who works there most, and each role's own start. */
const people: Record<string, View[]> = {
  'so.chuyenvien': [
    ...everywhere,
    ...records,
    { name: 'coverage', path: plan('own', '/coverage') },
    { name: 'plan-menu', path: plan('own'), act: click(/Thêm thao tác|More actions/) },
    { name: 'cascade', path: plan('own'), act: click(/^Triển khai đến đơn vị$|^Give to units$|^Cascade/i) },
    { name: 'completeness', path: (ids) => plan('own')(ids)?.replace('/plans/', '/reports/completeness/') },
    { name: 'new-report', path: '/reports/new' },
    {
      name: 'palette',
      path: '/work',
      act: (page) => page.keyboard.press('Control+k').then(() => page.waitForTimeout(400)),
    },
    {
      name: 'palette-found',
      path: '/work',
      act: async (page) => {
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox').first().fill('doi ngoai')
        await page.waitForTimeout(1200)
      },
    },
    { name: 'notices-open', path: '/work', act: click(/Thông báo|Notices/) },
    { name: 'account-menu', path: '/work', act: click(/Tài khoản:|Account:/) },
    { name: 'missing', path: '/khong-co-trang-nay' },
    { name: 'missing-record', path: '/plans/0badc0de-0000-4000-8000-000000000000' },
    { name: 'filter-open', path: '/documents', act: click(/Thêm điều kiện lọc|Add a filter/) },
  ],
  'so.giamdoc': [...everywhere],
  'so.vanthu': [...everywhere, { name: 'receive', path: '/documents', act: click(/Tiếp nhận|Register|Take in/) }],
  'phuong.chuyenvien': [
    ...everywhere,
    { name: 'plan-carried', path: plan('carried') },
    { name: 'coverage', path: plan('own', '/coverage') },
    { name: 'plans', path: '/plans' },
    { name: 'reports-received', path: '/reports?box=received' },
  ],
  'thcs.pho': [
    ...everywhere,
    ...records,
    { name: 'plan-edit', path: plan('own', '/edit') },
    { name: 'extension', path: assignment(), act: menu(/Xin gia hạn|extension/) },
    { name: 'transfer', path: assignment(), act: menu(/Chuyển người khác|somebody else|Hand/) },
  ],
  'thcs.hieutruong': [
    ...everywhere,
    { name: 'plan-own', path: plan('own') },
    { name: 'document-in', path: paper('in', /filed/) },
    { name: 'instruct', path: paper('in', /filed/), act: click(/bút phê|Instruct/i) },
    { name: 'report-draft', path: report(/draft|returned|submitted/) },
  ],
  'thcs.vanthu': [
    ...everywhere,
    { name: 'documents', path: '/documents' },
    { name: 'document-reading', path: paper('in', /^read$/) },
    { name: 'templates', path: '/documents/templates' },
    { name: 'template', path: '/documents/templates/invitation' },
    {
      name: 'template-block',
      path: '/documents/templates/memorandum',
      act: (page) => page.locator('[data-at] textarea').nth(1).focus({ timeout: 8000 }),
    },
    { name: 'write', path: '/documents/write?template=invitation' },
    { name: 'issue', path: paper('out', /approved/), act: click(/ban hành|Issue/i) },
  ],
  'thcs.giaovien': [
    ...everywhere,
    { name: 'assignment', path: assignment() },
    { name: 'assignment-end', path: assignment(), act: end },
    { name: 'plans', path: '/plans' },
    { name: 'documents', path: '/documents' },
    { name: 'reports', path: '/reports' },
  ],
  'thcs.quantri': [
    ...everywhere,
    { name: 'units', path: '/units' },
    { name: 'unit', path: (ids) => `/units/${ids.units[0]}` },
    { name: 'unit-people', path: (ids) => `/units/${ids.units[0]}?tab=people` },
    { name: 'unit-parts', path: (ids) => `/units/${ids.units[0]}?tab=parts` },
    { name: 'unit-letterhead', path: (ids) => `/units/${ids.units[0]}?tab=letterhead` },
    { name: 'unit-years', path: (ids) => `/units/${ids.units[0]}?tab=years` },
    { name: 'import', path: '/units/import' },
  ],
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
  if (!before) console.log(`${where}: ${fault}`)
  faults.set(fault, [...(before ?? []), where])
}
const chosen = (name: string) => args.length === 0 || args.some((arg) => name.startsWith(arg))

const browser = await launchBrowser()
for (const lookName of wanted) {
  const look = looks[lookName]
  if (!look) throw new Error(`no look named ${lookName}: ${Object.keys(looks).join(', ')}`)
  await signedOut(lookName, look)
  for (const [code, views] of Object.entries(people)) {
    const mine = views.filter((view) => chosen(`${code}-${view.name}`))
    if (mine.length === 0) continue
    const { context, page } = await enter(code, look)
    await take(page, `${code}-first`, lookName)
    const skip = page.getByRole('button', { name: /^(Bỏ qua|Skip)$/ })
    if (await skip.isVisible()) await skip.click()
    const ids = await readIds(context)
    for (const view of mine) {
      const path = typeof view.path === 'string' ? view.path : view.path(ids)
      if (path === undefined) {
        console.log(`${code}-${view.name}: no such record for this person`)
        continue
      }
      try {
        await page.goto(url + path)
        await settle(page)
        await view.act?.(page)
        await take(page, `${code}-${view.name}`, lookName)
      } catch (error) {
        note(`could not be taken: ${(error as Error).message.split('\n')[0]}`, `${code}-${view.name}.${lookName}`)
      }
    }
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
    (scheme) => localStorage.setItem('mantine-color-scheme-value', scheme),
    look.dark ? 'dark' : 'light',
  )
  const page = await context.newPage()
  page.on('pageerror', (error) => note(error.message, `${where} ${page.url()}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load'))
      note(message.text().slice(0, 300), where)
  })
  return { context, page }
}

async function enter(code: string, look: Look) {
  const { context, page } = await open(look, code)
  const answer = await context.request.post(`${url}/api/session`, {
    data: { identifier: code, password: 'banggiao', shared: false },
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

async function signedOut(lookName: string, look: Look): Promise<void> {
  const views: View[] = [
    { name: 'sign-in', path: '/sign-in' },
    { name: 'sign-in-empty', path: '/sign-in', act: click(/^(Đăng nhập|Sign in)$/) },
    {
      name: 'sign-in-wrong',
      path: '/sign-in',
      act: async (page) => {
        await page.getByRole('textbox').first().fill('khong.co.ai')
        await page.locator('input[type=password]').fill('sai-mat-khau')
        await click(/^(Đăng nhập|Sign in)$/)(page)
        await page.waitForTimeout(800)
      },
    },
    { name: 'reset-password', path: '/reset-password?token=khong-con-hieu-luc-nua' },
  ]
  const mine = views.filter((view) => chosen(`out-${view.name}`))
  if (mine.length === 0) return
  const { context, page } = await open(look, 'signed out')
  for (const view of mine) {
    await page.goto(url + view.path)
    await settle(page)
    await view.act?.(page)
    await take(page, `out-${view.name}`, lookName)
  }
  await context.close()
}

async function readIds(context: BrowserContext): Promise<Ids> {
  const get = async <T>(path: string, otherwise: T): Promise<T> => {
    const answer = await context.request.get(url + path)
    return answer.ok() ? ((await answer.json()) as T) : otherwise
  }
  const none = { rows: [] }
  type Rows<T> = { rows: T[] }
  const session = await get<{ unit: { id: number } }>('/api/session', { unit: { id: 0 } })
  const mine = await get<Rows<{ id: string; state: string }>>('/api/reports?box=mine', none)
  const received = await get<Rows<{ id: string; state: string }>>('/api/reports?box=received', none)
  const work = await get<{
    todo: Rows<{ recordKind: string; recordId: string }>
    soon: Rows<{ recordKind: string; recordId: string }>
  }>('/api/work', { todo: none, soon: none })
  const plans = await get<Rows<{ id: string; state: string; standing: { side: string; state: string } }>>(
    '/api/plans?limit=100',
    none,
  )
  return {
    plans: plans.rows.map((row) => ({ id: row.id, state: row.standing.state, side: row.standing.side })),
    documents: {
      in: (await get<Rows<{ id: string; state: string }>>('/api/documents?direction=in&limit=100', none)).rows,
      out: (await get<Rows<{ id: string; state: string }>>('/api/documents?direction=out&limit=100', none)).rows,
    },
    reports: [...mine.rows, ...received.rows],
    assignments: [...work.todo.rows, ...work.soon.rows]
      .filter((l) => l.recordKind === 'assignment')
      .map((l) => Number(l.recordId)),
    units: [session.unit.id],
  }
}

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('domcontentloaded')
  await page.locator('h1, [role=alert]').first().waitFor({ timeout: 30_000 })
  await page.locator('[aria-busy=true], .mantine-Skeleton-root').first().waitFor({ state: 'detached', timeout: 30_000 })
  await page.evaluate(() => document.fonts.ready)
}

async function take(page: Page, name: string, lookName: string): Promise<void> {
  const where = `${name}.${lookName}`
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
