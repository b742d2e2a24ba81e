import type { Work } from '../platform/deed.ts'
import { movePaper } from './move-paper.ts'
import { recordStep } from './record-step.ts'
import { tell } from './tell.ts'

/** Rút lại: the author takes back what waits for the head. */
export async function withdrawPaper(work: Work, id: string): Promise<void> {
  const row = await movePaper(work, id, 'withdraw')
  await recordStep(work, row, { kind: 'withdrawn' })
  await tell(work, row, 'paper-withdrawn', { roles: ['head'] })
}
