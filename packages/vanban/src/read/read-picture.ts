import type { Source } from '../document.ts'
import { openPicture } from './open-picture.ts'
import { sourceOfPages } from './read-pdf.ts'
import { recognisePages } from './recognise-pages.ts'
import { nothingToRead } from './recognise-pdf.ts'
import type { Recognition } from './recognition.ts'

/**
 * A photo or scan (PNG, JPEG, WebP, GIF, BMP, TIFF) as lines, its pages recognised.
 * @throws {UnreadableFile} `too-large`, `unreadable`, or `empty` where no text was found
 */
export async function readPicture(bytes: Uint8Array, recognition: Recognition): Promise<Source> {
  const { sizes, draw } = await openPicture(bytes)
  const pages = sizes.map((size, i) => ({ number: i + 1, size, draw: (dpi: number) => draw(i + 1, dpi) }))
  const { items, notices } = await recognisePages(pages, recognition)
  const seen = sizes.map((size, i) => ({ items: items.get(i + 1) ?? [], frame: { ...size, left: 0, bottom: 0 } }))
  if (seen.every((page) => page.items.length === 0)) throw nothingToRead()
  return sourceOfPages(seen, 'scan', notices)
}
