import { readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, shot } from './browser.ts'

const require = createRequire(import.meta.url)
const subsets = ['latin', 'vietnamese'] as const

/** A page that brings its font with it, as ours do. */
const page = `<!doctype html><meta charset="utf-8"><style>
  ${subsets
    .map(
      (subset) => `@font-face { font-family: 'Be Vietnam Pro'; src: url(/${subset}.woff2);
        unicode-range: ${subset === 'latin' ? 'U+0000-00FF' : 'U+0100-024F, U+0300-0323, U+1EA0-1EF9, U+20AB'} }`,
    )
    .join('\n')}
  body { font: 32px 'Be Vietnam Pro' } .none { font-family: none }
</style><p>Kế hoạch công tác đối ngoại và hội nhập quốc tế ngành Giáo dục</p><p class="none">Kế hoạch</p>`

let browser: Browser
let server: Server
let address: string

beforeAll(async () => {
  server = createServer((request, response) => {
    const subset = subsets.find((name) => request.url === `/${name}.woff2`)
    if (subset === undefined) return response.setHeader('content-type', 'text/html').end(page)
    return response.end(
      readFileSync(require.resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-400-normal.woff2`)),
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await new Promise((done) => server.close(done))
})

describe('the browser of the journeys', () => {
  test('outlives its contexts', async () => {
    const first = await browser.newContext()
    await first.close()
    const second = await browser.newContext()
    expect(await (await second.newPage()).evaluate(() => 1 + 1)).toBe(2)
    await second.close()
  })

  test('shows Vietnamese in the font that the page brings', async () => {
    const tab = await browser.newPage()
    await tab.goto(address)
    await tab.evaluate(() => document.fonts.ready)
    const loaded = await tab.evaluate(() => [...document.fonts].map((font) => font.status))
    expect(loaded).toEqual(['loaded', 'loaded'])
    const used = await tab.context().newCDPSession(tab)
    await used.send('DOM.enable')
    await used.send('CSS.enable')
    const { root } = await used.send('DOM.getDocument')
    const { nodeId } = await used.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'p' })
    const { fonts } = await used.send('CSS.getPlatformFontsForNode', { nodeId })
    expect(new Set(fonts.map((font) => font.familyName))).toEqual(new Set(['Be Vietnam Pro']))
    await tab.close()
  })

  test('keeps one origin from reading another, as a person’s browser does', async () => {
    const tab = await browser.newPage()
    await tab.goto(address)
    const other = address.replace('127.0.0.1', 'localhost')
    expect(
      await tab.evaluate(
        (url) =>
          fetch(url).then(
            () => 'read',
            () => 'refused',
          ),
        other,
      ),
    ).toBe('refused')
    await tab.close()
  })

  test('takes pictures at the width asked for', async () => {
    const tab = await browser.newPage()
    await tab.goto(address)
    for (const width of [360, 1440]) {
      const path = await shot(tab, 'browser', width)
      expect(statSync(path).size).toBeGreaterThan(2000)
      expect(readFileSync(path).readUInt32BE(16)).toBe(width) // PNG: IHDR begins with the width
    }
    await tab.close()
  })
})
