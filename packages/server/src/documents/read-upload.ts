import type { Actor } from '../platform/actor.ts'
import type { Services } from '../platform/services.ts'
import type { FileReading } from './read-bytes.ts'
import { readInWorker } from './read-in-worker.ts'
import type { Upload } from './receive-upload.ts'
import { refuseSecret } from './refuse-secret.ts'

/**
 * Reads an upload in memory, before any byte of it reaches disk, table or job.
 * @throws Problem secret-document
 */
export async function readUpload(
  services: Services,
  actor: Actor,
  file: Upload,
): Promise<Exclude<FileReading, { kind: 'secret' }>> {
  const reading = await readInWorker(file.bytes, file.name, services.log.warn)
  if (reading.kind === 'secret') throw await refuseSecret(services, actor, file.bytes)
  return reading
}
