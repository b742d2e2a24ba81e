import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'

const require = createRequire(import.meta.url)
const shots = join(dirname(fileURLToPath(import.meta.url)), 'shots')

/** The set-up of the journeys: the browser is unpacked once, before workers want it at the same time. */
export default function prepareBrowser(): void {
  unpackBrowser()
}

/**
 * A headless Chromium out of the npm package @sparticuz/chromium, or the one that the environment's CHROMIUM names.
 * Of that package's own arguments four are left out: two kill the browser with its first closed context
 * (--single-process, --no-zygote), two hide faults of ours (--disable-web-security, --disable-site-isolation-trials).
 */
export async function launchBrowser(): Promise<Browser> {
  const folder = process.env.CHROMIUM === undefined ? unpackBrowser() : undefined
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? join(folder!, 'chromium'),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--no-first-run',
      '--disable-sync',
      '--disable-domain-reliability',
      '--no-default-browser-check',
      '--no-pings',
      '--font-render-hinting=none',
      // drawing by the processor without pretending a graphics card: a third of the work for the same picture
      '--disable-gpu',
    ],
    env: { ...process.env, ...(folder ? surroundings(folder) : {}) } as Record<string, string>,
  })
}

/** The package's own libraries and its one font: pictures are the same on every machine, and none needs apt. */
function surroundings(folder: string): Record<string, string> {
  return { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: join(folder, 'fonts', 'fonts.conf') }
}

/**
 * A picture of what the window shows at that width, in e2e/shots/NAME-WIDTH.png (no full page: four times slower).
 * @param width in CSS pixels; 360 is a phone, 1440 a desk
 * @returns the picture's path
 */
export async function shot(page: Page, name: string, width: number): Promise<string> {
  mkdirSync(shots, { recursive: true })
  const before = page.viewportSize()
  await page.setViewportSize({ width, height: width < 600 ? 780 : 900 })
  await page.evaluate(() => document.fonts.ready)
  const path = join(shots, `${name}-${width}.png`)
  await page.screenshot({ path, animations: 'disabled' })
  if (before) await page.setViewportSize(before)
  return path
}

/** The unpacked browser's folder, in the temporary one: kept between runs, one per version and user. */
function unpackBrowser(): string {
  const entry = require.resolve('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(dirname(dirname(entry)), 'package.json'), 'utf8')) as {
    version: string
  }
  const user = process.getuid?.() ?? 0
  const folder = join(tmpdir(), `banggiao-chromium-${version}-${user}`)
  if (existsSync(folder)) {
    if (statSync(folder).uid !== user) throw new Error(`${folder} belongs to another user: delete it`)
    return folder
  }
  const unfinished = mkdtempSync(join(tmpdir(), 'banggiao-chromium-'))
  try {
    // The package unpacks into the temporary folder of its process, so it gets a process of its own.
    const libraries = join(dirname(dirname(entry)), 'bin', 'al2023.tar.br')
    const script = `import chromium, { inflate } from ${JSON.stringify(entry)}
      await Promise.all([chromium.executablePath(), inflate(${JSON.stringify(libraries)})])`
    const unpacked = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TMPDIR: unfinished },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    if (unpacked.status !== 0) throw new Error(`the browser could not be unpacked into ${unfinished}`)
    writeFileSync(join(unfinished, 'fonts', 'fonts.conf'), fontSettings(join(folder, 'fonts')))
    if (!existsSync(folder)) renameSync(unfinished, folder)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  return folder
}

/** The package's own settings name folders of another machine. */
function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>
`
}
