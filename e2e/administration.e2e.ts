import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  administratorResetsPassword,
  firstAdministratorComes,
  type Office,
  peopleGetSlips,
  personChoosesPassword,
  personEndsSession,
  sharedMachineSignsOut,
  unitsAreImported,
} from './administer.ts'
import { launchBrowser, shot } from './browser.ts'
import { openStage } from './stage.ts'

let office: Office

beforeAll(async () => {
  const [stage, browser] = await Promise.all([openStage(['--no-demo']), launchBrowser()])
  office = { stage, browser, faults: [], seats: new Map() }
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail')
    for (const [name, { page }] of office.seats) await shot(page, `failed-${name}`, page.viewportSize()!.width)
  expect(office.faults.splice(0).join('\n')).toBe('')
})
afterAll(async () => {
  await office?.browser.close()
  await office?.stage.stop()
})

// One installation, in this order: it begins empty, and each step goes on where the one before ended.
describe('an empty installation', () => {
  test('offers its first administrator, once', () => firstAdministratorComes(office))
  test('gets its units from a table, wrong rows named and then corrected', () => unitsAreImported(office))
  test('gets its people from a table, and prints their slips', () => peopleGetSlips(office))
  test('who holds a slip chooses a password of their own', () => personChoosesPassword(office))
  test('who is signed in elsewhere ends that session', () => personEndsSession(office))
  test('a forgotten password is given anew', () => administratorResetsPassword(office))
  test('a shared machine signs out after ten idle minutes', () => sharedMachineSignsOut(office))
})
