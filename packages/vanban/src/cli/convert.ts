import { stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { parse } from '../parse/parse.ts'
import { toWritten, UnprintableText } from '../write/index.ts'
import { argumentsOf, type Command, EXIT, type Io, WrongUsage } from './command.ts'
import { complaint, readSource } from './each-file.ts'
import { findFiles } from './find-files.ts'
import { writerFor, writeTo } from './out-file.ts'
import { progressBar } from './progress-bar.ts'

export const convertCommand: Command = {
  name: 'convert',
  summary: 'đọc văn bản rồi viết lại ở định dạng khác / read a document and write it anew in another format',
  help: `vanban convert VÀO RA.docx|RA.pdf|RA.txt|RA.json
vanban convert --to pdf THƯ-MỤC-VÀO THƯ-MỤC-RA

Đọc văn bản (.docx, .pdf, .txt…) và viết lại đúng thể thức Nghị định 30/2020/NĐ-CP; lời văn giữ nguyên, cả khi có lỗi.
Reads a document and writes it anew in the form of the decree; its words stay, also where they are wrong.
.json là cấu trúc để sửa rồi viết bằng “vanban write” / .json is the structure, to be edited and written with vanban write.

  --to docx|pdf|txt|json    chuyển cả thư mục / convert a whole folder

Ví dụ / Examples
  vanban convert ke-hoach-scan.txt ke-hoach.docx
  vanban convert ke-hoach.docx ke-hoach.json
  vanban convert --to pdf van-ban-di/ luu-tru/
`,
  async run(args, io) {
    const { values, positionals } = argumentsOf(args, { to: { type: 'string' } })
    const [from, to, more] = positionals
    if (from === undefined || to === undefined || more !== undefined)
      throw new WrongUsage('cần tên vào và tên ra / a name to read and a name to write are needed')
    const pairs = await pairsOf(from, to, values.to)
    if (typeof pairs === 'string') {
      io.err.write(`${from}: ${pairs}\n`)
      return EXIT.unreadable
    }
    const bar = progressBar(pairs.length, io.err)
    let worst: number = EXIT.done
    for (const [at, [file, out]] of pairs.entries()) {
      bar.show(at, file)
      const said = await converted(file, out, io, () => bar.clear())
      if (said !== null) {
        io.err.write(`${file}: ${said}\n`)
        worst = EXIT.unreadable
      }
    }
    bar.clear()
    return worst
  },
}

/** Files to read with files to write; a sentence where there are none. */
async function pairsOf(from: string, to: string, format: string | undefined): Promise<[string, string][] | string> {
  let isFolder: boolean
  try {
    isFolder = (await stat(from)).isDirectory()
  } catch (error) {
    const sentence = complaint(error)
    if (sentence === null) throw error
    return sentence
  }
  if (!isFolder) {
    writerFor(to)
    return [[from, to]]
  }
  if (format === undefined) throw new WrongUsage('chuyển thư mục thì cần --to / a folder needs --to')
  writerFor(`x.${format}`)
  const files = await findFiles([from])
  if (files.length === 0) return 'thư mục không có văn bản nào / no document in this folder'
  return files.map((file) => [file, join(to, `${relative(from, file).replace(/\.[^.]+$/u, '')}.${format}`)])
}

/** Converts one document; a sentence where it could not be. */
async function converted(file: string, out: string, io: Io, clear: () => void): Promise<string | null> {
  try {
    const source = await readSource(file, io)
    const parsed = parse(source)
    clear()
    if (!parsed.recognised)
      return 'không nhận ra đây là văn bản hành chính nên không chuyển / not recognised as an administrative document'
    await writeTo(out, toWritten(source, parsed))
    for (const notice of source.notices) io.err.write(`${file}: ${notice}\n`)
    return null
  } catch (error) {
    clear()
    if (error instanceof UnprintableText) return `không có phông chữ cho / no font draws ${error.characters.join(' ')}`
    const sentence = complaint(error)
    if (sentence === null) throw error
    return sentence
  }
}
