import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import type { Source, WrittenDocument } from '../document.ts'
import { parse } from '../parse/parse.ts'
import { writePdf } from '../write/index.ts'
import { pdfOfJpegs, scannedPage } from './make-scan.ts'
import { placesOnPages } from './places-on-pages.ts'
import { readFile } from './read-file.ts'
import { renderPage } from './render-page.ts'
import { UnreadableFile } from './unreadable-file.ts'

const PLAN: WrittenDocument = {
  kind: 'Kế hoạch',
  number: '45/KH-THCS.BM',
  superiorLines: ['UBND PHƯỜNG HÀ AN'],
  issuerLines: ['TRƯỜNG THCS BÌNH MINH'],
  place: 'Hà An',
  date: '2026-03-12',
  title: 'Thực hiện công tác đối ngoại và hội nhập quốc tế năm 2026',
  addressees: [],
  legalBases: [
    'Căn cứ Kế hoạch số 1876/KH-SGDĐT ngày 09 tháng 3 năm 2026 của Sở Giáo dục và Đào tạo về hoạt động đối ngoại năm 2026',
  ],
  blocks: [
    { type: 'heading', level: 1, label: 'I', title: 'NHIỆM VỤ' },
    {
      type: 'item',
      depth: 0,
      label: null,
      text: 'Văn phòng tổng hợp tin bài, gửi Ban giám hiệu trước ngày 25 tháng 4 năm 2026.',
    },
    {
      type: 'item',
      depth: 0,
      label: null,
      text: 'Tổ Ngoại ngữ lập danh sách học sinh đón đoàn trước ngày 20 tháng 5 năm 2026.',
    },
  ],
  signer: { authority: [], position: 'HIỆU TRƯỞNG', name: 'Lý Thu An' },
  recipients: ['Sở GDĐT (để b/c)', 'Các tổ chuyên môn (t/h)', 'Lưu: VT.'],
  draft: false,
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'read'
  } catch (error) {
    if (error instanceof UnreadableFile) return error.code
    throw error
  }
}

const blankPage = (): Uint8Array => {
  const canvas = createCanvas(600, 850)
  const context = canvas.getContext('2d')
  context.fillStyle = '#f4f2ec'
  context.fillRect(0, 0, 600, 850)
  return new Uint8Array(canvas.toBuffer('image/jpeg', 80))
}

describe('a scanned plan, askew, with a seal and a signature over it', async () => {
  const typed = await writePdf(PLAN)
  const text = await readFile(typed, 'a.pdf')
  const named = placesOnPages(text, parse(text).at.signer!).at(-1)!.box
  const jpeg = await scannedPage(await renderPage(typed, 1, { dpi: 200 }), {
    turn: 1.4,
    noise: 14,
    // where it belongs: a third over the signature, above the name (NĐ 30/2020, điều 33)
    sealAt: [named[0] - 0.03, named[1] - 0.04],
  })
  const steps: string[] = []
  let source: Source

  it('gives the header, the sections and the tasks of the typed one', { timeout: 180_000 }, async () => {
    source = await readFile(pdfOfJpegs([jpeg, blankPage()]), 'quet.pdf', {
      recognise: { progress: (done, pages) => steps.push(`${done}/${pages}`) },
    })
    expect(source.format).toBe('scan')
    const [seen, meant] = [parse(source), parse(text)]
    for (const field of ['kind', 'number', 'issuer', 'superior', 'place', 'date', 'title'] as const)
      expect(seen[field], field).toEqual(meant[field])
    expect(seen.signer?.name).toBe(meant.signer?.name)
    expect(seen.outline.map((e) => e.label)).toEqual(meant.outline.map((e) => e.label))
    expect(seen.citations.map((c) => [c.number, c.date])).toEqual(meant.citations.map((c) => [c.number, c.date]))
    expect(seen.tasks.map((t) => t.deadlines.map((d) => d.date))).toEqual(
      meant.tasks.map((t) => t.deadlines.map((d) => d.date)),
    )
    expect(seen.recipients).toHaveLength(meant.recipients!.length)
  })

  it('tells how far it is, and which page held nothing', () => {
    expect(steps).toEqual(['0/2', '1/2', '2/2'])
    expect(source.notices).toEqual(['Trang 2 không có chữ.'])
  })

  it('keeps how sure each word is and where it stands, the skew included', () => {
    expect(source.pages).toHaveLength(2)
    for (const word of source.words!) expect(word.confidence! > 0 && word.confidence! <= 1).toBe(true)
    const corner = (in_: Source, name: 'number' | 'title'): number =>
      placesOnPages(in_, parse(in_).at[name]!)[0]!.box[1]
    // 1.4° move a word by up to 1% of the page: the box follows the scan, not the typed page
    for (const name of ['number', 'title'] as const) expect(corner(source, name)).toBeCloseTo(corner(text, name), 1)
  })

  it('is refused as scanned where nobody asked for recognition', async () => {
    expect(await refusal(readFile(pdfOfJpegs([jpeg]), 'quet.pdf'))).toBe('scanned')
    expect(await refusal(readFile(jpeg, 'anh.jpg'))).toBe('scanned')
  })

  it('is left at once when the caller ends the work', async () => {
    const stop = new AbortController()
    const work = readFile(jpeg, 'anh.jpg', {
      recognise: { signal: stop.signal, progress: () => stop.abort(new Error('đã dừng')) },
    })
    await expect(work).rejects.toThrow('đã dừng')
  })
})

describe('a file to be recognised', () => {
  it('that has its text is read as it is, without recognition', async () => {
    const typed = await writePdf(PLAN)
    const steps: number[] = []
    const source = await readFile(typed, 'a.pdf', { recognise: { progress: (done) => steps.push(done) } })
    expect([source.format, steps]).toEqual(['pdf', []])
    expect(source.text).toBe((await readFile(typed, 'a.pdf')).text)
  })

  it('that shows nothing, or is broken, or declares too many pixels, is refused by name', {
    timeout: 60_000,
  }, async () => {
    const recognise = true
    expect(await refusal(readFile(blankPage(), 'anh.jpg', { recognise }))).toBe('empty')
    expect(await refusal(readFile(blankPage().slice(0, 300), 'anh.jpg', { recognise }))).toBe('unreadable')
    const png = createCanvas(4, 4).toBuffer('image/png')
    png.writeUInt32BE(0, 16)
    expect(await refusal(readFile(new Uint8Array(png), 'anh.png', { recognise }))).toBe('unreadable')
    png.writeUInt32BE(90_000, 16)
    png.writeUInt32BE(90_000, 20)
    expect(await refusal(readFile(new Uint8Array(png), 'anh.png', { recognise }))).toBe('too-large')
    expect(await refusal(readFile(blankPage(), 'anh.pdf', { recognise }))).toBe('mislabelled')
  })
})
