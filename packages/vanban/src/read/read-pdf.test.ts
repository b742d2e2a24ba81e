import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { parse } from '../parse/parse.ts'
import { SCHOOL_PLAN } from '../parse/sample-documents.ts'
import { plain } from '../plain.ts'
import { readFile } from './read-file.ts'
import { readText } from './read-text.ts'
import { UnreadableFile } from './unreadable-file.ts'

const require = createRequire(import.meta.url)
const { NodeCompiler } =
  require('@myriaddreamin/typst-ts-node-compiler') as typeof import('@myriaddreamin/typst-ts-node-compiler')
const face = (name: string): Buffer => readFileSync(require.resolve(`@expo-google-fonts/tinos/${name}`))
const typesetter = NodeCompiler.create({ fontArgs: [{ fontBlobs: [face('400Regular/Tinos_400Regular.ttf')] }] })

function typeset(body: string): Uint8Array {
  const page =
    '#set page(paper: "a4", margin: (x: 2.5cm, y: 2cm), numbering: "1", number-align: top + center)\n#set text(font: "Tinos", size: 13pt, lang: "vi")\n'
  return new Uint8Array(typesetter.pdf({ mainFileContent: page + body }))
}

const lines = (text: string): string =>
  text
    .split('\n')
    .map((l) => l.replace(/([#*_$@<>\\])/g, '\\$1').replace(/^([-+=/]|\d+\.)/, '\\$1'))
    .join(' \\\n')

async function code(bytes: Uint8Array): Promise<string> {
  try {
    await readFile(bytes, 'a.pdf')
    return 'read'
  } catch (error) {
    if (error instanceof UnreadableFile) return error.code
    throw error
  }
}

/** One page, its body encrypted with a password to open it (PDF 1.4, standard handler, revision 2). */
function lockedPdf(): Uint8Array {
  const pad = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex')
  const key32 = (password: string): Buffer => Buffer.concat([Buffer.from(password), pad]).subarray(0, 32)
  const md5 = (data: Buffer): Buffer => createHash('md5').update(data).digest()
  const rc4 = (key: Buffer, data: Buffer): Buffer => {
    const s = Array.from({ length: 256 }, (_, i) => i)
    for (let i = 0, j = 0; i < 256; i++) {
      j = (j + s[i]! + key[i % key.length]!) & 255
      ;[s[i], s[j]] = [s[j]!, s[i]!]
    }
    let i = 0
    let j = 0
    return Buffer.from(
      data.map((byte) => {
        i = (i + 1) & 255
        j = (j + s[i]!) & 255
        ;[s[i], s[j]] = [s[j]!, s[i]!]
        return byte ^ s[(s[i]! + s[j]!) & 255]!
      }),
    )
  }
  const owner = rc4(md5(key32('owner')).subarray(0, 5), key32('user'))
  const id = Buffer.alloc(16, 7)
  const key = md5(Buffer.concat([key32('user'), owner, Buffer.from([0xfc, 0xff, 0xff, 0xff]), id])).subarray(0, 5)
  const user = rc4(key, pad)
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>',
    `<</Filter/Standard/V 1/R 2/P -4/O<${owner.toString('hex')}>/U<${user.toString('hex')}>>>`,
  ]
  let out = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = out.length
    out += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = out.length
  out += `xref\n0 5\n0000000000 65535 f \n${offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('')}`
  out += `trailer\n<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<${id.toString('hex')}><${id.toString('hex')}>]>>\nstartxref\n${xref}\n%%EOF`
  return new Uint8Array(Buffer.from(out, 'latin1'))
}

describe('PDF with a text layer', () => {
  const at = (mark: string): number => SCHOOL_PLAN.indexOf(mark)
  const bytes = typeset(`#grid(columns: (2fr, 3fr), align: center,
[UBND PHƯỜNG HÀ AN \\ TRƯỜNG THCS BÌNH MINH \\ Số: 45/KH-THCS.BM],
[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM \\ Độc lập - Tự do - Hạnh phúc \\ Hà An, ngày 12 tháng 3 năm 2026])

#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 0.9em)
${SCHOOL_PLAN.slice(at('KẾ HOẠCH'), at('Nơi nhận'))
  .split('\n')
  .filter((l) => l !== '')
  .map(lines)
  .join('\n\n')}

#grid(columns: (1fr, 1fr),
[Nơi nhận: \\ \\- Sở GDĐT (để b/c); \\ \\- Các tổ chuyên môn (t/h); \\ \\- Lưu: VT.],
align(center)[KT. HIỆU TRƯỞNG \\ PHÓ HIỆU TRƯỞNG #v(2cm) Lý Thu An])`)

  it('gives the same document as the plain text: columns apart, lines joined, page numbers gone', {
    timeout: 60_000,
  }, async () => {
    expect(plain(parse(await readFile(bytes, 'ke-hoach.pdf')))).toEqual(plain(parse(readText(SCHOOL_PLAN))))
  })

  it('keeps the page of each line', async () => {
    const source = await readFile(
      typeset(`Trang đầu của văn bản này. #pagebreak() Trang sau của văn bản này.`),
      'a.pdf',
    )
    const pageOf = (words: string): number | null =>
      source.lines.find((l) => source.text.slice(l.start, l.end).includes(words))!.page
    expect([pageOf('Trang đầu'), pageOf('Trang sau')]).toEqual([1, 2])
  })
})

describe('a title of two lines', () => {
  it('goes on behind "và", though only the second line is seen to end', () => {
    const [first, second] = [
      'Công tác đối ngoại và hội nhập quốc tế của ngành Giáo dục và',
      'Đào tạo phường Hà An năm 2026',
    ]
    const source = readText(`${SCHOOL_PLAN.slice(0, SCHOOL_PLAN.indexOf('KẾ HOẠCH'))}KẾ HOẠCH\n${first}\n${second}\n
Căn cứ Kế hoạch số 95/KH-UBND ngày 16 tháng 3 năm 2026 của Ủy ban nhân dân phường Hà An;`)
    source.lines.find((line) => source.text.startsWith(second, line.start))!.goesOn = false
    expect(parse(source).title).toBe(`${first} ${second}`)
  })
})

describe('bad PDF', () => {
  it('names a scan, a password, a broken file', async () => {
    expect(await code(typeset('#set page(numbering: none)\n#rect(width: 100%, height: 5cm)'))).toBe('scanned')
    expect(await code(lockedPdf())).toBe('encrypted')
    expect(await code(new TextEncoder().encode('%PDF-1.7\nkhông phải PDF'))).toBe('unreadable')
    expect(await code(bytesCut(typeset('Một văn bản ngắn để cắt.')))).not.toBe('read')
  })
})

function bytesCut(bytes: Uint8Array): Uint8Array {
  return bytes.slice(0, Math.floor(bytes.length / 3))
}
