import { closedPictureKind } from '@banggiao/vanban'
import type { Actor } from '../platform/actor.ts'
import { Problem } from '../platform/problem.ts'
import type { Services } from '../platform/services.ts'
import type { FileReading, ToScreen } from './read-bytes.ts'
import { readInWorker, screenInWorker } from './read-in-worker.ts'
import type { Upload } from './receive-upload.ts'
import { refuseSecret } from './refuse-secret.ts'

const ON_AN_IPHONE = [
  '; trên iPhone, chọn Cài đặt → Camera → Định dạng → Tương thích nhất rồi chụp lại',
  '; on an iPhone choose Settings → Camera → Formats → Most Compatible and take it again',
] as const

/**
 * Reads an upload in memory, before any byte of it reaches disk, table or job. What is a picture, or holds some, is looked at
 * for a mark of secrecy here and now; the text of a scan is recognised later.
 * @param recognised by a job later, which looks at the rest of a scan: then its first page alone is looked at here
 * @returns in `toScreen.pages` the pages that are pictures, whatever line of their own they bear
 * @throws Problem secret-document; unreadable-file where the file or a picture could not be looked at, or not to its end, so is not kept
 */
export async function readUpload(
  services: Services,
  actor: Actor,
  file: Upload,
  recognised: boolean,
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
  if (reading === null) {
    throw new Problem('unreadable-file', {
      vi: `Chưa đọc được ${file.name} đến hết, chưa biết có dấu chỉ độ mật hay không nên không nhận. Xuất tệp ra PDF hoặc lưu thành văn bản thuần (.txt), hoặc bỏ bớt phần nhúng, tách thành nhiều tệp nhỏ hơn, rồi gửi lại`,
      en: `${file.name} could not be read to its end, so it is not known whether it bears a mark of secrecy, and it was not taken. Export it as PDF or save it as plain text (.txt), or take out what is embedded, split it into smaller files, and send it again`,
    })
  }
  if (reading.kind === 'secret') throw await refuseSecret(services, actor, file.bytes)
  const { toScreen } = reading
  if (toScreen === null) return reading
  if ('closed' in toScreen && toScreen.closed !== null) {
    throw new Problem('unreadable-file', {
      vi: `Trong ${file.name} có ảnh ${toScreen.closed}, không xem được có dấu chỉ độ mật hay không nên không nhận. Thay ảnh đó bằng ảnh .jpg hoặc .png, hoặc xuất tệp ra PDF rồi gửi lại`,
      en: `${file.name} holds a ${toScreen.closed} picture, which cannot be looked at for a mark of secrecy, so it was not taken. Put a .jpg or .png in its place, or export the file as PDF, and send it again`,
    })
  }
  // what is not read, but for scans, no job looks at later
  const later = recognised && (reading.kind === 'read' || reading.code === 'scanned')
  const wanted = later ? firstOf(toScreen) : toScreen
  const seen = await screenInWorker(file.bytes, wanted, !later, services.log.warn)
  if (seen === null) {
    const [vi, en] = adviceFor(wanted)
    throw new Problem('unreadable-file', {
      vi: `Chưa xem được ${file.name} có dấu chỉ độ mật hay không nên không nhận; ${vi} hoặc thử lại sau`,
      en: `${file.name} could not be looked at for a mark of secrecy, so it was not taken; ${en} or try again later`,
    })
  }
  if (seen.kind === 'secret') throw await refuseSecret(services, actor, file.bytes)
  if (seen.kind === 'unreadable') return { ...reading, ...seen, pages: null }
  if (reading.kind === 'unreadable') return { ...reading, pages: seen.pages }
  if (!('drawn' in toScreen)) return reading
  return { ...reading, toScreen: seen.scanned.length > 0 ? { pages: seen.scanned } : null }
}

/** What makes a file small enough to be looked at. */
function adviceFor(wanted: ToScreen): readonly [vi: string, en: string] {
  if ('pages' in wanted)
    return ['quét lại cho nhẹ hơn (200–300 dpi), tách thành nhiều tệp', 'scan it lighter (200 to 300 dpi), split it']
  if ('drawn' in wanted)
    return ['nén các ảnh trong tệp, tách bớt ảnh ra', 'compress its pictures, take some of them out']
  return [
    'nén hoặc tách bớt ảnh và tệp nhúng, xuất tệp ra PDF, lưu thành văn bản thuần (.txt)',
    'compress its pictures, take some of them and of the embedded files out, export it as PDF, save it as plain text (.txt)',
  ]
}

function firstOf(wanted: ToScreen): ToScreen {
  if (!('pages' in wanted)) return wanted
  return { pages: wanted.pages === 'every' ? [1] : wanted.pages.slice(0, 1) }
}
