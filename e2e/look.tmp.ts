import { launchBrowser, shot } from './browser.ts'
import { openStage, signIn } from './stage.ts'

const b = await launchBrowser()
const stage = await openStage()
const faults: string[] = []
console.log(stage.said())
const p = await b.newPage()
await p.goto(stage.url)
await p.waitForTimeout(1500)
await shot(p, 'signin', 1440)
await shot(p, 'signin', 360)
try {
  const { page } = await signIn(b, stage, 'thcs.pho', { faults })
  await page.waitForTimeout(1000)
  await shot(page, 'home', 1440)
  await shot(page, 'home', 360)
} catch (e) {
  console.log(e)
}
console.log(faults)
await b.close()
await stage.stop()
