import type { WrittenDocument } from '@banggiao/vanban'
import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/database.ts'
import type { Services } from '../platform/services.ts'
import { contentHash } from './paper-content.ts'
import { selectPaper } from './queries.ts'
import { readPaper } from './read-paper.ts'

/**
 * What the paper says with the changes of a superior's words tracked in it: for the unit that wrote it, while the rows it is
 * composed from still say what the paper says. Everybody else gets the paper as it prints.
 * @throws Problem not-found
 */
export async function readMarkedPaper(
  services: Services,
  actor: Actor,
  trx: Trx,
  id: string,
): Promise<WrittenDocument> {
  const { content } = await readPaper(services, actor, trx, id)
  const row = await selectPaper(trx, id)
  const room = services.papers[row.paper]
  if (!room?.composeMarked || !actor.units.includes(row.unitId)) return content
  if (contentHash(await room.compose(trx, id)) !== contentHash(content)) return content
  const { number, date, draft } = content
  return { ...(await room.composeMarked(trx, id)), number, date, draft }
}
