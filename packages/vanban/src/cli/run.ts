import { readFileSync } from 'node:fs'
import { checkCommand } from './check.ts'
import { type Command, EXIT, type Io, WrongUsage } from './command.ts'
import { compareCommand } from './compare.ts'
import { convertCommand } from './convert.ts'
import { parseCommand } from './parse.ts'
import { scoreCommand } from './score.ts'
import { writeCommand } from './write.ts'

/** In the order of the work: read, judge, compare, write. */
const COMMANDS: Command[] = [parseCommand, checkCommand, compareCommand, writeCommand, convertCommand, scoreCommand]

const width = Math.max(...COMMANDS.map(({ name }) => name.length))
const HELP = `vanban: đọc, soát, so sánh và viết văn bản hành chính Việt Nam
        reads, checks, compares and writes Vietnamese administrative documents

Cách dùng / Usage: vanban LỆNH [tuỳ chọn] TỆP…

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

  vanban LỆNH --help      cách dùng và ví dụ của một lệnh / usage and examples of a command
  vanban --version

TỆP / FILE: .docx, .odt, .rtf, .doc (chỉ phần chữ / text only), .pdf, .html, .mhtml, .txt, .md; bản quét, ảnh chụp / scans and
photos: .pdf, .png, .jpg, .webp, .gif, .bmp, .tif (trang ảnh được nhận dạng chữ, vài giây mỗi trang / text of page images is recognised, seconds a page). TCVN3 (ABC),
VNI, VISCII, Windows-1258, UTF-16 tự chuyển sang Unicode / are recognised and converted.

Mã thoát / Exit codes
  0  xong / done                                     1  tìm thấy lỗi, hoặc chưa đạt mức / an error was found, a figure missed
  2  gọi sai cách / wrong usage                      3  có tệp không đọc được / a file could not be read
`

/** Runs what the command line `args` asks for and returns the exit code. */
export async function run([name, ...args]: string[], io: Io): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const asked = COMMANDS.find((command) => command.name === args[0])
    io.out.write(name === 'help' && asked !== undefined ? asked.help : HELP)
    return name === undefined ? EXIT.usage : EXIT.done
  }
  if (name === '--version') {
    // The same place from src/cli and from dist/cli.
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    io.out.write(`${manifest.version}\n`)
    return EXIT.done
  }
  const command = COMMANDS.find((known) => known.name === name)
  try {
    if (command === undefined) {
      const what = name.startsWith('-') ? 'tuỳ chọn' : 'lệnh'
      throw new WrongUsage(`không có ${what} ${name} / no such ${name.startsWith('-') ? 'option' : 'command'}`)
    }
    const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args
    if (options.includes('--help') || options.includes('-h')) {
      io.out.write(command.help)
      return EXIT.done
    }
    return await command.run(args, io)
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error
    const page = command === undefined ? 'vanban --help' : `vanban ${command.name} --help`
    io.err.write(`vanban: ${error.message}; xem ${page}\n`)
    return EXIT.usage
  }
}
