import type { Work } from '../platform/deed.ts'
import { movePaper } from './move-paper.ts'
import { composePaper, contentHash } from './paper-content.ts'
import { recordStep } from './record-step.ts'
import { tell } from './tell.ts'

/** Trình: the head is asked to approve what the paper says now. */
export async function submitPaper(work: Work, id: string, input: { remarks?: string | undefined }): Promise<void> {
  const row = await movePaper(work, id, 'submit')
  const hash = contentHash(await composePaper(work.services, work.trx, row))
  await recordStep(work, row, { kind: 'submitted', remarks: input.remarks ?? null, contentHash: hash })
  await tell(work, row, 'paper-submitted', { roles: ['head'] })
}
