import { readFileSync } from 'node:fs'
import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import UTIF from 'utif2'
import { describe, expect, it } from 'vitest'
import { MAX_PIXELS } from './draw-page.ts'
import { readFile } from './read-file.ts'
import { renderPage } from './render-page.ts'
import { UnreadableFile } from './unreadable-file.ts'

const plan = new Uint8Array(readFileSync(new URL('../../../../samples/department-plan-2026.pdf', import.meta.url)))

async function opened(png: Uint8Array): Promise<Canvas> {
  const image = await loadImage(png)
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  return canvas
}

/** The part of the rectangle's pixels that is darker than mid grey. */
function ink(canvas: Canvas, [x0, y0, x1, y1]: readonly [number, number, number, number]): number {
  const [x, y] = [Math.floor(x0 * canvas.width), Math.floor(y0 * canvas.height)]
  const [w, h] = [Math.ceil(x1 * canvas.width) - x, Math.ceil(y1 * canvas.height) - y]
  const { data } = canvas.getContext('2d').getImageData(x, y, w, h)
  let dark = 0
  for (let i = 0; i < data.length; i += 4) if (data[i]! < 128) dark++
  return dark / (w * h)
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'drawn'
  } catch (error) {
    if (error instanceof UnreadableFile) return error.code
    throw error
  }
}

/**
 * One white page of `width` by `height` points with a line in Times New Roman, which the file does not carry; where the
 * page is shown turned, the line stands so that it reads upright.
 */
function bare(width: number, height: number, turn: 0 | 90 | 180 | 270 = 0): Uint8Array {
  const place = {
    0: `1 0 0 1 50 ${height - 80}`,
    90: '0 1 -1 0 80 50',
    180: `-1 0 0 -1 ${width - 50} 80`,
    270: `0 -1 1 0 ${width - 80} ${height - 50}`,
  }[turn]
  const text = `BT /F 16 Tf ${place} Tm (Ke hoach cong tac nam 2026) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/Rotate ${turn}/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>`,
    `<</Length ${text.length}>>stream\n${text}\nendstream`,
    '<</Type/Font/Subtype/TrueType/BaseFont/TimesNewRoman/Encoding/WinAnsiEncoding>>',
  ]
  let out = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = out.length
    out += `${i + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = out.length
  out += `xref\n0 6\n0000000000 65535 f \n${offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('')}`
  return new TextEncoder().encode(`${out}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF`)
}

/** A picture, red on the left half and blue on the right. */
function redAndBlue(): Canvas {
  const canvas = createCanvas(40, 20)
  const context = canvas.getContext('2d')
  context.fillStyle = 'red'
  context.fillRect(0, 0, 20, 20)
  context.fillStyle = 'blue'
  context.fillRect(20, 0, 20, 20)
  return canvas
}

const colourAt = (canvas: Canvas, x: number, y: number): string => {
  const [r, , b] = canvas
    .getContext('2d')
    .getImageData(Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1).data
  return r! > 200 && b! < 60 ? 'red' : b! > 200 && r! < 60 ? 'blue' : 'else'
}

describe('a page of a PDF', () => {
  it('is drawn in its size, with ink under every word and none in the margin', async () => {
    const canvas = await opened(await renderPage(plan, 1, { dpi: 100 }))
    expect([canvas.width, canvas.height]).toEqual([827, 1169])
    const { words } = await readFile(plan, 'a.pdf')
    const first = words!.filter((word) => word.page === 1)
    expect(first.length).toBeGreaterThan(200)
    for (const word of first) expect(ink(canvas, word.box)).toBeGreaterThan(0.02)
    expect(ink(canvas, [0, 0, 0.1, 1])).toBe(0)
  })

  it('shows text in a font that the file does not carry and reads it there, also on a page turned by its mark', async () => {
    for (const turn of [0, 90, 180, 270] as const) {
      const bytes = bare(600, 300, turn)
      const canvas = await opened(await renderPage(bytes, 1, { dpi: 72 }))
      expect([canvas.width, canvas.height]).toEqual(turn % 180 ? [300, 600] : [600, 300])
      const source = await readFile(bytes, 'a.pdf')
      expect(source.text.trim()).toBe('Ke hoach cong tac nam 2026')
      for (const word of source.words!) expect(ink(canvas, word.box)).toBeGreaterThan(0.08)
    }
  })

  it('stays within its pixels however large the page says it is', async () => {
    const canvas = await opened(await renderPage(bare(14_000, 14_000), 1, { dpi: 300 }))
    expect(canvas.width * canvas.height).toBeLessThanOrEqual(MAX_PIXELS * 1.01)
  })

  it('that is not there, or in a broken file, is refused by name', async () => {
    expect(await refusal(renderPage(plan, 99))).toBe('unreadable')
    expect(await refusal(renderPage(plan, 0))).toBe('unreadable')
    expect(await refusal(renderPage(plan, 1.5))).toBe('unreadable')
    expect(await refusal(renderPage(new TextEncoder().encode('%PDF-1.7 nothing'), 1))).toBe('unreadable')
  })
})

describe('a photo', () => {
  it('is turned upright as the camera marked it', async () => {
    const jpeg = redAndBlue().toBuffer('image/jpeg', 95)
    const turn = Buffer.from('ffe100224578696600004d4d002a0000000800010112000300000001000600000000000000', 'hex')
    const canvas = await opened(
      await renderPage(Buffer.concat([jpeg.subarray(0, 2), turn.subarray(0, 36), jpeg.subarray(2)]), 1),
    )
    expect(canvas.height).toBeGreaterThan(canvas.width)
    expect([colourAt(canvas, 0.5, 0.1), colourAt(canvas, 0.5, 0.9)]).toEqual(['red', 'blue'])
  })

  it('in TIFF is turned upright in each of the eight ways', async () => {
    const { data } = redAndBlue().getContext('2d').getImageData(0, 0, 40, 20)
    const shown: string[] = []
    for (let way = 1; way <= 8; way++) {
      const tiff = UTIF.encodeImage(new Uint8Array(data), 40, 20, { t274: [way] } as unknown as UTIF.IFD)
      const canvas = await opened(await renderPage(new Uint8Array(tiff), 1))
      const upright = canvas.height > canvas.width
      shown.push(upright ? `${colourAt(canvas, 0.5, 0.1)} above` : `${colourAt(canvas, 0.1, 0.5)} left`)
    }
    expect(shown).toEqual([
      'red left',
      'blue left',
      'blue left',
      'red left',
      'red above',
      'red above',
      'blue above',
      'blue above',
    ])
  })

  it('that declares more pixels than a page can have is refused before it is unpacked', async () => {
    const png = redAndBlue().toBuffer('image/png')
    png.writeUInt32BE(60_000, 16)
    png.writeUInt32BE(60_000, 20)
    expect(await refusal(renderPage(new Uint8Array(png), 1))).toBe('too-large')
    const { data } = redAndBlue().getContext('2d').getImageData(0, 0, 40, 20)
    const tiff = UTIF.encodeImage(new Uint8Array(data), 40, 20, {
      t256: [60_000],
      t257: [60_000],
    } as unknown as UTIF.IFD)
    expect(await refusal(renderPage(new Uint8Array(tiff), 1))).toBe('too-large')
  })

  it('that is cut off or has no such page is refused', async () => {
    const png = new Uint8Array(redAndBlue().toBuffer('image/png'))
    expect(await refusal(renderPage(png.slice(0, 20), 1))).toBe('unreadable')
    expect(await refusal(renderPage(png, 2))).toBe('unreadable')
    expect(await refusal(renderPage(new Uint8Array([0x49, 0x49, 42, 0, 1, 2]), 1))).toBe('unreadable')
  })
})
