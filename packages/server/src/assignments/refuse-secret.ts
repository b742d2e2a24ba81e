import { readUpload } from '../documents/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Services } from '../platform/services.ts'

/**
 * What is brought as evidence, document, scan or photo, is looked at for a mark of secrecy in memory, as any other paper;
 * a photo takes about two seconds. Pictures that nothing here opens (.heic, .webp, .gif) are not seen (decision 12).
 * @throws Problem secret-document; unreadable-file where a picture could not be looked at to the end
 */
export async function refuseSecret(services: Services, actor: Actor, bytes: Uint8Array, name: string): Promise<void> {
  if (isClosed(bytes)) return
  await readUpload(services, actor, { name, mediaType: '', bytes })
}

/** A picture that nothing here opens, by its first bytes, whatever its name says: GIF, WebP, HEIC. */
function isClosed(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return (
    head.startsWith('GIF8') ||
    (head.startsWith('RIFF') && head.endsWith('WEBP')) ||
    /^.{4}ftyp(hei[cx]|mif1|avif)/s.test(head)
  )
}
