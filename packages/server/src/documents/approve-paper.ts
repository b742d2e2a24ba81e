import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import { movePaper } from './move-paper.ts'
import { composePaper, contentHash } from './paper-content.ts'
import { lastActorOf } from './queries.ts'
import { recordStep } from './record-step.ts'
import { tell } from './tell.ts'

/**
 * Duyệt: the head approves exactly the content whose hash they were shown; the snapshot of it is kept.
 * @throws Problem version-conflict with the current hash where the content has changed since
 */
export async function approvePaper(
  work: Work,
  id: string,
  input: { hash: string; remarks?: string | undefined },
): Promise<void> {
  const row = await movePaper(work, id, 'approve', async (before) => {
    const snapshot = await composePaper(work.services, work.trx, before)
    const hash = contentHash(snapshot)
    if (hash !== input.hash) {
      throw new Problem(
        'version-conflict',
        {
          vi: 'Nội dung đã thay đổi so với bản đang xem; xem lại bản mới rồi duyệt',
          en: 'The content has changed since it was shown; read the new text before approving',
        },
        { extra: { hash } },
      )
    }
    return {
      approved_hash: hash,
      approved_snapshot: JSON.stringify({ ...snapshot, draft: false }),
      approved_by: work.actor.personId,
      approved_at: work.services.clock.now().toISOString(),
      signed_differs: null,
      signed_signatures: null,
    }
  })
  const submitter = await lastActorOf(work.trx, id, 'submitted')
  await recordStep(work, row, { kind: 'approved', remarks: input.remarks ?? null, contentHash: input.hash })
  await tell(work, row, 'paper-approved', { roles: ['clerk'], personIds: [row.createdBy, submitter] })
}
