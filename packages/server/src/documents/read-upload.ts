import { closedPictureKind } from '@banggiao/vanban'
import type { Actor } from '../platform/actor.ts'
import { Problem } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'
import type { FileReading } from './read-bytes.ts'
import { readInWorker, screenInWorker } from './read-in-worker.ts'
import type { Upload } from './receive-upload.ts'
import { refuseSecret } from './refuse-secret.ts'

const ON_AN_IPHONE = [
  '; trên iPhone, chọn Cài đặt → Camera → Định dạng → Tương thích nhất rồi chụp lại',
  '; on an iPhone choose Settings → Camera → Formats → Most Compatible and take it again',
] as const

/**
 * Reads an upload in memory, before any byte of it reaches disk, table or job. A page that is a picture is looked at for a
 * mark of secrecy here and now; its text is recognised later.
 * @throws Problem secret-document; unreadable-file where a picture could not be looked at, or not to the end, so is not kept
 */
export async function readUpload(
  services: Services,
  actor: Actor,
  file: Upload,
): Promise<Exclude<FileReading, { kind: 'secret' }>> {
  const closed = closedPictureKind(file.bytes)
  if (closed !== null) {
    const [vi, en] = closed === 'HEIC' ? ON_AN_IPHONE : ['', '']
    throw new Problem('unreadable-file', {
      vi: `${file.name} là ảnh ${closed}, không xem được có dấu chỉ độ mật hay không nên không nhận. Gửi ảnh .jpg, .png, .webp, .gif, .bmp hoặc .tif${vi}`,
      en: `${file.name} is a ${closed} picture, which cannot be looked at for a mark of secrecy, so it was not taken. Send a .jpg, .png, .webp, .gif, .bmp or .tif${en}`,
    })
  }
  const reading = await readInWorker(file.bytes, file.name, services.config.signatureRoots, services.log.warn)
  if (reading.kind === 'secret') throw await refuseSecret(services, actor, file.bytes)
  if (reading.picture === null) return reading
  const seen = await screenInWorker(file.bytes, reading.picture, services.log.warn)
  if (seen === null) {
    throw new Problem('unreadable-file', {
      vi: `Chưa xem được ${file.name} có dấu chỉ độ mật hay không nên không nhận; quét lại cho nhẹ hơn (200–300 dpi) hoặc thử lại sau`,
      en: `${file.name} could not be looked at for a mark of secrecy, so it was not taken; scan it lighter (200 to 300 dpi) or try again later`,
    })
  }
  if (seen.kind === 'secret') throw await refuseSecret(services, actor, file.bytes)
  if (seen.kind === 'unreadable') return { ...reading, ...seen, pages: null }
  return reading.kind === 'unreadable' ? { ...reading, pages: seen.pages } : reading
}
