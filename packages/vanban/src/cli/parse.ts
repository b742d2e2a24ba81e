import { parse } from '../parse/parse.ts'
import { plain } from '../plain.ts'
import { argumentsOf, type Command, EXIT } from './command.ts'
import { eachFile } from './each-file.ts'

export const parseCommand: Command = {
  name: 'parse',
  summary: 'in cấu trúc của văn bản (JSON) / print the structure of documents as JSON',
  help: `vanban parse TỆP… | THƯ-MỤC…

In cấu trúc của văn bản: loại, số, cơ quan, ngày, trích yếu, căn cứ, dẫn chiếu, đề mục, nhiệm vụ, thời hạn, người ký,
nơi nhận. Điều văn bản không ghi thì để null. Thư mục được đọc cả thư mục con.
Prints the structure of documents as JSON; what a text does not show is null. Folders are read with their subfolders.

Một tệp: một đối tượng JSON, nhiều dòng. Nhiều tệp: mỗi tệp một dòng {"file": …, "document": …}.
One file: one JSON object on many lines. Several files: one line each.

  --json    như mặc định, để viết giống các lệnh khác / the default, accepted for likeness with the other commands

Ví dụ / Examples
  vanban parse ke-hoach.docx
  vanban parse ke-hoach.docx | jq '.tasks[] | select(.deadline != null) | .text'
  vanban parse van-ban-den/ > van-ban-den.jsonl
`,
  async run(args, io) {
    const { positionals } = argumentsOf(args, { json: { type: 'boolean' } })
    return eachFile(positionals, io, (file, source, many) => {
      const document = plain(parse(source))
      io.out.write(`${many ? JSON.stringify({ file, document }) : JSON.stringify(document, null, 2)}\n`)
      return EXIT.done
    })
  },
}
