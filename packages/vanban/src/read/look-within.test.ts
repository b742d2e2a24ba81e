import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { lookWithin } from './look-within.ts'

/** The head of a picture, all that is looked at here. */
function png(width: number, height: number, more = 0): Uint8Array {
  const bytes = Buffer.alloc(40 + more, 1)
  Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1').copy(bytes)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
const [logo, scan] = [png(120, 120), png(1240, 1754, 9)]
const emf = Buffer.concat([Buffer.from([1, 0, 0, 0]), Buffer.alloc(36), Buffer.from(' EMF'), Buffer.alloc(40)])
const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
const found = (bytes: Uint8Array) =>
  lookWithin(bytes, true).pictures.map((picture) => [logo, scan].findIndex((one) => Buffer.compare(one, picture) === 0))

/** A compound file ([MS-CFB], 2.2 to 2.6) with one stream: a sector of directory, one of allocation, then the stream. */
function ole(name: string, stream: Uint8Array): Uint8Array {
  const SECTOR = 512
  const count = Math.ceil(stream.length / SECTOR)
  const bytes = Buffer.alloc((3 + count) * SECTOR)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  bytes.writeUInt16LE(9, 30)
  // the directory, and no stream that is kept apart for being small
  for (const [at, value] of [
    [48, 0],
    [56, 0],
    [60, 0xfffffffe],
    [68, 0xfffffffe],
    [76, 1],
  ] as const)
    bytes.writeUInt32LE(value, at)
  for (let i = 1; i < 109; i++) bytes.writeUInt32LE(0xffffffff, 76 + i * 4)
  const entry = (at: number, called: string, child: number, start: number, size: number): void => {
    bytes.write(called, at, 'utf16le')
    bytes.writeUInt16LE(called.length * 2 + 2, at + 64)
    for (const [i, value] of [0xffffffff, 0xffffffff, child].entries()) bytes.writeUInt32LE(value, at + 68 + i * 4)
    bytes.writeUInt32LE(start, at + 116)
    bytes.writeUInt32LE(size, at + 120)
  }
  entry(SECTOR, 'Root Entry', 1, 0xfffffffe, 0)
  entry(SECTOR + 128, name, 0xffffffff, 2, stream.length)
  const next = (sector: number, value: number) => bytes.writeUInt32LE(value, 2 * SECTOR + sector * 4)
  next(0, 0xfffffffe)
  next(1, 0xfffffffd)
  for (let i = 0; i < count; i++) next(2 + i, i + 1 < count ? 3 + i : 0xfffffffe)
  Buffer.from(stream).copy(bytes, 3 * SECTOR)
  return bytes
}

describe('a mark of secrecy within a file', () => {
  const sheet = (text: string, header = ''): Uint8Array =>
    zipSync({
      'xl/workbook.xml': strToU8('<x/>'),
      'xl/sharedStrings.xml': strToU8(`<sst><si><t>STT</t></si><si><r><t>${text}</t></r></si></sst>`),
      'xl/worksheets/sheet1.xml': strToU8(`<worksheet><headerFooter>${header}</headerFooter></worksheet>`),
    })

  it('shows in a sheet, its margins, slides, and what an archive holds', () => {
    expect(lookWithin(sheet('TỐI MẬT'), false).mark).toBe('TỐI MẬT')
    expect(lookWithin(sheet('a', '<oddHeader>&amp;L1&amp;C&amp;"Tinos,Bold"&amp;14MẬT</oddHeader>'), false).mark).toBe(
      'MẬT',
    )
    const slide = '<p:sp><p:txBody><a:p><a:r><a:t>MẬT</a:t></a:r></a:p></p:txBody></p:sp>'
    expect(lookWithin(zipSync({ 'ppt/slides/slide1.xml': strToU8(slide) }), false).mark).toBe('MẬT')
    const letter = '<w:document><w:p><w:r><w:t>TUYỆT MẬT</w:t></w:r></w:p></w:document>'
    const packed = zipSync({ 'van-ban.docx': zipSync({ 'word/document.xml': strToU8(letter) }) })
    expect(lookWithin(packed, false).mark).toBe('TUYỆT MẬT')
    expect(lookWithin(packed, true).mark).toBe('TUYỆT MẬT')
  })

  it.each([
    ['', '<?xml version="1.0"?><svg><text>MẬT</text></svg>'],
    [
      ' with a document type',
      '<?xml version="1.0"?><!-- <!DOCTYPE > --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg><text>MẬT</text></svg>',
    ],
    [
      ' with one that declares something',
      `<!DOCTYPE svg [ <!ENTITY ns "a>b"> <!-- it's > --> <?x > ?> <!ATTLIST g x CDATA '>'> ]><svg><text>MẬT</text></svg>`,
    ],
  ])('shows in a drawing%s', (_, svg) => {
    expect(lookWithin(zipSync({ 'hinh.svg': strToU8(svg) }), false).mark).toBe('MẬT')
  })

  it('is none in a drawing whose document type never ends', () => {
    for (const open of ['<!DOCTYPE svg ', '<!DOCTYPE svg [<!--', "<!DOCTYPE svg '"])
      expect(lookWithin(zipSync({ 'hinh.svg': strToU8(`${open}<svg><text>MẬT</text></svg`) }), false).mark).toBeNull()
  })

  it('is no level in a column of a register, nor a word of a slide about secrets', () => {
    expect(lookWithin(sheet('Mật'), false).mark).toBeNull()
    const slide = '<p:txBody><a:p><a:t>Tối mật</a:t></a:p><a:p><a:t>BẢO VỆ BÍ MẬT NHÀ NƯỚC</a:t></a:p></p:txBody>'
    expect(lookWithin(zipSync({ 'ppt/slides/slide1.xml': strToU8(slide) }), false).mark).toBeNull()
  })

  it('is left to the reader in the text of the file itself', () => {
    expect(lookWithin(sheet('MẬT'), true).mark).toBeNull()
  })
})

describe('the papers within an archive', () => {
  it('are found by their names, a PDF by its bytes, also in the archives in it', () => {
    const bytes = zipSync({
      'van-ban/ke-hoach.TXT': strToU8('KẾ HOẠCH'),
      'ban-sao.md': strToU8('BẢN SAO'),
      'quet.bin': strToU8('%PDF-1.4 x'),
      'bang.csv': strToU8('a;b'),
      'trong.zip': zipSync({ 'phu-luc.rtf': strToU8('{\\rtf1 a}') }),
    })
    const papers = lookWithin(bytes, false).papers.map((paper) => [paper.name, Buffer.from(paper.bytes).toString()])
    expect(papers).toEqual([
      ['.TXT', 'KẾ HOẠCH'],
      ['.md', 'BẢN SAO'],
      ['x.pdf', '%PDF-1.4 x'],
      ['.rtf', '{\\rtf1 a}'],
    ])
  })
})

describe('the pictures within a file', () => {
  it('are found in an archive whatever their parts are called, each once, and in the archives in it', () => {
    const inner = zipSync({ 'Pictures/1.jpg': scan })
    const bytes = zipSync({
      'word/document.xml': strToU8('<x/>'),
      'word/media/image1.bin': logo,
      'word/media/image2.png': logo,
      'word/embeddings/phu-luc.docx': inner,
    })
    expect(found(bytes)).toEqual([0, 1])
  })

  it('are found under the name of a text too, and a text is none', () => {
    const parts = { 'word/media/a.xml': logo, 'word/_rels/b.rels': [scan, { level: 0 }], 'c.XML': heic } as const
    const texts = ['<x/>', '\ufeff <?xml version="1.0"?><x/>', ''].map((xml, i) => [`${i}.xml`, strToU8(xml)])
    const packed = zipSync({ ...Object.fromEntries(texts), ...parts })
    for (const bytes of [packed, zipSync({ 'a.xml': packed })]) {
      expect(found(bytes)).toEqual([0, 1])
      expect(lookWithin(bytes, true)).toMatchObject({ papers: [], closed: ['HEIC'], mark: null })
    }
  })

  it('leave out a bullet and a rule, which no mark has room in', () => {
    expect(found(zipSync({ 'a.png': png(16, 16), 'b.png': png(900, 3), 'c.png': png(31, 11) }))).toHaveLength(1)
  })

  it('are named where nothing opens them', () => {
    const { pictures, closed } = lookWithin(zipSync({ 'a.emf': emf, 'b.png': logo, 'c.heic': heic }), true)
    expect([pictures.length, closed]).toEqual([1, ['EMF', 'HEIC']])
  })

  it('are found in .rtf as digits and as bytes, and not in what is said of a picture', () => {
    const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').replace(/.{64}/g, '$&\r\n')
    const said = String.raw`{\*\picprop{\sp{\sn wzName}{\sv 89504e47}}}`
    const bytes = Buffer.concat([
      Buffer.from(
        `{\\rtf1 a{\\*\\shppict{\\pict${said}\\picw120\\pngblip\r\n${hex(logo)}}}{\\pict\\pngblip\\bin${scan.length} `,
      ),
      scan,
      Buffer.from('}{\\pict\\wmetafile8 zz}{\\pict'),
    ])
    expect(found(bytes)).toEqual([0, 1])
  })

  it('are found in a saved page, in its addresses and in its message', () => {
    const coded = Buffer.from(logo).toString('base64')
    for (const address of [coded, encodeURIComponent(coded)])
      expect(found(strToU8(`<html><img src="data:image/png;base64,${address}"></html>`))).toEqual([0])
    const message = `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>a</p>\r\n--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n${coded.replace(/.{40}/g, '$&\r\n')}\r\n--x--`
    expect(found(strToU8(message))).toEqual([0])
  })

  it('are none in a text, a picture or a damaged archive', () => {
    for (const bytes of [strToU8('KẾ HOẠCH'), logo, zipSync({ a: logo }).subarray(0, 60)])
      expect(lookWithin(bytes, false)).toEqual({ pictures: [], papers: [], closed: [], mark: null })
  })

  it('unfold no further than a document holds', () => {
    const large = Buffer.concat([png(9, 9), Buffer.alloc(33 * 1024 * 1024)])
    expect(() => lookWithin(zipSync({ a: [large, { level: 0 }], b: [large, { level: 0 }] }), true)).toThrow(/larger/)
  })

  it('unfold no further in the archives in it: all have one room', () => {
    const sheets = zipSync({ 'xl/worksheets/sheet1.xml': Buffer.alloc(33 * 1024 * 1024, ' ') })
    expect(() => lookWithin(zipSync({ 'a.xlsx': sheets, 'b.xlsx': sheets }), true)).toThrow(/larger/)
  })

  it('are found beside a part that is damaged', () => {
    const mark = strToU8('<svg><text>MẬT</text></svg>')
    for (const name of ['a.bin', 'a.xml']) {
      const bytes = Buffer.from(zipSync({ [name]: strToU8('x'), 'b.png': logo, 'c.svg': mark }))
      // a way of packing that nobody knows, in the directory of the archive (APPNOTE 4.3.12)
      bytes.writeUInt16LE(99, bytes.indexOf('PK\u0001\u0002') + 10)
      expect(found(bytes)).toEqual([0])
      expect(lookWithin(bytes, false).mark).toBe('MẬT')
    }
  })

  it('are found in a .doc as records side by side, and records in one another are no document', () => {
    const record = (data: Uint8Array, more = 0): Buffer => {
      const head = Buffer.alloc(6 + 17)
      head.writeUInt16LE(0xf01e)
      head.writeUInt32LE(17 + data.length + more, 2)
      return Buffer.concat([head, data])
    }
    expect(found(ole('Data', Buffer.concat([record(logo), record(scan), Buffer.alloc(9000)])))).toEqual([0, 1])
    const nested = Buffer.concat(Array.from({ length: 100 }, (_, i) => record(logo, (99 - i) * (23 + logo.length))))
    expect(() => found(ole('Data', nested))).toThrow(/larger/)
  })

  it('are looked for once, however often a page says that one follows', () => {
    const coded = Buffer.from(logo).toString('base64')
    const lines = 'Content-Type:image/\r\n'.repeat(500_000)
    const from = performance.now()
    expect(found(strToU8(`<html>\r\n${lines}\r\n${coded}\r\n--x`))).toEqual([0])
    // by its lines over and over it took three seconds
    expect(performance.now() - from).toBeLessThan(1500)
  })
})
