import type { Actor } from '../platform/actor.ts'
import { workOn } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'

/**
 * A paper marked TUYỆT MẬT, TỐI MẬT or MẬT never enters: its bytes are wiped, and time, user and the fact are all that is kept.
 * @returns the problem to answer with
 */
export async function refuseSecret(services: Services, actor: Actor, bytes: Uint8Array): Promise<Problem> {
  bytes.fill(0)
  await services.database.withActor(actor, (trx) =>
    workOn(services, actor, trx, 'refuse-secret-document').work.audit({ kind: 'document', id: 'none' }),
  )
  return new Problem('secret-document', {
    vi: 'Văn bản có dấu chỉ độ mật (TUYỆT MẬT, TỐI MẬT hoặc MẬT) nên bị từ chối; nội dung không được lưu lại. Xử lý văn bản này theo quy trình văn bản mật của đơn vị',
    en: 'This paper bears a mark of secrecy, so it is refused and nothing of it was kept. Handle it by the procedure for secret documents of your unit',
  })
}
