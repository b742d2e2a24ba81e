import { readFile as readBytes } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { WrittenDocument } from '../document.ts'
import {
  checkTemplate,
  checkValues,
  checkWritten,
  fillTemplate,
  isTemplate,
  isWritten,
  TEMPLATES,
  type TemplateValues,
  UnprintableText,
  type WriteProblem,
} from '../write/index.ts'
import { argumentsOf, type Command, EXIT, type Io, WrongUsage } from './command.ts'
import { complaint } from './each-file.ts'
import { writerFor, writeTo } from './out-file.ts'

export const writeCommand: Command = {
  name: 'write',
  summary: 'viết văn bản theo Nghị định 30/2020 / write a document in the form of the decree',
  help: `vanban write TỆP.json -o RA.docx|RA.pdf|RA.txt
vanban write --template MẪU [--values GIÁ-TRỊ.json] -o RA.docx|RA.pdf|RA.json
vanban write --templates [--json]

Viết .docx hoặc PDF/A-2 từ một văn bản có cấu trúc (WrittenDocument, xem README), hoặc từ một mẫu; “-” là đầu vào chuẩn.
Chỗ trong mẫu chưa có giá trị để “…”. Writes .docx or PDF/A-2 from a structured document, or from a template.

  -o, --output TỆP     ghi vào đâu; phần mở rộng là định dạng / where to; the extension is the format
  --template MẪU       mã của mẫu (xem --templates) hoặc tệp .json / a template's id, or its .json file
  --values TỆP         giá trị của các trường, JSON {"tên": "…"} / values of the fields
  --templates          liệt kê mẫu và trường của chúng / list the templates and their fields
  --json               với --templates: toàn bộ mẫu dạng JSON / with --templates: the templates themselves

Mã thoát / Exit codes: 1 văn bản hoặc mẫu có chỗ sai, in từng chỗ / the document or template has faults, each is printed.

Ví dụ / Examples
  vanban convert ke-hoach-cu.docx ke-hoach.json     # lấy cấu trúc của văn bản đã có / the structure of one at hand
  vanban write ke-hoach.json -o ke-hoach.pdf
  echo '{"unit": "Trường THCS Gió Mới", "year": "2026"}' | vanban write --template plan --values - -o ke-hoach.docx
`,
  async run(args, io) {
    const { values, positionals } = argumentsOf(args, {
      output: { type: 'string', short: 'o' },
      template: { type: 'string' },
      values: { type: 'string' },
      templates: { type: 'boolean' },
      json: { type: 'boolean' },
    })
    if (values.templates === true) {
      io.out.write(values.json === true ? `${JSON.stringify(TEMPLATES, null, 2)}\n` : templateList())
      return EXIT.done
    }
    const [file, more] = positionals
    const { output, template } = values
    if (output === undefined) throw new WrongUsage('thiếu -o / no output given')
    if ((file === undefined) === (template === undefined) || more !== undefined)
      throw new WrongUsage('cần đúng một tệp .json hoặc một mẫu / one .json file or one template is needed')
    writerFor(output)
    try {
      const document =
        file === undefined
          ? await fromTemplate(template ?? '', values.values, io)
          : await fromJson(file, checkWritten, isWritten, io)
      if (document === null) return EXIT.found
      await writeTo(output, document)
      return EXIT.done
    } catch (error) {
      if (error instanceof UnprintableText) {
        io.err.write(`${output}: không có phông chữ cho / no font draws ${error.characters.join(' ')}\n`)
        return EXIT.found
      }
      const sentence = complaint(error)
      if (sentence === null) throw error
      io.err.write(`${file ?? template}: ${sentence}\n`)
      return EXIT.unreadable
    }
  },
}

function templateList(): string {
  const width = Math.max(...TEMPLATES.map(({ id }) => id.length))
  return TEMPLATES.map(({ id, name, fields }) => {
    const asked = fields.map((field) => `${' '.repeat(width + 2)}{${field.name}} ${field.vi} / ${field.en}\n`)
    return `${id.padEnd(width)}  ${name.vi} / ${name.en}\n${asked.join('')}`
  }).join('')
}

async function fromTemplate(name: string, valuesFile: string | undefined, io: Io): Promise<WrittenDocument | null> {
  const known = TEMPLATES.find(({ id }) => id === name)
  if (known === undefined && !name.endsWith('.json'))
    throw new WrongUsage(`không có mẫu ${name} / no such template; xem vanban write --templates`)
  const template = known ?? (await fromJson(name, checkTemplate, isTemplate, io))
  if (template === null) return null
  const values = valuesFile === undefined ? {} : await fromJson(valuesFile, notValues, areValues, io)
  if (values === null) return null
  const problems = checkValues(template, values)
  report(valuesFile ?? name, problems, io)
  return problems.length > 0 ? null : fillTemplate(template, values)
}

function areValues(value: unknown): value is TemplateValues {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every(
    (entry) => typeof entry === 'string' || (Array.isArray(entry) && entry.every((line) => typeof line === 'string')),
  )
}

function notValues(value: unknown): WriteProblem[] {
  if (areValues(value)) return []
  const vi = 'Giá trị phải có dạng {"tên trường": "chữ" hoặc ["dòng", "dòng"]}.'
  return [{ path: '', code: 'unfit', vi, en: 'Values are {"field": "words" or ["line", "line"]}.' }]
}

/** The JSON of `file` ("-" is the standard input) where it is what it should be; else says every fault and gives null. */
async function fromJson<Wanted>(
  file: string,
  faultsOf: (value: unknown) => WriteProblem[],
  is: (value: unknown) => value is Wanted,
  io: Io,
): Promise<Wanted | null> {
  const words = file === '-' ? await text(process.stdin) : await readBytes(file, 'utf8')
  let value: unknown
  try {
    value = JSON.parse(words)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    io.err.write(`${file}: không phải JSON / not JSON: ${error.message}\n`)
    return null
  }
  if (is(value)) return value
  report(file, faultsOf(value), io)
  return null
}

function report(file: string, problems: WriteProblem[], io: Io): void {
  for (const { path, vi, en } of problems) io.err.write(`${file}: ${path === '' ? '' : `${path}: `}${vi} / ${en}\n`)
}
