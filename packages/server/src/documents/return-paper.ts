import type { Work } from '../platform/deed.ts'
import { movePaper } from './move-paper.ts'
import { lastActorOf } from './queries.ts'
import { recordStep } from './record-step.ts'
import { tell } from './tell.ts'

/** Trả lại: the head says what is to be changed. */
export async function returnPaper(work: Work, id: string, input: { remarks: string }): Promise<void> {
  const row = await movePaper(work, id, 'return')
  const submitter = await lastActorOf(work.trx, id, 'submitted')
  await recordStep(work, row, { kind: 'returned', remarks: input.remarks })
  await tell(work, row, 'paper-returned', { personIds: [row.createdBy, submitter] })
}
