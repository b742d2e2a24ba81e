import { describe, expect, it } from 'vitest'
import { measureCascade } from './cascade.bench.ts'
import { measureCoverage } from './coverage.bench.ts'
import type { Figure } from './figure.ts'
import { measureImport } from './import-units.bench.ts'
import { measureOwnTasks } from './own-tasks.bench.ts'
import { measureParse } from './parse-text.bench.ts'
import { measureDocx } from './read-docx.bench.ts'
import { bench as readPlan } from './read-plan.bench.ts'
import { measureMany } from './read-thousand.bench.ts'
import type { Size } from './stage.ts'
import { measureWriting } from './write-document.bench.ts'

const small: Size = { communes: 3, schools: 20, tasks: 4 }

/** Whether a limit holds is asked of `npm run bench` on a quiet machine; here only that both sides do the same work. */
function mustBeMeasured(figures: Figure[]): void {
  expect(figures.length).toBeGreaterThan(0)
  for (const figure of figures) expect(figure.measured, figure.name).toBeGreaterThan(0)
}

describe('a benchmark in small', () => {
  it('imports every unit with its relations', async () => {
    mustBeMeasured(await measureImport(small))
  })

  it('cascades to the same rows as the bare inserts', async () => {
    mustBeMeasured(await measureCascade(small, 2))
  })

  it('counts the same coverage as the owner', async () => {
    mustBeMeasured(await measureCoverage(small, 2))
  })

  it('gives every account its own tasks, the same through the app and the bare route', async () => {
    mustBeMeasured(await measureOwnTasks(small, 1))
  })

  it('reads .docx and lets mammoth read the same', async () => {
    mustBeMeasured(await measureDocx(1, 1))
  })

  it('reads one document of every kind and format in two threads', { timeout: 60_000 }, async () => {
    mustBeMeasured(await measureMany(36))
  })

  it('reads one long document of many tasks', async () => {
    mustBeMeasured(await measureParse(20_000, 200_000, 1))
  })

  it('reads a plan', async () => {
    mustBeMeasured(await readPlan())
  })

  it('writes a plan in both formats', async () => {
    mustBeMeasured(await measureWriting(2, 5))
  })
})
