import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { writeDocx, writePdf, writeText } from '../packages/vanban/src/write/index.ts'
import { samples } from './source/index.ts'

const committed = (name: string, extension: string) => readFile(new URL(`${name}.${extension}`, import.meta.url))

/** The words of a .docx paragraph by paragraph; its bytes hold the time of writing and do not compare. */
function docxWords(file: Uint8Array): string {
  const parts = unzipSync(file)
  return Object.keys(parts)
    .filter((part) => /^word\/(?:document|header\d+|footer\d+)\.xml$/u.test(part))
    .sort()
    .map((part) =>
      strFromU8(parts[part]!)
        .replaceAll('</w:p>', '\n')
        .replaceAll(/<[^>]+>/gu, ''),
    )
    .join('\n')
}

async function pdfWords(file: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)), { mergePages: true })
  return text
}

describe.each(Object.entries(samples))('the printed files of %s', (name, document) => {
  test('say what its source says', async () => {
    expect((await committed(name, 'txt')).toString('utf8')).toBe(writeText(document))
    expect(docxWords(await committed(name, 'docx'))).toBe(docxWords(await writeDocx(document)))
    expect(await pdfWords(await committed(name, 'pdf'))).toBe(await pdfWords(await writePdf(document)))
  })

  test('say on their first page that they are no real document', async () => {
    for (const words of [
      writeText(document),
      docxWords(await committed(name, 'docx')),
      await pdfWords(await committed(name, 'pdf')),
    ]) {
      expect(words).toContain('Dữ liệu minh hoạ')
    }
  })
})
