import { readUpload } from '../documents/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Services } from '../platform/services.ts'

/**
 * What is brought as evidence, document, scan or photo, is looked at for a mark of secrecy in memory, as any other paper;
 * a photo takes about two seconds.
 * @throws Problem secret-document; unreadable-file where a picture could not be looked at, or not to the end
 */
export async function refuseSecret(services: Services, actor: Actor, bytes: Uint8Array, name: string): Promise<void> {
  await readUpload(services, actor, { name, mediaType: '', bytes }, false)
}
