import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { deputyGrantsExtension, superiorsWatchAndRemind, teacherAnswers } from './carry-out-and-watch.ts'
import { officerCascadesPlan } from './cascade-plan.ts'
import { type Cast, gather } from './cast.ts'
import { clerkReadsRealDocuments, corpusIsHere } from './corpus.ts'
import { clerkIssuesSignedPlan, clerkSeesOtherText, headReturnsThenApproves } from './issue-plan.ts'
import { deputyMakesOwnPlan } from './make-own-plan.ts'
import {
  answerWaits,
  connectionIsLost,
  hiddenLooksMissing,
  longerListStays,
  lookAtTheRest,
  switchLanguage,
  twoEditOnePlan,
  walkByKeyboard,
} from './manners.ts'
import {
  clerkFilesPlan,
  clerkReceivesBadFiles,
  clerkReceivesOtherForms,
  clerkSeesFindings,
  headInstructsDeputy,
} from './receive-documents.ts'
import { deputyReports } from './report.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let browser: Browser
let cast: Cast

beforeAll(async () => {
  ;[stage, browser] = await Promise.all([openStage(), launchBrowser()])
  cast = gather(browser, stage)
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await cast.screens()
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
  test.skipIf(!corpusIsHere)('real documents are read as people annotated them', () => clerkReadsRealDocuments(cast))
  test('bad files get a sentence, secret ones are refused', () => clerkReceivesBadFiles(cast))
  test('the head gives it to the deputy, who finds it in her work', () => headInstructsDeputy(cast))
})

describe('2. the department gives its plan to those who carry it out', () => {
  test('by kind, by level, by name; twice adds nothing, a forgotten unit is added', () => officerCascadesPlan(cast))
})

describe('3. the school makes it its own', () => {
  test('the deputy drafts from the superior plan, shapes it, submits it', () => deputyMakesOwnPlan(cast))
})

describe('4. the plan is approved, signed and issued', () => {
  test('the head returns it, the deputy changes it, the head approves', () => headReturnsThenApproves(cast))
  test('the clerk brings the signed copy back with its number; its tasks begin', () => clerkIssuesSignedPlan(cast))
  test('a signed copy that says something else is shown place by place', () => clerkSeesOtherText(cast))
})

describe('5. it is carried out and watched', () => {
  test('the teacher records and answers on a phone', () => teacherAnswers(cast))
  test('the extension is granted where it was asked', () => deputyGrantsExtension(cast))
  test('department and ward read the matrix, a cell, and remind', () => superiorsWatchAndRemind(cast))
})

describe('6. the report', () => {
  test('filled from the record, approved, signed; only then received', () => deputyReports(cast))
})

describe('manners of the screens', () => {
  test('everything can be reached by keyboard', () => walkByKeyboard(cast))
  test('the language is remembered', () => switchLanguage(cast))
  test('what one may not see looks as if it did not exist', () => hiddenLooksMissing(cast))
  test('two people in one plan get a choice', () => twoEditOnePlan(cast))
  test('a lost connection keeps what was written', () => connectionIsLost(cast))
  test('an answer without a connection waits and goes out by itself', () => answerWaits(cast))
  test('a list of work that was made longer stays so', () => longerListStays(cast))
  test('the other pages', () => lookAtTheRest(cast))
})
