import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'

const main = fileURLToPath(new URL('../packages/server/src/main.ts', import.meta.url))

/** The whole thing as `npm start` starts it, over a data folder of its own. */
export interface Stage {
  url: string
  /** What the server printed so far. */
  said(): string
  stop(): Promise<void>
}

/** With STAGE_URL the journeys walk over a demonstration that runs already: quicker while one is being written. */
export async function openStage(args: string[] = []): Promise<Stage> {
  const running = process.env.STAGE_URL
  if (running !== undefined) return { url: running, said: () => '', stop: async () => {} }
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

/** A person at a browser of their own, signed in by staff code. Any console error or CSP report fails the journey. */
export async function signIn(
  browser: Browser,
  stage: Stage,
  identifier: string,
  options: { password?: string; width?: number; faults: string[] },
): Promise<{ page: Page; context: BrowserContext }> {
  const width = options.width ?? 1440
  const context = await browser.newContext({
    baseURL: stage.url,
    viewport: { width, height: width < 600 ? 780 : 900 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => options.faults.push(`${identifier}: ${error.message}`))
  page.on('console', (message) => {
    // a refused request is told by its screen; what must not happen is a fault of the page itself
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      options.faults.push(`${identifier}: ${message.text()}`)
    }
  })
  await page.goto(stage.url)
  await page
    .getByLabel(/Số điện thoại|mã nhân viên|e-mail/i)
    .first()
    .fill(identifier)
  await page
    .getByLabel(/Mật khẩu/i)
    .first()
    .fill(options.password ?? 'banggiao')
  await page.getByRole('button', { name: /Đăng nhập/i }).click()
  await page.getByRole('navigation').first().waitFor()
  return { page, context }
}
