import { createCanvas, loadImage } from '@napi-rs/canvas'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { WrittenDocument } from '../document.ts'
import { writePdf } from '../write/index.ts'
import { secrecyStamp } from './find-secrecy-mark.ts'
import { bmpOf, pdfOfJpegs, scannedPage } from './make-scan.ts'
import { pictureKind, pictureSize } from './picture-size.ts'
import { renderPage } from './render-page.ts'
import { screenScan } from './screen-scan.ts'

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
      expect((await screenScan(bytes, 1)).mark, kind).toBe('MẬT')
    }
  })

  it('shows the stamp it bears, in red ink as in black, in a PDF as in a photo', async () => {
    for (const [words, ink] of [
      ['MẬT', '#c8202c'],
      ['TỐI MẬT', '#d4303a'],
      ['MẬT', '#111'],
    ] as const) {
      const png = await stamped(page, words, ink)
      expect((await screenScan(await scanOf(png), 1)).mark, `${words} ${ink}`).toBe(words)
    }
    const photo = await scannedPage(await stamped(page, 'TUYỆT MẬT', '#c8202c'))
    expect((await screenScan(photo, 1)).mark).toBe('TUYỆT MẬT')
  })

  it('passes with a seal and with words about secrets, and tells the size of its pages', async () => {
    const { mark, pages } = await screenScan(await scanOf(page), 1)
    expect(mark).toBeNull()
    expect(pages).toHaveLength(1)
    expect(pages[0]!.width).toBeCloseTo(595.28, 0)
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
