import { drawPage, openForDrawing } from './draw-page.ts'
import { GLANCE, isPicture, lettersOf, mayBePicture } from './is-picture.ts'
import type { PageItems } from './read-pdf.ts'
import { type PageToRecognise, recognisePages } from './recognise-pages.ts'
import type { Recognition } from './recognition.ts'
import { UnreadableFile } from './unreadable-file.ts'

/**
 * The pages of a PDF, those recognised that are pictures: without text, with the words of a stamp alone, or with a text
 * layer that is not Vietnamese.
 * @throws {UnreadableFile} `empty` where no page holds anything that can be read
 */
export async function recognisePdf(
  bytes: Uint8Array,
  pages: readonly PageItems[],
  recognition: Recognition,
): Promise<{ pages: PageItems[]; recognised: boolean; notices: string[] }> {
  const suspects = [...pages.keys()].filter((i) => mayBePicture(pages[i]!))
  if (suspects.length === 0) return { pages: [...pages], recognised: false, notices: [] }
  const pdf = await openForDrawing(bytes)
  try {
    const wanted: PageToRecognise[] = []
    for (const i of suspects) {
      recognition.signal?.throwIfAborted()
      if (!(await isPicture(pages[i]!, () => drawPage(pdf, i + 1, GLANCE)))) continue
      wanted.push({ number: i + 1, size: pages[i]!.frame, draw: (dpi) => drawPage(pdf, i + 1, dpi) })
    }
    if (wanted.length === 0) return { pages: [...pages], recognised: false, notices: [] }
    const { items: found, notices } = await recognisePages(wanted, recognition)
    const seen = pages.map((page, i) => {
      const items = found.get(i + 1)
      return items && lettersOf(items) >= lettersOf(page.items) * 0.5
        ? { items, frame: { ...page.frame, left: 0, bottom: 0 } }
        : page
    })
    if (seen.every(({ items }) => lettersOf(items) === 0)) throw nothingToRead()
    const blank = [...found].filter(
      ([number, items]) => lettersOf(items) === 0 && lettersOf(pages[number - 1]!.items) === 0,
    )
    if (blank.length > 0) notices.push(`Trang ${blank.map(([number]) => number).join(', ')} không có chữ.`)
    return { pages: seen, recognised: true, notices }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

/** What is thrown for a file in whose pictures no text was found. */
export function nothingToRead(): UnreadableFile {
  return new UnreadableFile('empty', {
    vi: 'Không tìm thấy chữ nào trong ảnh. Hãy kiểm tra tệp: trang có thể trắng, quá mờ hoặc không phải văn bản.',
    en: 'No text was found in the pictures. Check the file: its pages may be blank, too faint, or no document.',
  })
}
