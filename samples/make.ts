import { writeFile } from 'node:fs/promises'
import { writeDocx, writePdf, writeText } from '../packages/vanban/src/write/index.ts'
import { samples } from './source/index.ts'

// node samples/make.ts: prints every sample as .docx, .pdf and .txt beside this file.
for (const [name, document] of Object.entries(samples)) {
  const file = (extension: string) => new URL(`${name}.${extension}`, import.meta.url)
  await writeFile(file('docx'), await writeDocx(document))
  await writeFile(file('pdf'), await writePdf(document))
  await writeFile(file('txt'), writeText(document))
}
