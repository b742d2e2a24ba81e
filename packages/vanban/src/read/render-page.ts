import { pictureKind } from './picture-size.ts'
import { UnreadableFile } from './unreadable-file.ts'

export interface RenderOptions {
  /** Dots an inch, 36 to 300; 110 where nothing is said: an A4 page of 910 by 1286 pixels. */
  dpi?: number
}

/**
 * Page `page` (from 1) of a PDF, or a photo turned upright, as a PNG. Fonts missing from the file are replaced by Tinos.
 * Bounded in pixels and time. The libraries behind it are loaded on the first call.
 * @throws {UnreadableFile} where the file cannot be opened, has no such page, or the page cannot be drawn
 */
export async function renderPage(
  bytes: Uint8Array,
  page: number,
  { dpi = 110 }: RenderOptions = {},
): Promise<Uint8Array> {
  const wanted = Math.min(300, Math.max(36, dpi))
  if (pictureKind(bytes) !== null) {
    const { openPicture } = await import('./open-picture.ts')
    const { sizes, draw } = await openPicture(bytes)
    if (!isPage(page, sizes.length)) throw noSuchPage(page, sizes.length)
    return (await draw(page, wanted)).encode('png')
  }
  const { drawPage, openForDrawing } = await import('./draw-page.ts')
  const pdf = await openForDrawing(bytes)
  try {
    if (!isPage(page, pdf.numPages)) throw noSuchPage(page, pdf.numPages)
    return await (await drawPage(pdf, page, wanted)).encode('png')
  } finally {
    await pdf.loadingTask.destroy()
  }
}

const isPage = (page: number, pages: number): boolean => Number.isInteger(page) && page >= 1 && page <= pages

function noSuchPage(page: number, pages: number): UnreadableFile {
  return new UnreadableFile('unreadable', {
    vi: `Tệp có ${pages} trang, không có trang ${page}.`,
    en: `The file has ${pages} pages; there is no page ${page}.`,
  })
}
