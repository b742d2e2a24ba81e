import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { shot } from './browser.ts'
import { type Stage, signInByForm, takeSeat } from './stage.ts'

/** Everybody who plays in the journeys, each at a browser of their own, and what went wrong on any of their screens. */
export interface Cast {
  stage: Stage
  /** Signed in at the first call, at the same browser ever after. `width` counts at the first call. */
  person(code: string, width?: number): Promise<Page>
  /** The same, by the form, at the first page with its tour. */
  newcomer(code: string): Promise<Page>
  context(code: string): BrowserContext
  /** Console errors, broken content policy, and what axe finds; a journey that leaves one behind has failed. */
  faults: string[]
  /** Pictures of every open screen, failed-CODE-WIDTH.png: what was seen where a journey broke off. */
  screens(): Promise<void>
}

export function gather(browser: Browser, stage: Stage): Cast {
  const seats = new Map<string, { page: Page; context: BrowserContext }>()
  const faults: string[] = []
  return {
    stage,
    faults,
    async person(code, width) {
      const seated = seats.get(code)
      if (seated) return seated.page
      const seat = await takeSeat(browser, stage, code, { faults, ...(width ? { width } : {}) })
      seats.set(code, seat)
      return seat.page
    },
    async newcomer(code) {
      const seat = await signInByForm(browser, stage, code, { faults })
      seats.set(code, seat)
      return seat.page
    },
    context: (code) => seats.get(code)!.context,
    async screens() {
      for (const [code, { page }] of seats) await shot(page, `failed-${code}`, page.viewportSize()!.width)
    },
  }
}

const widths = [360, 1440] as const
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Nothing on the page is still being fetched. */
export async function settled(page: Page): Promise<void> {
  await page
    .locator('[aria-busy=true], [data-loading=true], .mantine-Skeleton-root')
    .first()
    .waitFor({ state: 'detached' })
}

/**
 * The page as it stands now, at the width of a phone and of a desk, is no wider than its screen; WCAG 2.2 AA over the width at
 * which this person works. Pictures to be looked at are taken by look.ts.
 * @param name of the page in what is found
 */
export async function lookAt(cast: Pick<Cast, 'faults'>, page: Page, name: string): Promise<void> {
  const before = page.viewportSize()!
  for (const width of widths) {
    await page.setViewportSize({ width, height: width < 600 ? 780 : 900 })
    await settled(page)
    if (width === before.width) {
      const { violations } = await new AxeBuilder({ page }).withTags(rules).setLegacyMode().analyze()
      for (const { id, help, nodes } of violations) {
        cast.faults.push(
          `${name} at ${width}: ${id}, ${help}\n  ${nodes
            .slice(0, 3)
            .map((node) => node.html.slice(0, 200))
            .join('\n  ')}`,
        )
      }
    }
    const widerBy = () => document.documentElement.scrollWidth - window.innerWidth
    // what is anchored to something follows it a moment after the window has changed
    await page.waitForFunction(`(${widerBy})() <= 1`, undefined, { timeout: 3_000 }).catch(async () => {
      cast.faults.push(`${name} at ${width}: ${await page.evaluate(widerBy)} px wider than the screen`)
    })
  }
  await page.setViewportSize(before)
}

/** A button, or a link that looks like one, by the word on it. */
export function button(within: Page | Locator, name: string | RegExp): Locator {
  const options = typeof name === 'string' ? { name, exact: true } : { name }
  return within.getByRole('button', options).or(within.getByRole('link', options)).first()
}

/** Opens a room by its entry in the rail, or at the bottom of a phone. */
export async function openRoom(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Điều hướng chính' }).getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
}

/** What is not the main action: behind the menu at the page's head. */
export async function chooseMore(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Thêm thao tác' }).first().click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

/** A day so many days from now, as people write it, in the house's time zone. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' })
}

/** Types a day into a date field as people do: 31/12/2026. */
export async function typeDay(field: Locator, day: string): Promise<void> {
  await field.fill(day)
  await field.blur()
}

/** A dialog takes the focus a moment after it has opened; what is typed before, as no person could, loses its list again. */
export async function dialogHasFocus(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const dialog = [...document.querySelectorAll('[role="dialog"]')].at(-1)
    return !dialog || dialog.contains(document.activeElement)
  })
}

/** Picks an entry of a drop-down list by typing part of it. */
export async function pick(page: Page, field: Locator, typed: string, entry: string | RegExp): Promise<void> {
  await dialogHasFocus(page)
  await field.click()
  await field.fill(typed)
  await page.getByRole('option', { name: entry }).first().click()
}

/** A file as a browser hands it over. */
export interface Sheet {
  name: string
  mimeType: string
  buffer: Buffer
}

const types: Record<string, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
}

export function sheet(name: string, content: Uint8Array | string): Sheet {
  const buffer = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
  return { name, mimeType: types[name.split('.').at(-1)!] ?? 'application/octet-stream', buffer }
}

/** One of the documents in samples/. */
export function sample(name: string): Sheet {
  return sheet(name, readFileSync(new URL(`../samples/${name}`, import.meta.url)))
}

/** The bytes behind a download, or behind a link of the page with this person's session. */
export async function download(page: Page, press: () => Promise<unknown>): Promise<Uint8Array<ArrayBuffer>> {
  const coming = page.waitForEvent('download')
  await press()
  return new Uint8Array(readFileSync(await (await coming).path()))
}
