import type { Trx } from '../platform/database.ts'
import type { Work } from '../platform/deed.ts'
import type { Handler } from '../platform/jobs.ts'
import { startProgress, withProgress } from '../platform/progress.ts'
import type { Services } from '../platform/services.ts'
import { recogniseInWorker } from './read-in-worker.ts'
import { keepWords, readingColumns, type StoredReading, storedReading } from './stored-reading.ts'
import { wipeDocument } from './wipe-document.ts'

/** Queues the recognition of a scan with its bar, in the transaction that keeps it; null where there is nothing to recognise. */
export async function queueRecognition(work: Work, documentId: string, reading: StoredReading): Promise<string | null> {
  if (reading.state !== 'reading') return null
  const progressId = await startProgress(work, 'recognise-document', documentId, reading.pages?.length ?? 0)
  await work.send('recognise-document', { documentId, progressId })
  return progressId
}

/**
 * Recognises a scan that is kept. What was recognised is written in one step at the end, over the version it began with, so
 * that a run that was killed has changed nothing and a second one gives the same. Whoever brought the paper is told. A mark
 * of secrecy that shows only now wipes the document.
 */
export function recogniseDocumentJob(services: Services): Handler<'recognise-document'> {
  return ({ documentId, progressId }) =>
    withProgress(services, progressId, async (update) => {
      const begun = await selectScan(services, documentId)
      if (!begun) return { documentId, state: null }
      const bytes = await services.files.get(begun.sha256)
      // one after another: a bar that runs backwards would tell nothing
      let told = Promise.resolve()
      const reading = await recogniseInWorker(
        bytes,
        begun.name,
        services.config.signatureRoots,
        (done, pages) => {
          told = told.then(() => update(done, pages))
        },
        services.log.warn,
      )
      await told
      if (reading.kind === 'secret') {
        bytes.fill(0)
        await wipeDocument(services, documentId)
        await tellOfRefusal(services, documentId, begun)
        return { documentId, state: 'ended' }
      }
      const stored = storedReading(reading)
      return { documentId, state: await keepReading(services, documentId, begun, stored) }
    })
}

interface Scan {
  version: number
  unitId: number
  unitPath: string
  createdBy: string | null
  sha256: string
  name: string
}

async function selectScan(services: Services, id: string): Promise<Scan | undefined> {
  const [row] = await services.database.readAsSystem((db) =>
    db
      .selectFrom('document')
      .innerJoin('file', 'file.id', 'document.file_id')
      .select([
        'document.version',
        'document.unit_id as unitId',
        'document.unit_path as unitPath',
        'document.created_by as createdBy',
        'file.sha256',
        'file.name',
      ])
      .where('document.id', '=', id)
      .where('document.state', '=', 'reading'),
  )
  return row
}

/** The state reached; null where the document went another way meanwhile. */
function keepReading(services: Services, id: string, begun: Scan, reading: StoredReading): Promise<string | null> {
  return services.database.asSystem('recognise-document', async (trx) => {
    const changed = await trx
      .updateTable('document')
      .set((eb) => ({ version: eb('version', '+', 1), ...readingColumns(reading) }))
      .where('id', '=', id)
      .where('state', '=', 'reading')
      .where('version', '=', begun.version)
      .returning('id')
      .executeTakeFirst()
    if (!changed) return null
    await keepWords(trx, { id, unitId: begun.unitId, unitPath: begun.unitPath }, reading.words)
    await trx
      .insertInto('audit')
      .values({
        unit_id: begun.unitId,
        unit_path: begun.unitPath,
        deed: 'recognise-document',
        record_kind: 'document',
        record_id: id,
        params: JSON.stringify({ state: reading.state }),
      })
      .execute()
    await tellOf(services, trx, 'document-recognised', id, begun)
    return reading.state
  })
}

/** Time and the fact are all that is kept of a secret paper; whoever brought it must know that it is gone. */
function tellOfRefusal(services: Services, id: string, begun: Scan): Promise<void> {
  return services.database.asSystem('refuse-secret-document', async (trx) => {
    await trx
      .insertInto('audit')
      .values({
        person_id: begun.createdBy,
        unit_id: begun.unitId,
        unit_path: begun.unitPath,
        deed: 'refuse-secret-document',
        record_kind: 'document',
        record_id: 'none',
      })
      .execute()
    await tellOf(services, trx, 'document-refused', id, begun)
  })
}

function tellOf(services: Services, trx: Trx, kind: string, id: string, { unitId, createdBy }: Scan): Promise<void> {
  return services.jobs.send(trx, 'notify', {
    kind,
    unitId,
    roles: [],
    personIds: createdBy === null ? [] : [createdBy],
    recordKind: 'document',
    recordId: id,
    params: { byUnit: unitId },
  })
}
