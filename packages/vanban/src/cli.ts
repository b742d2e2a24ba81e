#!/usr/bin/env node
import { readFile as readBytes } from 'node:fs/promises'
import { basename } from 'node:path'
import manifest from '../package.json' with { type: 'json' }
import { check, type Finding, parse, plain, readFile, type Source, UnreadableFile } from './index.ts'

const HELP = `vanban: đọc văn bản hành chính Việt Nam / reads Vietnamese administrative documents

Cách dùng / Usage
  vanban parse FILE…          in cấu trúc của văn bản (JSON) / print the structure of a document as JSON
  vanban check [--json] [--expand] FILE…
                              soát lỗi văn bản / find errors of form, numbering, dates, citations, spelling
  vanban --help | --version

FILE: .docx, .pdf, .txt, .md; bản quét, ảnh chụp / scans and photos: .pdf, .png, .jpg, .tif
      (trang ảnh được nhận dạng chữ, vài giây mỗi trang, tiến độ ra stderr
      / text of page images is recognised, seconds a page, progress on stderr)

Ví dụ / Examples
  vanban parse ke-hoach.docx                 # số, ngày, căn cứ, dẫn chiếu, đề mục, nhiệm vụ, thời hạn, nơi nhận
  vanban parse a.docx b.pdf                  # nhiều tệp: mỗi tệp một dòng JSON {"file": …, "document": …}
  vanban parse ke-hoach.txt | jq .citations
  vanban parse ban-quet.pdf                  # nhận dạng chữ rồi đọc / recognises the text, then reads it
  vanban check ke-hoach.docx                 # dòng:cột  mức độ  mã  giải thích
  vanban check --json ke-hoach.docx | jq '.findings[].code'
  vanban check --expand ke-hoach.docx        # không gộp các lỗi nhỏ / every finding by itself

Mã thoát / Exit codes
  0  xong, không có lỗi / done, no error found       1  check: có lỗi mức "error" / an error was found
  2  gọi sai cách / wrong usage                      3  có tệp không đọc được / a file could not be read
`

const fail = (message: string, code: number): never => {
  process.stderr.write(`vanban: ${message}\n`)
  process.exit(code)
}

// `vanban parse … | head` closes the pipe early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const args = process.argv.slice(2)
const flags = args.filter((a) => a.startsWith('--'))
const [command, ...files] = args.filter((a) => !a.startsWith('--'))
for (const flag of flags)
  if (!['--json', '--expand', '--help', '--version'].includes(flag))
    fail(`không có tuỳ chọn ${flag} / no such option; xem vanban --help`, 2)
if (flags.includes('--help') || (command === undefined && flags.length === 0)) {
  process.stdout.write(HELP)
  process.exit(command === undefined && flags.length === 0 ? 2 : 0)
}
if (flags.includes('--version')) {
  process.stdout.write(`${manifest.version}\n`)
  process.exit(0)
}
if (command !== 'parse' && command !== 'check')
  fail(`không có lệnh ${command ?? ''} / no such command; xem vanban --help`, 2)
if (files.length === 0) fail('thiếu tên tệp / no file given; xem vanban --help', 2)

const SEVERITY = { error: 'lỗi', warning: 'nên sửa', question: 'hỏi lại' } as const

/** Line and column of a finding, from 1; null where it concerns the whole document. */
function lineOf(source: Source, { at }: Finding): { line: number | null; column: number | null } {
  if (!at) return { line: null, column: null }
  let line = 0
  while (line + 1 < source.lines.length && source.lines[line + 1]!.start <= at.start) line++
  return { line: line + 1, column: at.start - source.lines[line]!.start + 1 }
}

function printed(file: string, source: Source, found: Finding): string {
  const { line, column } = lineOf(source, found)
  const fix = found.fix === undefined ? '' : ` [sửa: “${found.fix}”]`
  return `${file}:${line === null ? '' : `${line}:${column}:`} ${SEVERITY[found.severity]} ${found.code} ${found.vi}${fix}`
}

/** One line on a terminal that counts the pages; in a log a line at the beginning and one at the end. */
function reportProgress(file: string, done: number, pages: number): void {
  const line = `${file}: nhận dạng trang / recognised page ${done}/${pages}`
  if (process.stderr.isTTY) process.stderr.write(`\r${line}${done === pages ? '\n' : ''}`)
  else if (done === 0 || done === pages) process.stderr.write(`${line}\n`)
}

let worst = 0
for (const file of files) {
  try {
    const progress = (done: number, pages: number): void => reportProgress(file, done, pages)
    const source = await readFile(new Uint8Array(await readBytes(file)), basename(file), { recognise: { progress } })
    const parsed = parse(source)
    if (command === 'parse') {
      const document = plain(parsed)
      process.stdout.write(
        `${files.length === 1 ? JSON.stringify(document, null, 2) : JSON.stringify({ file, document })}\n`,
      )
    } else {
      const findings = check(source, parsed, { expand: flags.includes('--expand') })
      if (flags.includes('--json')) {
        const found = { file, findings: findings.map((f) => ({ ...f, ...lineOf(source, f) })) }
        process.stdout.write(`${JSON.stringify(found, null, files.length === 1 ? 2 : undefined)}\n`)
      } else for (const f of findings) process.stdout.write(`${printed(file, source, f)}\n`)
      if (findings.some((f) => f.severity === 'error')) worst = Math.max(worst, 1)
    }
    for (const notice of source.notices) process.stderr.write(`${file}: ${notice}\n`)
  } catch (error) {
    worst = Math.max(worst, 3)
    if (error instanceof UnreadableFile) process.stderr.write(`${file}: ${error.vi} / ${error.en}\n`)
    else if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      const reason = error.code === 'ENOENT' ? 'không có tệp này / no such file' : error.message
      process.stderr.write(`${file}: ${reason}\n`)
    } else throw error
  }
}
process.exitCode = worst
