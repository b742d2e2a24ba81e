/**
 * Pictures of gallery scenes at 360 and 1440 px, light and dark, with axe (WCAG 2.2 AA) over each.
 *
 *     npm run dev -w packages/web &           # or give WEB_PORT
 *     npm run shots -w packages/web -- list record
 *
 * Without names, every scene. Fails when axe finds something, the page scrolls sideways, or the console shows an error.
 */
import { mkdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import sparticuz from '@sparticuz/chromium'
import { chromium, type Page } from 'playwright-core'

const address = `http://127.0.0.1:${process.env.WEB_PORT ?? 5170}/gallery.html`
const folder = process.env.SHOTS ?? new URL('./dist/shots/', import.meta.url).pathname
mkdirSync(folder, { recursive: true })

// These four make one closed context kill the browser, or hide cross-origin faults.
const DROPPED = ['--single-process', '--no-zygote', '--disable-web-security', '--disable-site-isolation-trials']
const browser = await chromium.launch({
  executablePath: await sparticuz.executablePath(),
  args: [...sparticuz.args.filter((arg) => !DROPPED.includes(arg)), '--no-sandbox'],
})

interface View {
  name: string
  width: number
  height: number
  scheme: 'light' | 'dark'
}
const VIEWS: View[] = [
  { name: 'wide', width: 1440, height: 900, scheme: 'light' },
  { name: 'phone', width: 360, height: 740, scheme: 'light' },
  { name: 'wide-dark', width: 1440, height: 900, scheme: 'dark' },
]

async function sceneNames(page: Page): Promise<string[]> {
  await page.goto(`${address}?show=names`)
  return (await page.locator('#names').evaluate((names) => names.textContent ?? '')).split('\n').filter(Boolean)
}

/** What is wrong → in which pictures. */
const failures = new Map<string, string[]>()
function note(fault: string, file: string): void {
  failures.set(fault, [...(failures.get(fault) ?? []), file])
}

async function shoot(page: Page, scene: string, view: View): Promise<void> {
  const [show, ...more] = scene.split('&')
  await page.goto(`${address}?show=${show}&scheme=${view.scheme}${more.map((part) => `&${part}`).join('')}`)
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(250)
  const file = `${scene.replaceAll(/[^\w-]/g, '-')}.${view.name}`
  await page.screenshot({ path: `${folder}/${file}.png` })
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  if (sideways > 0) note(`scrolls sideways by ${sideways} px`, file)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  for (const { id, help, nodes } of violations) {
    const where = nodes.slice(0, 3).map((node) => `    ${node.html.slice(0, 180)}`)
    const fault = [`${id}: ${help}`, ...where].join('\n')
    note(fault, file)
  }
}

const names = process.argv.slice(2)
for (const view of VIEWS) {
  const context = await browser.newContext({ viewport: { width: view.width, height: view.height }, locale: 'vi-VN' })
  const page = await context.newPage()
  page.on('pageerror', (error) => note(error.message, page.url()))
  page.on('console', (message) => {
    if (message.type() === 'error') note(message.text().slice(0, 400), page.url())
  })
  for (const scene of names.length > 0 ? names : await sceneNames(page)) await shoot(page, scene, view)
  await context.close()
}
await browser.close()
for (const [fault, files] of failures) console.log(`${fault}\n  in ${files.join(', ')}`)
console.log(`${failures.size} findings; pictures in ${folder}`)
process.exitCode = failures.size > 0 ? 1 : 0
