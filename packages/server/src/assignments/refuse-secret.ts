import { readUpload } from '../documents/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Services } from '../platform/services.ts'

/**
 * A document brought as evidence is looked at for a mark of secrecy as any other, in memory; a picture cannot be read.
 * @throws Problem secret-document
 */
export async function refuseSecret(services: Services, actor: Actor, bytes: Uint8Array, name: string): Promise<void> {
  if (isPicture(bytes)) return
  await readUpload(services, actor, { name, mediaType: '', bytes })
}

/** By its first bytes, whatever its name says: JPEG, PNG, GIF, WebP, HEIC. */
function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return (
    head.startsWith('\xff\xd8\xff') ||
    head.startsWith('\x89PNG\r\n') ||
    head.startsWith('GIF8') ||
    (head.startsWith('RIFF') && head.endsWith('WEBP')) ||
    /^.{4}ftyp(hei[cx]|mif1|avif)/s.test(head)
  )
}
