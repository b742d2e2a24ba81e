import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { officerCascadesPlan } from './cascade-plan.ts'
import { type Cast, gather } from './cast.ts'
import { deputyMakesOwnPlan } from './make-own-plan.ts'
import {
  clerkFilesPlan,
  clerkReceivesBadFiles,
  clerkReceivesOtherForms,
  clerkSeesFindings,
  headInstructsDeputy,
} from './receive-documents.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let browser: Browser
let cast: Cast

beforeAll(async () => {
  ;[stage, browser] = await Promise.all([openStage(), launchBrowser()])
  cast = gather(browser, stage)
})
afterEach(() => {
  const faults = cast.faults.splice(0)
  expect(faults.join('\n')).toBe('')
})
afterAll(async () => {
  await browser?.close()
  await stage?.stop()
})

// One stage, in this order: each journey goes on where the one before ended.
describe('1. a plan arrives', () => {
  test('văn thư drops it, sees what was read beside it, sets one value right, files it', () => clerkFilesPlan(cast))
  test('findings stand where they are: items jump from 9 to 11', () => clerkSeesFindings(cast))
  test('plain text and Markdown are read too', () => clerkReceivesOtherForms(cast))
  test('bad files get a sentence, secret ones are refused', () => clerkReceivesBadFiles(cast))
  test('the head gives it to the deputy, who finds it in her work', () => headInstructsDeputy(cast))
})

describe('2. the department gives its plan to those who carry it out', () => {
  test('by kind, by level, by name; twice adds nothing, a forgotten unit is added', () => officerCascadesPlan(cast))
})

describe('3. the school makes it its own', () => {
  test('the deputy drafts from the superior plan, shapes it, submits it', () => deputyMakesOwnPlan(cast))
})
