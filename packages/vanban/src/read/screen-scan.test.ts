import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import { createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import { strToU8, zipSync } from 'fflate'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { WrittenDocument } from '../document.ts'
import { openPkcs12, signPdf } from '../sign/index.ts'
import { writePdf } from '../write/index.ts'
import { secrecyStamp } from './find-secrecy-mark.ts'
import { lookWithin } from './look-within.ts'
import { gifOf, picturedPdf, pictureOf, signedLineOn } from './make-pictured.testing.ts'
import { bmpOf, pdfOfJpegs, scannedPage } from './make-scan.ts'
import { mayDrawPictures } from './may-draw-pictures.ts'
import { openPicture } from './open-picture.ts'
import { pictureKind, pictureSize } from './picture-size.ts'
import { renderPage } from './render-page.ts'
import { type ScreenOptions, screenPapers, screenPdf, screenPictures, screenScan } from './screen-scan.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const letter: WrittenDocument = {
  kind: 'Công văn',
  number: '12/THCS.GM',
  superiorLines: ['PHÒNG VĂN HÓA - XÃ HỘI'],
  issuerLines: ['TRƯỜNG THCS GIÓ MỚI'],
  place: 'Gió Mới',
  date: '2026-03-09',
  title: 'V/v bảo mật tài khoản và giữ bí mật nhà nước',
  addressees: ['Các tổ chuyên môn'],
  legalBases: [],
  blocks: [{ type: 'paragraph', text: 'Nhà trường đề nghị các tổ giữ kín mật khẩu của tài khoản được cấp.' }],
  signer: { authority: [], position: 'HIỆU TRƯỞNG', name: 'Trần Thị Gió' },
  recipients: ['Như trên'],
  draft: false,
}

/** The page with a framed stamp in `ink`, as an office presses it under the number. */
async function stamped(page: Uint8Array, words: string, ink: string): Promise<Uint8Array> {
  const image = await loadImage(page)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const size = canvas.width / 26
  context.font = `bold ${size}px Tinos`
  const [x, y, width] = [canvas.width * 0.14, canvas.height * 0.17, context.measureText(words).width]
  context.strokeStyle = context.fillStyle = ink
  context.lineWidth = size / 12
  context.strokeRect(x - size * 0.4, y - size * 1.2, width + size * 0.8, size * 1.7)
  context.fillText(words, x, y)
  return canvas.encode('png')
}

const FIRST = { pages: [1], whole: false }
const markOf = async (bytes: Uint8Array, options: ScreenOptions = FIRST) => (await screenScan(bytes, options)).mark

describe('a scan before anything of it is kept', () => {
  let page: Uint8Array
  beforeAll(async () => {
    page = await renderPage(await writePdf(letter), 1, { dpi: 200 })
  })
  const scanOf = async (png: Uint8Array) => pdfOfJpegs([await scannedPage(png, { sealAt: [0.75, 0.4] })])

  it('shows the stamp in every kind of picture that people bring', async () => {
    const png = await stamped(page, 'MẬT', '#c8202c')
    const photo = await loadImage(png)
    const canvas = createCanvas(photo.width, photo.height)
    canvas.getContext('2d').drawImage(photo, 0, 0)
    const seenThrough = createCanvas(photo.width, photo.height)
    seenThrough.getContext('2d').drawImage(photo, 0, 0)
    seenThrough.getContext('2d').clearRect(0, 0, 9, 9)
    const extended = await seenThrough.encode('webp', 80)
    // what is transparent needs the extended form
    expect(String.fromCharCode(...extended.subarray(12, 16))).toBe('VP8X')
    for (const [kind, bytes] of [
      ['webp', extended],
      ['webp', await canvas.encode('webp', 80)],
      ['webp', await canvas.encode('webp', 100)],
      ['gif', await canvas.encode('gif', 10)],
      ['bmp', bmpOf(canvas)],
    ] as const) {
      expect(pictureKind(bytes)).toBe(kind)
      expect(pictureSize(bytes, kind)).toEqual({ width: photo.width, height: photo.height })
      expect(await markOf(bytes), kind).toBe('MẬT')
    }
  })

  it('shows the stamp it bears, in red ink as in black, in a PDF as in a photo', async () => {
    for (const [words, ink] of [
      ['MẬT', '#c8202c'],
      ['TỐI MẬT', '#d4303a'],
      ['MẬT', '#111'],
    ] as const) {
      const png = await stamped(page, words, ink)
      expect(await markOf(await scanOf(png)), `${words} ${ink}`).toBe(words)
    }
    const photo = await scannedPage(await stamped(page, 'TUYỆT MẬT', '#c8202c'))
    expect(await markOf(photo)).toBe('TUYỆT MẬT')
  })

  it('passes with a seal and with words about secrets, and tells the size of its pages', async () => {
    const { mark, pages } = await screenScan(await scanOf(page), FIRST)
    expect(mark).toBeNull()
    expect(pages).toHaveLength(1)
    expect(pages[0]!.width).toBeCloseTo(595.28, 0)
  })
})

/** Pictures of one size as the frames of a WebP. */
async function webpOf(...frames: Uint8Array[]): Promise<Uint8Array> {
  const chunk = (name: string, data: Uint8Array): Buffer => {
    const size = Buffer.alloc(4)
    size.writeUInt32LE(data.length)
    return Buffer.concat([Buffer.from(name), size, data, Buffer.alloc(data.length & 1)])
  }
  const u24 = (value: number): number[] => [value & 255, (value >> 8) & 255, value >> 16]
  const parts: Buffer[] = []
  for (const png of frames) {
    const picture = await loadImage(png)
    const extent = [...u24(picture.width - 1), ...u24(picture.height - 1)]
    if (parts.length === 0)
      parts.push(chunk('VP8X', Uint8Array.from([2, 0, 0, 0, ...extent])), chunk('ANIM', new Uint8Array(6)))
    const still = await onCanvas(picture).encode('webp', 90)
    const image = still.subarray(still.indexOf('VP8 '))
    parts.push(chunk('ANMF', Buffer.concat([Buffer.from([...u24(0), ...u24(0), ...extent, ...u24(100), 2]), image])))
  }
  return chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...parts]))
}

function onCanvas(picture: Image) {
  const canvas = createCanvas(picture.width, picture.height)
  canvas.getContext('2d').drawImage(picture, 0, 0)
  return canvas
}

function pngChunk(name: string, data: Uint8Array): Buffer {
  const [size, sum, body] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(name), data])]
  size.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}

/** Pictures of one size as the frames of a PNG. */
function pngOf(...frames: Uint8Array[]): Uint8Array {
  const out: Buffer[] = []
  for (const [number, frame] of frames.entries()) {
    const still = Buffer.from(frame)
    const control = Buffer.alloc(26)
    still.copy(control, 4, 16, 24)
    if (number === 0)
      out.push(still.subarray(0, 33), pngChunk('acTL', Buffer.from([0, 0, 0, frames.length, 0, 0, 0, 0])))
    out.push(pngChunk('fcTL', control))
    for (let at = 33; at < still.length; at += 12 + still.readUInt32BE(at)) {
      const data = still.subarray(at + 8, at + 8 + still.readUInt32BE(at))
      if (still.toString('latin1', at + 4, at + 8) !== 'IDAT') continue
      out.push(number === 0 ? pngChunk('IDAT', data) : pngChunk('fdAT', Buffer.concat([Buffer.alloc(4), data])))
    }
  }
  return Buffer.concat([...out, pngChunk('IEND', Buffer.alloc(0))])
}

describe('a picture that moves', () => {
  it('is looked at frame by frame, whatever its format', async () => {
    const [plan, mark] = [await pictureOf('KẾ HOẠCH'), await pictureOf('TỐI MẬT')]
    for (const [kind, bytes] of [
      ['gif', gifOf('KẾ HOẠCH', 'TỐI MẬT')],
      ['webp', await webpOf(plan, mark)],
      ['png', pngOf(plan, mark)],
    ] as const) {
      expect(pictureKind(bytes)).toBe(kind)
      expect(await markOf(bytes), kind).toBe('TỐI MẬT')
    }
  })

  it('is too large over 16 million dots, in whole or in one frame, though it takes a few kilobytes', async () => {
    const white = (width: number, height: number): Uint8Array => {
      const head = Buffer.alloc(13)
      head.writeUInt32BE(width)
      head.writeUInt32BE(height, 4)
      // one bit a dot
      head[8] = 1
      const row = Buffer.alloc(1 + Math.ceil(width / 8), 0xff)
      row[0] = 0
      const rows = deflateSync(Buffer.concat(new Array(height).fill(row)))
      const start = Buffer.from('89504e470d0a1a0a', 'hex')
      return Buffer.concat([start, pngChunk('IHDR', head), pngChunk('IDAT', rows), pngChunk('IEND', Buffer.alloc(0))])
    }
    const [small, large] = [white(200, 100), white(5000, 4000)]
    for (const moving of [pngOf(large, large), pngOf(small, large)])
      await expect((await openPicture(moving)).later(200, 1).next()).rejects.toMatchObject({ code: 'too-large' })
    expect(await (await openPicture(pngOf(small, small))).later(200, 1).next()).toMatchObject({ done: true })
  })

  it('passes where no frame bears a mark', async () => {
    expect(await markOf(gifOf('KẾ HOẠCH', 'KẾ HOẠCH', 'GIẤY MỜI'))).toBeNull()
  })
})

describe('a PDF that has text', () => {
  const [now, later] = [{ whole: true }, { whole: false }]
  const place = { left: 90, top: 150, width: 120, height: 45 }
  let paper: Uint8Array
  let page: Uint8Array
  beforeAll(async () => {
    paper = await writePdf(letter)
    page = await renderPage(paper, 1, { dpi: 200 })
  })
  const scanOf = async (...pngs: Uint8Array[]) => {
    const jpegs = []
    for (const png of pngs) jpegs.push(await scannedPage(png))
    return signedLineOn(pdfOfJpegs(jpegs))
  }

  it('is a scan where its text is the line of a signature upon the picture of a page', async () => {
    expect(await screenPdf(await scanOf(page), later)).toEqual({ mark: null, scanned: [1] })
    expect((await screenPdf(await scanOf(await stamped(page, 'MẬT', '#c8202c')), later)).mark).toBe('MẬT')
  })

  it('is looked at on its first scanned page where the others are recognised later, else on all', async () => {
    const bytes = await scanOf(page, await stamped(page, 'TỐI MẬT', '#c8202c'))
    expect(await screenPdf(bytes, later)).toEqual({ mark: null, scanned: [1, 2] })
    expect((await screenPdf(bytes, now)).mark).toBe('TỐI MẬT')
  })

  it('shows a stamp that is a picture on it, whole or in strips, red or black', async () => {
    for (const ink of ['#c8202c', '#111']) {
      const bytes = await picturedPdf(paper, { png: await pictureOf('TỐI MẬT', ink), ...place })
      expect(await screenPdf(bytes, later), ink).toEqual({ mark: 'TỐI MẬT', scanned: [] })
    }
    const whole = await loadImage(await pictureOf('MẬT'))
    const strips = await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (at) => {
        const strip = createCanvas(whole.width, whole.height / 6)
        strip.getContext('2d').drawImage(whole, 0, (-at * whole.height) / 6)
        const height = place.height / 6
        return { png: await strip.encode('png'), ...place, top: place.top + at * height, height }
      }),
    )
    expect((await screenPdf(await picturedPdf(paper, ...strips), later)).mark).toBe('MẬT')
  })

  it('shows a stamp pinned to it as an annotation', async () => {
    const fixture = new URL('../sign/fixtures/invented-school.p12', import.meta.url)
    const key = await openPkcs12(new Uint8Array(readFileSync(fixture)), 'banggiao')
    const picture = { png: await pictureOf('MẬT'), page: 1, box: [0.15, 0.18, 0.35, 0.23] as const }
    const bytes = await signPdf(paper, key, {
      at: new Date('2030-01-01'),
      picture: { ...picture, box: [...picture.box] },
    })
    expect(await screenPdf(bytes, later)).toEqual({ mark: 'MẬT', scanned: [] })
  })

  it('shows the stamp of a scan whose recognised text does not say it', async () => {
    const [width, height] = [595, 842]
    const sheet = await scannedPage(await stamped(page, 'MẬT', '#c8202c'))
    const png = await onCanvas(await loadImage(sheet)).encode('png')
    const bytes = await picturedPdf(paper, { png, left: 0, top: 0, width, height })
    expect((await screenPdf(bytes, later)).mark).toBe('MẬT')
  })

  it('passes with a logo, and without pictures is known by its bytes', async () => {
    const bytes = await picturedPdf(paper, { png: await pictureOf('GIÓ MỚI'), ...place })
    expect(await screenPdf(bytes, now)).toEqual({ mark: null, scanned: [] })
    expect([bytes, paper].map(mayDrawPictures)).toEqual([true, false])
    expect(mayDrawPictures(Buffer.from('%PDF-1.4 /ProcSet [/PDF /Text /ImageB /ImageC]'))).toBe(false)
  })

  it('is looked at like that in an archive too', async () => {
    const stampOn = await picturedPdf(paper, { png: await pictureOf('MẬT'), ...place })
    for (const bytes of [await writePdf({ ...letter, circulation: 'MẬT' }), stampOn])
      expect(await screenPapers(papersIn({ 'ke-hoach.pdf': bytes }))).toBe('MẬT')
    expect(await screenPapers(papersIn({ 'ke-hoach.pdf': paper }))).toBeNull()
    const scan = await scanOf(page, await stamped(page, 'TỐI MẬT', '#c8202c'))
    expect(await screenPapers(papersIn({ 'tap/quet.pdf': scan }))).toBe('TỐI MẬT')
  })
})

const papersIn = (files: Record<string, Uint8Array>) => lookWithin(zipSync(files), false).papers

describe('the papers of an archive', () => {
  it('show the mark of their text, and what opens in no program shows nothing', async () => {
    const markIn = (name: string, text: string) =>
      screenPapers(papersIn({ 'hong.pdf': strToU8('%PDF-1.4 hỏng'), [name]: strToU8(text) }))
    expect(await markIn('a.txt', 'KẾ HOẠCH\nbảo mật')).toBeNull()
    expect(await markIn('a.txt', 'TỐI MẬT\n\nKẾ HOẠCH')).toBe('TỐI MẬT')
    expect(await markIn('a.rtf', '{\\rtf1 TUYET MAT\\par KE HOACH}')).toBe('TUYỆT MẬT')
  })
})

describe('the pictures of a document', () => {
  it('show a mark in red or black, in print of 13 points', async () => {
    for (const ink of ['#c8202c', '#111'])
      expect(await screenPictures([await pictureOf('KẾ HOẠCH'), await pictureOf('MẬT', ink)]), ink).toBe('MẬT')
  })

  it('pass without one, and what opens in no program shows nothing', async () => {
    expect(await screenPictures([await pictureOf('BẢO MẬT'), Buffer.from('\x89PNG hỏng', 'latin1')])).toBeNull()
  })
})

describe('the words of a stamp', () => {
  it('are taken for a mark with their diacritics misread, and only alone', () => {
    expect(secrecyStamp(['[MAT]'])).toBe('MẬT')
    expect(secrecyStamp(['TÔI MÂT'])).toBe('TỐI MẬT')
    expect(secrecyStamp(['TUYET', 'MẠT'])).toBe('TUYỆT MẬT')
    expect(secrecyStamp(['TRƯỜNG THCS', 'BẢO MẬT THÔNG TIN'])).toBeNull()
  })
})
