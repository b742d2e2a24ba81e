import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import type { WrittenDocument } from '../document.ts'
import { writeDocx, writePdf, writeText } from '../write/index.ts'
import { WrongUsage } from './command.ts'

/** The formats a document is written in, by extension; `json` is the document's own structure. */
export const WRITERS: Record<string, (document: WrittenDocument) => Promise<Uint8Array | string> | string> = {
  '.docx': (document) => writeDocx(document),
  '.pdf': writePdf,
  '.txt': writeText,
  '.json': (document) => `${JSON.stringify(document, null, 2)}\n`,
}

/** @throws {WrongUsage} where the name says no format that can be written */
export function writerFor(file: string): (typeof WRITERS)[string] {
  const write = WRITERS[extname(file).toLowerCase()]
  if (write === undefined)
    throw new WrongUsage(
      `${file}: phần mở rộng phải là một trong / the extension is one of ${Object.keys(WRITERS).join(' ')}`,
    )
  return write
}

/** Writes `document` to `file` in the format of its extension, and makes its folder where there is none. */
export async function writeTo(file: string, document: WrittenDocument): Promise<void> {
  const content = await writerFor(file)(document)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}
