import { check } from '../check/check.ts'
import type { Finding, Source } from '../document.ts'
import { parse } from '../parse/parse.ts'
import { argumentsOf, type Command, EXIT } from './command.ts'
import { eachFile } from './each-file.ts'

const SEVERITY = { error: 'lỗi', warning: 'nên sửa', question: 'hỏi lại' } as const

export const checkCommand: Command = {
  name: 'check',
  summary: 'soát lỗi văn bản / find errors of form, numbering, dates, citations, spelling',
  help: `vanban check [--json] [--expand] TỆP… | THƯ-MỤC…

Soát thể thức (Nghị định 30/2020/NĐ-CP), đánh số, ngày tháng, căn cứ và dẫn chiếu, chính tả.
Finds errors of form, numbering, dates, citations and spelling.

Mỗi lỗi một dòng: tệp:dòng:cột  mức độ  mã  giải thích [sửa: “…”].
One finding a line: file:line:column  severity  code  sentence [fix].

  --json      một đối tượng JSON mỗi tệp / one JSON object a file: {"file": …, "findings": […]}
  --expand    không gộp các lỗi nhỏ / every small finding by itself

Mã thoát / Exit codes: 1 có lỗi mức “lỗi” / an error was found; 0 không có / none.

Ví dụ / Examples
  vanban check ke-hoach.docx
  vanban check --json ke-hoach.docx | jq '.findings[].code'
  vanban check du-thao/ || echo 'còn lỗi phải sửa'
`,
  async run(args, io) {
    const { values, positionals } = argumentsOf(args, { json: { type: 'boolean' }, expand: { type: 'boolean' } })
    return eachFile(positionals, io, (file, source, many) => {
      const findings = check(source, parse(source), { expand: values.expand === true })
      if (values.json === true) {
        const found = { file, findings: findings.map((finding) => ({ ...finding, ...lineOf(source, finding) })) }
        io.out.write(`${JSON.stringify(found, null, many ? undefined : 2)}\n`)
      } else for (const finding of findings) io.out.write(`${printed(file, source, finding)}\n`)
      return findings.some((finding) => finding.severity === 'error') ? EXIT.found : EXIT.done
    })
  },
}

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
