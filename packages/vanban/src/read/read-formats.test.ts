import { readFileSync } from 'node:fs'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '../cpu-time.testing.ts'
import { parse } from '../parse/parse.ts'
import { SCHOOL_PLAN } from '../parse/sample-documents.ts'
import { plain } from '../plain.ts'
import { readFile } from './read-file.ts'
import { readText } from './read-text.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Our own texts, saved by LibreOffice 7.4 from the .docx. */
const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)))
const sample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../../samples/${name}`, import.meta.url)))

async function linesOf(bytes: Uint8Array | string, name: string): Promise<string[]> {
  const source = await readFile(typeof bytes === 'string' ? strToU8(bytes) : bytes, name)
  return source.lines
    .map((line) => (line.cell ? `${line.cell.join('.')} ` : '') + source.text.slice(line.start, line.end))
    .filter((line) => line.trim() !== '')
}

async function code(bytes: Uint8Array | string, name: string): Promise<string> {
  try {
    await readFile(typeof bytes === 'string' ? strToU8(bytes) : bytes, name)
    return 'read'
  } catch (error) {
    if (error instanceof UnreadableFile && error.vi !== '' && error.en !== '') return error.code
    throw error
  }
}

const NUMBERED = [
  'Mở đầu',
  'I. Mục đích',
  '1. Một',
  '2. Hai',
  'a) điểm',
  '- gạch',
  'b) điểm nữa',
  '3. Ba',
  'Đoạn xen giữa',
  'II. Nhiệm vụ',
  '1. Một lại',
  'a) con',
  'Điều 3. Điều đầu',
  '3.1. khoản',
  '3.2. khoản nữa',
  'Điều 4. Điều sau',
  '4.1. khoản mới',
  'Theo các văn bản¹ và².',
  '¹ Nghị quyết số 22-NQ/TW.',
  '² Luật Giáo dục.',
  'Giữ CHỮ HOA',
  '0.0.0 Việc',
  '0.0.1 Hạn',
  '0.0.2 Ai',
  '0.1.0 Gộp hai cột',
  '0.1.2 Tổ',
  '0.1.2 Nhóm',
  '0.2.0 ',
  '0.2.1 ',
  '0.2.2 ',
  '0.3.0 a',
  '0.3.1 b',
  '0.3.2 c',
  'Sau bảng',
]

describe('the same document in every format', () => {
  it.each(['odt', 'html', 'mht', 'doc', 'rtf'])('.%s is parsed as the .docx is', async (extension) => {
    const name = `preschool-plan-2026.${extension}`
    const expected = plain(parse(await readFile(sample('preschool-plan-2026.docx'), 'a.docx')))
    expect(plain(parse(await readFile(fixture(name), name)))).toEqual(expected)
  })

  it.each(['odt', 'rtf'])(
    'prints the numbers of an .%s as they are printed, its tables as cells, its notes behind their paragraph',
    async (extension) => {
      expect(await linesOf(fixture(`numbered.${extension}`), `a.${extension}`)).toEqual(NUMBERED)
    },
  )

  it('reads the text of a .doc without its automatic numbers, and says so', async () => {
    const lines = await linesOf(fixture('numbered.doc'), 'a.doc')
    // Word 97 has a merged cell as one cell.
    const bare = NUMBERED.map((line) =>
      line.replace(/^(?:(?:[IVX]+|\d+|Điều \d+|\d\.\d)\.|[ab]\)|-) /, '').replace('0.1.2', '0.1.1'),
    )
    expect(lines).toEqual(bare)
    expect((await readFile(fixture('numbered.doc'), 'a.doc')).notices.join()).toMatch(/chỉ đọc được phần chữ/)
  })

  it('keeps bold, italic and alignment of an .odt, an .rtf and a page', async () => {
    for (const extension of ['odt', 'html', 'rtf']) {
      const source = await readFile(fixture(`preschool-plan-2026.${extension}`), `a.${extension}`)
      const line = (start: string) =>
        source.lines.find((l) => source.text.slice(l.start, l.end).startsWith(start)) ?? expect.fail(start)
      expect(line('KẾ HOẠCH')).toMatchObject({ bold: true, italic: false, align: 'center' })
      expect(line('Căn cứ')).toMatchObject({ bold: false, italic: true, align: 'justify' })
    }
  })
})

const page = (body: string): string =>
  `<!DOCTYPE html><html><head><title>Trang</title><style>p{color:red}</style></head><body>${body}</body></html>`
const paragraphs = SCHOOL_PLAN.split('\n')
  .map((line) => `<p>${line}</p>`)
  .join('\n')

describe('.html', () => {
  it('keeps the document and leaves out the site around it', async () => {
    const link = (text: string): string => `<li><a href="/x">${text}</a></li>`
    const site =
      page(`<form id="aspnetForm"><div class="top-menu"><ul>${link('Trang chủ')}${link('Giới thiệu')}${link('Văn bản')}</ul></div>
      <div id="wrap"><div>${paragraphs}</div>
      <div><b>Tin liên quan</b><ul>${link('Hội nghị triển khai nhiệm vụ')}${link('Khai giảng năm học mới')}${link('Thông báo tuyển sinh')}</ul></div></div>
      <footer>Bản quyền thuộc về Cổng thông tin. Điện thoại: 028 0000 0000</footer><script>var a = "<p>không</p>"</script>`)
    const source = await readFile(strToU8(site), 'ke-hoach.html')
    expect(source.format).toBe('html')
    expect(source.text).not.toMatch(/Trang chủ|Tin liên quan|Khai giảng|Bản quyền|không<|color/)
    expect(plain(parse(source))).toEqual(plain(parse(readText(SCHOOL_PLAN))))
  })

  it('numbers lists, parts cells, follows spans, breaks lines, decodes entities', async () => {
    const lines = await linesOf(
      page(`<ol type="I" start="2"><li>Mục đích<ol><li>Một</li><li value="5">Năm</li></ol></li></ol><ul><li>gạch</li></ul>
        <table><tr><td rowspan="2">Tổ</td><td colspan="2">Việc &amp; hạn</td></tr><tr><td>a&ndash;b</td><td>09/10</td></tr></table>
        <table><tr><td><p>Một cột</p></td></tr></table>D&#242;ng<br>d&#432;&#7899;i<p style="text-transform:uppercase">hoa</p><p hidden>ẩn</p>`),
      'a.htm',
    )
    expect(lines).toEqual([
      'II. Mục đích',
      '1. Một',
      '5. Năm',
      '- gạch',
      '0.0.0 Tổ',
      '0.0.1 Việc & hạn',
      '0.1.1 a–b',
      '0.1.2 09/10',
      'Một cột',
      'Dòng',
      'dưới',
      'HOA',
    ])
  })

  it('reads what Word saves: its labels, bullets, old fonts and foot notes', async () => {
    const lines = await linesOf(
      `<html xmlns:o="x"><body><p class=MsoNormal><![if !supportLists]><span>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Khoản</p>
       <p class=MsoNormal><span style='font-family:Symbol'>·<span>&nbsp;&nbsp;&nbsp;&nbsp; </span></span>Gạch</p>
       <p><font face=".VnTimeH">quyÕt ®Þnh</font> <span style="font-family:'.VnTime'">sè 12</span><a href="#_ftn1" name="_ftnref1">[1]</a></p>
       <div><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Chú thích</p></div></div></body></html>`,
      'a.html',
    )
    expect(lines).toEqual(['1. Khoản', '- Gạch', 'QUYẾT ĐỊNH số 12¹', '¹ Chú thích'])
  })

  it('reads the charset the page is in', async () => {
    const text = 'Kế hoạch của Ủy ban nhân dân phường'
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...[...page(`<p>${text}</p>`)].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]),
    ])
    expect(await linesOf(utf16, 'a.html')).toEqual([text])
    const bytes = Uint8Array.from('<meta charset="windows-1258"><p>C\u00f4\u00f2ng ho\u00cca</p>', (c) =>
      c.charCodeAt(0),
    )
    expect(await linesOf(bytes, 'a.html')).toEqual(['Cộng hòa'])
  })

  it('stays bounded where every cell covers all it may', { timeout: 60_000 }, async () => {
    const row = `<tr>${'<td rowspan=63 colspan=63>x</td>'.repeat(20)}</tr>`
    expect(await linesOf(`<table>${row.repeat(500)}</table>`, 'a.html')).toHaveLength(10_000)
  })

  it('stays bounded where a page nests without end', { timeout: 60_000 }, async () => {
    expect(await linesOf(`<html>${'<div>'.repeat(4_000)}Sâu`, 'a.html')).toEqual(['Sâu'])
    expect(await code(`<html>${'<div>'.repeat(100_000)}Sâu`, 'a.html')).toBe('too-large')
  })

  it('stays within the memory of the thread that reads it: elements are counted, not only letters', async () => {
    expect(await code(`<html>${'<p>x'.repeat(250_000)}`, 'a.html')).toBe('too-large')
  })
})

/** A page as Word saves it with all that belongs to it. */
function archive(html: string, encoding: 'quoted-printable' | 'base64', outer = 'From: <Saved by Word>\r\n'): string {
  const bytes = [...strToU8(html)]
  const body =
    encoding === 'base64'
      ? Buffer.from(html).toString('base64').replace(/.{76}/g, '$&\r\n')
      : bytes
          .map((byte) =>
            byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte),
          )
          .join('')
          .replace(/(?:[^=\n]|=..){70}/g, '$&=\r\n')
  return `${outer}MIME-Version: 1.0
Content-Type: multipart/related;
\tboundary="----=_Next.01"; type="text/html"

This is a page saved by a word processor.

------=_Next.01
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: file:///C:/anh.png

iVBORw0KGgo=
------=_Next.01
Content-Location: file:///C:/ke-hoach.htm
Content-Transfer-Encoding: ${encoding}
Content-Type: text/html; charset="utf-8"

${body}
------=_Next.01--
`.replaceAll(/(?<!\r)\n/g, '\r\n')
}

describe('.mhtml', () => {
  it.each(['quoted-printable', 'base64'] as const)('gives the page that it holds: %s', async (encoding) => {
    for (const name of ['ke-hoach.mht', 'ke-hoach.mhtml']) {
      const source = await readFile(strToU8(archive(page(paragraphs), encoding)), name)
      expect([source.format, source.notices]).toEqual(['html', []])
      expect(plain(parse(source))).toEqual(plain(parse(readText(SCHOOL_PLAN))))
    }
    const renamed = await readFile(strToU8(archive(page(paragraphs), encoding, '')), 'ke-hoach.doc')
    expect(renamed.notices[0]).toMatch(/trang HTML/)
  })

  it('holds no page, or is none', async () => {
    expect(await code(archive('', 'base64').replace('text/html; charset', 'text/css; charset'), 'a.mht')).toBe(
      'unreadable',
    )
    expect(await code(archive(page('<img src="cid:1">'), 'base64'), 'a.mht')).toBe('scanned')
    expect(await code('%PDF-1.7', 'a.mhtml')).toBe('mislabelled')
  })
})

describe('.rtf', () => {
  const rtf = (body: string): string =>
    `{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Times New Roman;}{\\f1\\fcharset163 Times New Roman;}{\\f2 .VnTimeH;}{\\f3 .VnTime;}}${body}}`

  it('reads letters by number, by the code page of their font and in old fonts', async () => {
    const body = String.raw`\pard\uc1 K\u7871\'3f ho\u7841?ch\par{\f1 C\'f4\'f2ng ho\'cca}\par{\f2 quy\'d5t}{\f3  s\'e8 12}\par {\uc2\u272 XY}\'a9 \{1\}\~\endash\par`
    expect(await linesOf(rtf(body), 'a.rtf')).toEqual(['Kế hoạch', 'Cộng hòa', 'QUYẾT số 12', 'Đ© {1} –'])
  })

  it('leaves out what is no text of the document', async () => {
    const body = String.raw`{\info{\title Không}}{\stylesheet{\s1 Không;}}{\header Không\par}{\*\lạ Không}{\pict\bin4 }}{{}\pard Có{\v Không}{\deleted Không}{\field{\*\fldinst HYPERLINK "x"}{\fldrslt  chữ}}\par`
    // and letters that are written as UTF-8 by who knows no better
    expect(await linesOf(rtf(body), 'a.rtf')).toEqual(['Có chữ'])
  })

  it('loses nothing that stands in a cell another goes over', async () => {
    const body = String.raw`\trowd\clvmgf\cellx1000\cellx2000\pard\intbl A\cell B\cell\row\trowd\clvmrg\cellx1000\cellx2000\pard\intbl thêm\cell C\cell\row\pard sau\par`
    expect(await linesOf(rtf(body), 'a.rtf')).toEqual(['0.0.0 A', '0.0.1 B', '0.1.0 thêm', '0.1.1 C', 'sau'])
  })

  it('stands merged cells in their first column, in a row and below one another', async () => {
    const row = (cells: string, edges: string): string => `\\trowd\\trleft0${edges}\\pard\\intbl ${cells}\\row`
    const body = `${row('A\\cell B\\cell C\\cell', '\\cellx1000\\cellx2000\\cellx3000')}${row('rộng\\cell c\\cell', '\\cellx2005\\cellx3000')}${row('\\cell b\\cell c\\cell', '\\clvmrg\\cellx1000\\cellx2000\\cellx3000')}\\pard sau\\par`
    expect(await linesOf(rtf(body), 'a.rtf')).toEqual([
      '0.0.0 A',
      '0.0.1 B',
      '0.0.2 C',
      '0.1.0 rộng',
      '0.1.2 c',
      '0.2.1 b',
      '0.2.2 c',
      'sau',
    ])
  })

  it('reads text boxes as Word draws them and as it did before, once each', async () => {
    const box = (text: string): string =>
      `{\\shp{\\*\\shpinst\\shpleft1{\\sp{\\sn fLine}{\\sv 0}}{\\shptxt \\pard\\plain ${text}\\par}}{\\shprslt{\\*\\do{\\dptxbxtext ${text}\\par}}}}`
    const old = String.raw`{\*\do\dptxbx{\dptxbxtext\pard T\u7888?I\par M\u7852?T}\dpx1}`
    const body = `\\pard Nơi ${box('TUY\\u7878?T M\\u7852?T')}nhận\\par ${old}Hai\\par\\trowd\\cellx1000\\cellx2000\\pard\\intbl A${box('trong\\cell hộp')}\\cell B\\cell\\row\\pard sau\\par`
    expect(await linesOf(rtf(body), 'a.rtf')).toEqual([
      'TUYỆT MẬT',
      'Nơi nhận',
      'TỐI',
      'MẬT',
      'Hai',
      '0.0.0 trong',
      '0.0.0 hộp',
      '0.0.0 A',
      '0.0.1 B',
      'sau',
    ])
  })

  it('keeps the mark of secrecy of a page header or footer, and nothing else of them', async () => {
    const stamp = String.raw`{\shp{\*\shpinst{\shptxt\pard M\u7852?T\par}}}`
    const body = `{\\headerf\\pard UBND\\par ${stamp}\\par}{\\footer trang{\\footnote x}\\par}\\pard Nội dung\\par`
    expect(await linesOf(rtf(body), 'a.rtf')).toEqual(['MẬT', 'Nội dung'])
  })

  it('knows a scan by its pictures, as Word writes them', async () => {
    const picture = String.raw`{\*\shppict{\pict\jpegblip ffd8}}{\nonshppict{\pict\wmetafile8 00}}`
    expect(await code(rtf(`\\pard ${picture}\\par`), 'a.rtf')).toBe('scanned')
    expect(await code(rtf(`{\\shp{\\*\\shpinst{\\sp{\\sn pib}{\\sv {\\pict 00}}}}}`), 'a.rtf')).toBe('scanned')
  })

  it('loses no text behind a row or in a cell that is not closed', async () => {
    const head = '\\trowd\\cellx1000\\cellx2000\\pard\\intbl '
    expect(await linesOf(rtf(`${head}A\\cell\\row ngoai\\par`), 'a.rtf')).toEqual(['0.0.0 A', 'ngoai'])
    expect(await linesOf(rtf(`${head}A\\cell\\row ngoai\\par\\pard sau\\par`), 'a.rtf')).toEqual([
      '0.0.0 A',
      'ngoai',
      'sau',
    ])
    expect(await linesOf(rtf(`${head}A\\cell\\row ngoai\\par${head}B\\cell\\row`), 'a.rtf')).toEqual([
      '0.0.0 A',
      'ngoai',
      '1.0.0 B',
    ])
    expect(await linesOf(rtf(`${head}A\\cell B\\par\\row`), 'a.rtf')).toEqual(['0.0.0 A', '0.0.1 B'])
  })

  it('begins in the font the file names, and takes the Unicode half where there are two', async () => {
    const body = String.raw`\deff1{\fonttbl{\f0 Arial;}{\f1\fcharset163 Arial;}{\f2 .VnTimeH;}}\pard C\'f4\'f2ng\par{\f2 quy\'d5t\plain  ho\'cca}\par {\upr{\b Ha No^i}{\*\ud{Hà N\u7897?i}}} xa\par`
    expect(await linesOf(`{\\rtf1\\ansi\\ansicpg1252${body}}`, 'a.rtf')).toEqual(['Cộng', 'QUYẾT hòa', 'Hà Nội xa'])
  })

  it('stays bounded, and names what it cannot read', { timeout: 60_000 }, async () => {
    expect(await code(rtf('{'.repeat(100_000)), 'a.rtf')).toBe('unreadable')
    expect(await code(rtf(`\\trowd${'\\cell'.repeat(300_000)}`), 'a.rtf')).toBe('too-large')
    const stairs = Array.from(
      { length: 20_000 },
      (_, i) => `\\trowd\\cellx${i * 100}\\cellx${i * 100 + 90} a\\cell b\\cell\\row`,
    )
    expect(await code(rtf(stairs.join('')), 'a.rtf')).toBe('read')
    // rows that nothing defines anew cost what they hold, not what was defined
    const took: number[] = []
    for (const columns of [2, 2, 256]) {
      const row = `\\trowd${Array.from({ length: columns }, (_, i) => `\\cellx${(i + 1) * 100}`).join('')}`
      const file = rtf(row + 'a\\cell\\row '.repeat(40_000))
      took.push(await cpuTime(async () => expect(await linesOf(file, 'a.rtf')).toHaveLength(40_000)))
    }
    expect(took[2]!).toBeLessThan(2.5 * Math.max(took[0]!, took[1]!))
    expect(await code(rtf(`\\trowd${'\\cellx9'.repeat(500_000)}`), 'a.rtf')).toBe('too-large')
    expect(await code(rtf('{\\pict\\pngblip 00}'), 'a.rtf')).toBe('scanned')
    expect(await code(rtf(''), 'a.rtf')).toBe('empty')
    expect(await code('chữ thường', 'a.rtf')).toBe('mislabelled')
  })
})

describe('.odt', () => {
  const content = (body: string): Uint8Array =>
    zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.text'),
      'content.xml': strToU8(
        `<office:document-content><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
      ),
    })

  it('numbers lists that start elsewhere, go on, or stop for a header', async () => {
    const style = `<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="3"/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/></text:list-style>`
    const li = (text: string, more = '', start = ''): string =>
      `<text:list-item${start}><text:p>${text}</text:p><text:p>tiếp</text:p>${more}</text:list-item>`
    const bytes = zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.text'),
      'content.xml': strToU8(
        `<x><office:automatic-styles>${style}</office:automatic-styles><office:text><text:list text:style-name="L" xml:id="a">${li('ba')}${li('bốn', `<text:list>${li('con')}${li('con')}</text:list>`)}<text:list-header><text:p>tiêu đề</text:p></text:list-header>${li('mười', '', ' text:start-value="10"')}</text:list><text:p>xen</text:p><text:list text:style-name="L" text:continue-list="a">${li('mười một')}</text:list><text:list text:style-name="L">${li('lại ba')}</text:list></office:text></x>`,
      ),
    })
    expect((await linesOf(bytes, 'a.odt')).filter((line) => line !== 'tiếp')).toEqual([
      '3. ba',
      '4. bốn',
      '4.a) con',
      '4.b) con',
      'tiêu đề',
      '10. mười',
      'xen',
      '11. mười một',
      '3. lại ba',
    ])
  })

  it('keeps typed spaces, drops comments and deleted text', async () => {
    const body = `<text:tracked-changes><text:p>đã xoá</text:p></text:tracked-changes><text:p>  Số:<text:s text:c="2"/>12<office:annotation><text:p>góp ý</text:p></office:annotation><text:line-break/>dòng
      hai</text:p>`
    expect(await linesOf(content(body), 'a.odt')).toEqual(['Số:  12', 'dòng hai'])
  })

  it('names a password, pictures only, nothing, another kind of document', async () => {
    const parts = unzipSync(content('<text:p>x</text:p>'))
    const locked = { ...parts, 'META-INF/manifest.xml': strToU8('<m><manifest:encryption-data/></m>') }
    expect(await code(zipSync(locked), 'a.odt')).toBe('encrypted')
    const pictures = { ...unzipSync(content('<text:p/>')), 'Pictures/1.png': strToU8('x') }
    expect(await code(zipSync(pictures), 'a.odt')).toBe('scanned')
    expect(await code(content('<text:p/>'), 'a.odt')).toBe('empty')
    expect(await code(zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }), 'a.odt')).toBe(
      'mislabelled',
    )
  })
})

describe('.doc', () => {
  it('believes the content of a .doc that is something else, and says what it is', async () => {
    const html = await readFile(strToU8(page('<p>Kế hoạch</p>')), 'a.doc')
    expect([html.text, html.format]).toEqual(['Kế hoạch', 'html'])
    expect(html.notices[0]).toMatch(/trang HTML/)
    const docx = await readFile(sample('preschool-plan-2026.docx'), 'a.doc')
    expect(docx.format).toBe('docx')
    expect(docx.notices[0]).toMatch(/văn bản \.docx/)
    expect((await readFile(fixture('numbered.doc'), 'a.docx')).notices[0]).toMatch(/văn bản \.doc;/)
    const rtf = await readFile(fixture('numbered.rtf'), 'a.doc')
    expect([rtf.format, rtf.notices[0]]).toEqual(['rtf', expect.stringMatching(/văn bản \.rtf;/)])
    expect(await code('chữ thường', 'a.doc')).toBe('mislabelled')
  })

  it('names a password, in the document and around it, and a Word too old', async () => {
    const at = (bytes: Uint8Array): number => Buffer.from(bytes).indexOf(Buffer.from([0xec, 0xa5]))
    const locked = fixture('numbered.doc')
    locked[at(locked) + 0x0b]! |= 0x01
    expect(await code(locked, 'a.doc')).toBe('encrypted')
    const old = fixture('numbered.doc')
    old.set([0x65, 0], at(old) + 2)
    expect(await code(old, 'a.doc')).toBe('unreadable')
    const sealed = Buffer.from(fixture('numbered.doc'))
    const name = Buffer.from('WordDocument\0', 'utf16le')
    const entry = sealed.indexOf(name)
    Buffer.from('EncryptedPackage\0', 'utf16le').copy(sealed, entry)
    sealed.writeUInt16LE(34, entry + 64)
    expect(await code(new Uint8Array(sealed), 'a.docx')).toBe('encrypted')
  })
})
