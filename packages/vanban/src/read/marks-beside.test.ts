import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { findSecrecyMark } from './find-secrecy-mark.ts'
import { readFile } from './read-file.ts'

const markOf = async (bytes: Uint8Array, name: string) => findSecrecyMark((await readFile(bytes, name)).text)

/** So many lines that nothing behind them stands near the head of the paper. */
const LINES = Array.from({ length: 80 }, (_, i) => `Việc thứ ${i} của nhà trường.`)
const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`
const paragraph = (inner: string): string => `<w:p>${inner}</w:p>`
const BODY = LINES.map((line) => paragraph(run(line))).join('')

function docx(body: string, parts: Record<string, string> = {}): Uint8Array {
  const xml = `<w:document><w:body>${BODY}${body}</w:body></w:document>`
  const all = Object.entries({ 'word/document.xml': xml, ...parts })
  return zipSync(Object.fromEntries(all.map(([name, part]) => [name, strToU8(part)])))
}

function odt(body: string, parts: Record<string, string> = {}): Uint8Array {
  const lines = LINES.map((line) => `<text:p>${line}</text:p>`).join('')
  const xml = `<office:document-content><office:body><office:text>${lines}${body}</office:text></office:body></office:document-content>`
  const all = Object.entries({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': xml, ...parts })
  return zipSync(Object.fromEntries(all.map(([name, part]) => [name, strToU8(part)])))
}

function rtf(body: string): Uint8Array {
  return strToU8(`{\\rtf1\\ansi${LINES.map((_, i) => `\\pard viec thu ${i}\\par`).join('')}${body}}`)
}

describe('a mark of secrecy beside the text of a .docx', () => {
  it.each([
    ['a header', 'TỐI MẬT', '', { 'word/header1.xml': `<w:hdr>${paragraph(run('TỐI ') + run('MẬT'))}</w:hdr>` }],
    [
      'a footer beside the number of the page',
      'MẬT',
      '',
      {
        'word/footer2.xml': `<w:ftr>${paragraph(`${run('MẬT')}<w:r><w:tab/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>${run('3')}`)}</w:ftr>`,
      },
    ],
    [
      'a box in a header',
      'MẬT',
      '',
      {
        'word/header1.xml': `<w:hdr><w:p>${run('Trang')}<w:r><wps:txbx><w:txbxContent>${paragraph(run('MẬT'))}</w:txbxContent></wps:txbx></w:r>${run(' 1')}</w:p></w:hdr>`,
      },
    ],
    [
      'a text box far down',
      'TUYỆT MẬT',
      paragraph(
        `<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>${paragraph(run('TUYỆT MẬT'))}</w:txbxContent></wps:txbx></mc:Choice></mc:AlternateContent></w:r>`,
      ),
      {},
    ],
    [
      'a text box of Word 97 to 2007',
      'MẬT',
      paragraph(
        `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph(run('M Ậ T'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`,
      ),
      {},
    ],
    [
      'WordArt',
      'TỐI MẬT',
      paragraph('<w:r><w:pict><v:shape><v:textpath string="TỐI MẬT"/></v:shape></w:pict></w:r>'),
      {},
    ],
    [
      'WordArt in a header, as a watermark is',
      'MẬT',
      '',
      { 'word/header3.xml': '<w:hdr><w:p><w:r><v:textpath on="t" string="MẬT"/></w:r></w:p></w:hdr>' },
    ],
    [
      'a comment',
      'MẬT',
      '',
      { 'word/comments.xml': `<w:comments><w:comment>${paragraph(run('MẬT'))}</w:comment></w:comments>` },
    ],
    [
      'a foot note that nothing calls',
      'MẬT',
      '',
      {
        'word/footnotes.xml': `<w:footnotes><w:footnote w:id="9">${paragraph(run('MẬT'))}</w:footnote></w:footnotes>`,
      },
    ],
    [
      'a diagram',
      'MẬT',
      '',
      { 'word/diagrams/data1.xml': '<dgm:pt><a:p><a:r><a:t>MẬ</a:t></a:r><a:r><a:t>T</a:t></a:r></a:p></dgm:pt>' },
    ],
    [
      'what the file says of itself',
      'TỐI MẬT',
      '',
      { 'docProps/core.xml': '<c><dc:title>Kế hoạch</dc:title><cp:keywords>Độ mật: Tối mật</cp:keywords></c>' },
    ],
  ])('is seen in %s', async (_, mark, body, parts) => {
    expect(await markOf(docx(body, parts), 'a.docx')).toBe(mark)
  })

  it('makes a document of what has no text of its own', async () => {
    const xml = '<w:document><w:body><w:p/></w:body></w:document>'
    const header = `<w:hdr>${paragraph(run('MẬT'))}</w:hdr>`
    const bytes = zipSync({ 'word/document.xml': strToU8(xml), 'word/header1.xml': strToU8(header) })
    expect(await markOf(bytes, 'a.docx')).toBe('MẬT')
  })

  it('is no word of a sentence, of a drawing or of a list, and a part that is no XML hides nothing else', async () => {
    const header = `<w:hdr>${paragraph(run('Bảo vệ bí mật nhà nước'))}${paragraph(run('KẾ HOẠCH BẢO'))}${paragraph(run('MẬT'))}</w:hdr>`
    const box = `<w:r><wps:txbx><w:txbxContent>${paragraph(run('Mật'))}</w:txbxContent></wps:txbx></w:r>`
    const parts = {
      'word/header1.xml': header,
      'word/comments.xml': `<w:comments>${paragraph(run('Mật'))}</w:comments>`,
      'word/charts/chart1.xml': '<!DOCTYPE x><x>',
      'docProps/core.xml': '<c><dc:title>Mật ong rừng</dc:title><cp:keywords>bảo mật</cp:keywords></c>',
    }
    const source = await readFile(docx(paragraph(box), parts), 'a.docx')
    expect(findSecrecyMark(source.text)).toBeNull()
    expect(source.text.startsWith(LINES[0]!)).toBe(true)
  })
})

describe('a mark of secrecy beside the text of an .odt', () => {
  it.each([
    [
      'a header',
      'TUYỆT MẬT',
      '',
      {
        'styles.xml':
          '<s><style:master-page><style:header><text:p>TUYỆT <text:span>MẬT</text:span></text:p></style:header></style:master-page></s>',
      },
    ],
    [
      'a text box far down',
      'MẬT',
      '<text:p><draw:frame><draw:text-box><text:p>MẬT</text:p></draw:text-box></draw:frame></text:p>',
      {},
    ],
    [
      'words drawn as a shape',
      'TỐI MẬT',
      '<text:p>Nơi nhận<draw:custom-shape><text:p>TỐI<text:s/>MẬT</text:p></draw:custom-shape></text:p>',
      {},
    ],
    ['a comment', 'MẬT', '<text:p>x<office:annotation><text:p>MẬT</text:p></office:annotation></text:p>', {}],
    ['what the file says of itself', 'MẬT', '', { 'meta.xml': '<m><dc:title>MẬT</dc:title></m>' }],
  ])('is seen in %s', async (_, mark, body, parts) => {
    expect(await markOf(odt(body, parts), 'a.odt')).toBe(mark)
  })

  it('is no paragraph of the text far down', async () => {
    expect(await markOf(odt('<text:p>MẬT</text:p>'), 'a.odt')).toBeNull()
  })
})

describe('a mark of secrecy beside the text of an .rtf', () => {
  const shape = (inner: string): string => `{\\shp{\\*\\shpinst{\\sp{\\sn fLine}{\\sv 0}}${inner}}}`

  it.each([
    ['a footer', 'MẬT', String.raw`{\footer\pard trang 1\par M\u7852?T\par}`],
    ['a box in a header', 'MẬT', `{\\header trang ${shape(String.raw`{\shptxt M\u7852?T}`)}1\\par}`],
    ['a text box far down', 'TỐI MẬT', shape(String.raw`{\shptxt\pard T\u7888?I M\u7852?T\par}`)],
    ['WordArt', 'TỐI MẬT', shape(String.raw`{\sp{\sn gtextUNICODE}{\sv T\u7888?I M\u7852?T}}`)],
    ['WordArt in a header', 'MẬT', `{\\header ${shape(String.raw`{\sp{\sn gtextUNICODE}{\sv M\u7852?T}}`)}\\par}`],
    ['a comment', 'MẬT', String.raw`x{\*\atnid LA}{\*\annotation\pard M\u7852?T\par}`],
    ['what the file says of itself', 'MẬT', String.raw`{\info{\author An}{\title M\u7852?T}}`],
  ])('is seen in %s', async (_, mark, body) => {
    expect(await markOf(rtf(body), 'a.rtf')).toBe(mark)
  })

  it('is no other property of a drawing, nor a paragraph of the text far down', async () => {
    const named = shape(String.raw`{\sp{\sn wzName}{\sv M\u7852?T}}`)
    expect(await markOf(rtf(String.raw`${named}\pard M\u7852?T\par`), 'a.rtf')).toBeNull()
  })
})

describe('a mark of secrecy beside the text of a .doc', () => {
  it('is seen in its header', async () => {
    const bytes = new Uint8Array(readFileSync(new URL('fixtures/stamped-header.doc', import.meta.url)))
    expect(await markOf(bytes, 'a.doc')).toBe('TỐI MẬT')
  })
})
