import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { progressBar } from './cli/progress-bar.ts'
import { run } from './cli/run.ts'

const PLAN = `ỦY BAN NHÂN DÂN
PHƯỜNG HẠNH THÔNG
TRƯỜNG THCS RẠNG ĐÔNG

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/KH-THCS.RĐ
Hạnh Thông, ngày 09 tháng 02 năm 2026

KẾ HOẠCH
Hội nhập quốc tế năm 2026

I. MỤC ĐÍCH
Nâng cao nhận thức của đội ngũ.

II. NHIỆM VỤ
- Tổ Ngoại ngữ tổ chức câu lạc bộ tiếng Anh mỗi tháng một lần.
- Văn phòng báo cáo kết quả trước ngày 15 tháng 12 năm 2026.

HIỆU TRƯỞNG

Trần Bích Ngân
`

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanban-cli-'))
  mkdirSync(join(folder, 'den/thang-2'), { recursive: true })
  writeFileSync(join(folder, 'den/ke-hoach.txt'), PLAN)
  writeFileSync(join(folder, 'den/thang-2/khac.txt'), PLAN.replace('12/KH', '13/KH'))
  writeFileSync(join(folder, 'den/~$ke-hoach.docx'), 'lock')
  writeFileSync(join(folder, 'hong.docx'), 'không phải tệp Word')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function vanban(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const printed = { out: '', err: '' }
  const into = (name: 'out' | 'err') => ({ write: (text: string) => (printed[name] += text) })
  const code = await run(args, { out: into('out'), err: into('err') })
  return { code, ...printed }
}

/** A name in the made-up folder. */
const at = (...names: string[]) => join(folder, ...names)

describe('vanban on the command line', () => {
  test('parses one file as one JSON object', async () => {
    const { code, out } = await vanban('parse', at('den/ke-hoach.txt'))
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ kind: 'Kế hoạch', number: '12/KH-THCS.RĐ', date: '2026-02-09' })
  })

  test('reads a folder with its subfolders, one line a file, without lock files and without a bar in a pipe', async () => {
    const { code, out, err } = await vanban('parse', at('den'))
    expect([code, err]).toEqual([0, ''])
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ file, document }) => [file, document.number])).toEqual([
      [at('den', 'ke-hoach.txt'), '12/KH-THCS.RĐ'],
      [at('den', 'thang-2', 'khac.txt'), '13/KH-THCS.RĐ'],
    ])
  })

  test('says which file cannot be read, goes on with the others and leaves with 3', async () => {
    const { code, out, err } = await vanban('check', '--json', at('hong.docx'), at('thieu.txt'), at('den/ke-hoach.txt'))
    expect(code).toBe(3)
    expect(JSON.parse(out)).toMatchObject({ file: at('den/ke-hoach.txt') })
    expect(err).toMatch(/\/hong\.docx: .+ \/ .+$/mu)
    expect(err).toMatch(/\/thieu\.txt: không có tệp này \/ no such file$/mu)
  })

  test('compares two plans by the full texts of their items', async () => {
    const { code, out } = await vanban('compare', at('den/ke-hoach.txt'), at('den/thang-2/khac.txt'), '--json')
    expect(code).toBe(0)
    const text = 'Tổ Ngoại ngữ tổ chức câu lạc bộ tiếng Anh mỗi tháng một lần.'
    expect(JSON.parse(out).pairs[0]).toEqual({ left: text, right: text, relation: 'same', score: 1 })
  })

  test('writes a document from its JSON, and converts one that was read to the same', async () => {
    expect(await vanban('convert', at('den/ke-hoach.txt'), at('ra/ke-hoach.json'))).toEqual({
      code: 0,
      out: '',
      err: '',
    })
    expect((await vanban('write', at('ra/ke-hoach.json'), '-o', at('ra/ke-hoach.docx'))).code).toBe(0)
    expect((await vanban('write', at('ra/ke-hoach.json'), '-o', at('ra/ke-hoach.pdf'))).code).toBe(0)
    const [text, word] = [await vanban('parse', at('den/ke-hoach.txt')), await vanban('parse', at('ra/ke-hoach.docx'))]
    // The end mark of the decree closes the last item.
    expect(JSON.parse(word.out.replace('./.', '.'))).toEqual(JSON.parse(text.out))
  })

  test('converts a folder with its subfolders', async () => {
    expect((await vanban('convert', '--to', 'docx', at('den'), at('ra/docx'))).code).toBe(0)
    const { out } = await vanban('parse', at('ra/docx'))
    expect(out.trim().split('\n')).toHaveLength(2)
  })

  test('fills a template with values, and says which do not fit', async () => {
    writeFileSync(
      at('gia-tri.json'),
      JSON.stringify({ unit: 'Trường THCS Rạng Đông', symbol: 'THCS.RĐ', year: '2026' }),
    )
    const fill = ['write', '--template', 'plan', '--values', at('gia-tri.json'), '-o', at('ra/mau.txt')]
    expect(await vanban(...fill)).toEqual({ code: 0, out: '', err: '' })
    expect(readFileSync(at('ra/mau.txt'), 'utf8')).toContain('Trường THCS Rạng Đông ban hành Kế hoạch … năm 2026')
    writeFileSync(at('gia-tri.json'), JSON.stringify({ year: 'năm nay' }))
    const { code, err } = await vanban(...fill)
    expect([code, err]).toEqual([
      1,
      `${at('gia-tri.json')}: year: Năm: phải là năm gồm bốn chữ số. / Year: takes a year of four figures.\n`,
    ])
  })

  test('says every fault of a document that cannot be written', async () => {
    writeFileSync(at('sai.json'), JSON.stringify({ kind: 'Kế hoạch', date: '2026-02-30', blocks: [{ type: 'ảnh' }] }))
    const { code, err } = await vanban('write', at('sai.json'), '-o', at('ra/sai.docx'))
    expect(code).toBe(1)
    expect(err).toMatch(/sai\.json: date: Ngày phải là ngày có thật/u)
    expect(err).toMatch(/sai\.json: blocks\.0\.type: /u)
    expect(err).toMatch(/sai\.json: signer: /u)
  })

  test('lists the templates with their fields', async () => {
    const { out } = await vanban('write', '--templates')
    expect(out).toMatch(/^plan +Kế hoạch \/ Plan\n +\{subject\} /mu)
  })

  test('scores a folder against its gold and asks for a least', async () => {
    writeFileSync(
      at('den/ke-hoach.gold.json'),
      JSON.stringify({ kind: 'Kế hoạch', number: '12/KH-THCS.RĐ', date: '2026-02-08' }),
    )
    const scored = await vanban('score', '--json', at('den'))
    expect(JSON.parse(scored.out).pooled).toMatchObject({ files: 1, figures: { kind: 1, number: 1, date: 0 } })
    expect((await vanban('score', '--min', 'number=1', at('den'))).code).toBe(0)
    const { code, err } = await vanban('score', '--min', 'date=0.9', at('den'))
    expect([code, err]).toEqual([1, 'chưa đạt / not reached: date 0.0000 (0.9)\n'])
  })

  test.each([
    [['doc', 'den'], /không có lệnh doc .*vanban --help/u],
    [['parse'], /thiếu tên tệp .*vanban parse --help/u],
    [['parse', '--nhanh', 'den'], /không dùng được tuỳ chọn --nhanh/u],
    [['compare', 'den/ke-hoach.txt'], /cần đúng hai tệp/u],
    [['write', 'a.json'], /thiếu -o/u],
    [['write', 'a.json', '-o', 'a.odt'], /phần mở rộng phải là một trong/u],
    [['write', '--template', 'khác', '-o', 'a.docx'], /không có mẫu khác/u],
    [['score'], /thiếu thư mục/u],
    [['convert', 'a.txt'], /cần tên vào và tên ra/u],
  ])('says what is wrong with “%s” and leaves with 2', async (args, sentence) => {
    const { code, out, err } = await vanban(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(sentence)
  })

  test('has a page of help for every command it lists', async () => {
    const { out } = await vanban('--help')
    const commands = [...out.matchAll(/^ {2}([a-z]+) {2,}\S/gmu)].map(([, name]) => name!)
    expect(commands).toEqual(expect.arrayContaining(['parse', 'check', 'compare', 'write', 'convert', 'score']))
    for (const name of commands) {
      const page = await vanban(name, '--help')
      expect([page.code, page.out.split(' ').slice(0, 2).join(' ')]).toEqual([0, `vanban ${name}`])
      expect(page.out).toContain('Ví dụ / Examples')
    }
  })
})

test('runs as a program of its own', () => {
  const cli = join(import.meta.dirname, 'cli.ts')
  expect(execFileSync(process.execPath, [cli, '--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/u)
})

describe('the progress bar', () => {
  const drawn = (isTTY: boolean, count: number) => {
    const written: string[] = []
    const bar = progressBar(count, { isTTY, columns: 50, write: (text) => written.push(text) })
    bar.show(1, 'van-ban-den/thang-3/mot-ten-rat-dai-khong-vua-dong.docx')
    bar.clear()
    return written
  }

  test('fits the line of a terminal and is taken away', () => {
    const [line, end] = drawn(true, 4)
    expect(line).toMatch(/\[██████░{18}\] 1\/4 …/u)
    expect(line!.replace('\r\u001b[2K', '').length).toBeLessThan(50)
    expect(end).toBe('\r\u001b[2K')
  })

  test('is drawn neither into a pipe nor for one file', () => {
    expect(drawn(false, 4)).toEqual([])
    expect(drawn(true, 1)).toEqual([])
  })
})
