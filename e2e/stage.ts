import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'

const main = fileURLToPath(new URL('../packages/server/src/main.ts', import.meta.url))

/** How long a step may take before it counts as failed, in milliseconds: for a machine that does much else. */
export const patience = 90_000

/** The whole thing as `npm start` starts it, over a data folder of its own. */
export interface Stage {
  url: string
  /** What the server printed so far. */
  said(): string
  stop(): Promise<void>
}

/**
 * With STAGE_URL the journeys walk over a demonstration that runs already: quicker while one is being written.
 * @param args of the server; with any, a server of one's own is started
 */
export async function openStage(args: string[] = []): Promise<Stage> {
  const running = process.env.STAGE_URL
  if (running !== undefined && args.length === 0) return { url: running, said: () => '', stop: async () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'banggiao-stage-'))
  const child: ChildProcess = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, DATA_DIR: join(folder, 'data'), PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk
      const found = /Bang Giao is at (http:\/\/localhost:\d+)/.exec(said)
      if (found) resolve(found[1]!)
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)))
  })
  return {
    url,
    said: () => said,
    async stop() {
      const ended = new Promise((resolve) => child.on('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A browser of one person's own. Any console error or CSP report of its pages fails the journey. */
export async function openSeat(
  browser: Browser,
  stage: Stage,
  code: string,
  { width = 1440, faults }: { width?: number; faults: string[] },
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({
    baseURL: stage.url,
    viewport: { width, height: width < 600 ? 780 : 900 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    acceptDownloads: true,
    // nothing that is pressed moves away meanwhile
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(`${code}: ${error.message}`))
  page.on('console', (message) => {
    // a refused request is told by its screen; what must not happen is a fault of the page itself
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      faults.push(`${code}: ${message.text()}`)
    }
  })
  return { page, context }
}

/** Signed in as the form does it, without the form, and past the tour. */
export async function takeSeat(
  browser: Browser,
  stage: Stage,
  code: string,
  options: { width?: number; faults: string[] },
): Promise<{ page: Page; context: BrowserContext }> {
  const seat = await openSeat(browser, stage, code, options)
  const answer = await seat.context.request.post('/api/session', { data: { identifier: code, password: 'banggiao' } })
  if (!answer.ok()) throw new Error(`${code} could not sign in: ${answer.status()} ${await answer.text()}`)
  const { roles } = (await answer.json()) as { roles: string[] }
  const seen = Object.fromEntries(roles.map((role) => [`tour.${role}`, true]))
  await seat.context.request.patch('/api/me', { data: { preferences: seen }, headers: { origin: stage.url } })
  await seat.page.goto('/')
  await seat.page.getByRole('navigation').first().waitFor()
  return seat
}

/** Signed in by the form with staff code and password, at the first page with its tour. */
export async function signInByForm(
  browser: Browser,
  stage: Stage,
  code: string,
  options: { width?: number; faults: string[] },
): Promise<{ page: Page; context: BrowserContext }> {
  const seat = await openSeat(browser, stage, code, options)
  await seat.page.goto('/')
  await seat.page.getByLabel('Số điện thoại, mã cán bộ hoặc thư điện tử').fill(code)
  await seat.page.getByRole('textbox', { name: 'Mật khẩu' }).fill('banggiao')
  await seat.page.getByRole('button', { name: 'Đăng nhập' }).click()
  await seat.page.getByRole('navigation').first().waitFor()
  return seat
}
