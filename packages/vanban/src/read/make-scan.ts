import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import { pictureSize } from './picture-size.ts'

/** What a scanner and an office do to a page. */
export interface ScanFaults {
  /** Degrees the paper lies askew, clockwise. */
  turn: number
  /** Greatest change of a pixel's brightness, of 255. */
  noise: number
  /** Spread of the lens, in pixels. */
  blur: number
  /** Darkest the paper gets towards its lower edge, 0 to 1. */
  shade: number
  /** JPEG quality, 1 to 100. */
  quality: number
  /** A red seal and a blue signature over the place given in parts of the page. */
  sealAt?: [x: number, y: number]
}

/**
 * What an office's scanner does at 200 dpi. Measured on signed papers as offices scanned them (docs/decisions/0010): the
 * paper's brightness scatters by 2 of 255 at most, the JPEG has quality 75. Here it scatters by more than twice that.
 */
const OFFICE: ScanFaults = { turn: 0.5, noise: 8, blur: 0.5, shade: 0.05, quality: 75 }

/** A page image as a scanner would give it: askew, noisy, darker below, as a JPEG. For tests and benches. */
export async function scannedPage(png: Uint8Array, faults: Partial<ScanFaults> = {}): Promise<Uint8Array> {
  const { turn, noise, blur, shade, quality, sealAt } = { ...OFFICE, ...faults }
  const page = await loadImage(png)
  const canvas = createCanvas(page.width, page.height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((turn * Math.PI) / 180)
  if (blur > 0) context.filter = `blur(${blur}px)`
  context.drawImage(page, -canvas.width / 2, -canvas.height / 2)
  context.filter = 'none'
  context.resetTransform()
  if (sealAt) stamp(canvas, sealAt)
  const image = context.getImageData(0, 0, canvas.width, canvas.height)
  const random = seeded(7)
  for (let i = 0; i < image.data.length; i += 4) {
    const paper = 1 - shade * (i / image.data.length)
    const grain = (random() - 0.5) * 2 * noise
    for (let c = 0; c < 3; c++) image.data[i + c] = Math.min(250, image.data[i + c]! * paper * 0.9 + 20 + grain)
  }
  context.putImageData(image, 0, 0)
  return new Uint8Array(canvas.toBuffer('image/jpeg', quality))
}

function stamp(canvas: Canvas, [x, y]: [number, number]): void {
  const context = canvas.getContext('2d')
  const [cx, cy, r] = [x * canvas.width, y * canvas.height, canvas.width * 0.085]
  // Stamping ink lies over the print as a glaze: black stays black.
  context.globalCompositeOperation = 'multiply'
  context.globalAlpha = 0.85
  context.strokeStyle = context.fillStyle = '#d01828'
  context.lineWidth = r * 0.05
  for (const part of [1, 0.93, 0.6]) {
    context.beginPath()
    context.arc(cx, cy, r * part, 0, Math.PI * 2)
    context.stroke()
  }
  context.beginPath()
  for (let i = 0; i < 10; i++) {
    const [angle, reach] = [(i * Math.PI) / 5 - Math.PI / 2, i % 2 ? r * 0.18 : r * 0.45]
    context.lineTo(cx + Math.cos(angle) * reach, cy + Math.sin(angle) * reach)
  }
  context.fill()
  context.strokeStyle = '#1c3f9c'
  context.lineWidth = r * 0.04
  context.beginPath()
  context.moveTo(cx, cy + r * 0.4)
  for (let i = 1; i <= 24; i++)
    context.lineTo(cx + i * r * 0.09, cy + Math.sin(i * 1.7) * r * 0.45 * Math.cos(i * 0.13))
  context.stroke()
  context.globalAlpha = 1
  context.globalCompositeOperation = 'source-over'
}

/** A picture as the oldest scanning programs save it: 24 bits a dot, nothing packed (BITMAPINFOHEADER). */
export function bmpOf(canvas: Canvas): Uint8Array {
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  const row = Math.ceil((width * 3) / 4) * 4
  const bytes = new Uint8Array(54 + row * height)
  const view = new DataView(bytes.buffer)
  bytes.set([0x42, 0x4d])
  for (const [at, value] of [
    [2, bytes.length],
    [10, 54],
    [14, 40],
    [18, width],
    [22, height],
    [26, 1 | (24 << 16)],
  ] as const)
    view.setUint32(at, value, true)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      bytes.set([data[from + 2]!, data[from + 1]!, data[from]!], 54 + (height - 1 - y) * row + x * 3)
    }
  }
  return bytes
}

/** The same grain on every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** A PDF that holds one JPEG of `dpi` dots an inch a page and no text, as a scanner writes it. */
export function pdfOfJpegs(jpegs: readonly Uint8Array[], dpi = 200): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')]
  const offsets: number[] = []
  let at = parts[0]!.length
  const add = (head: string, body?: Uint8Array): void => {
    offsets.push(at)
    const number = offsets.length
    const part = Buffer.concat([
      Buffer.from(`${number} 0 obj\n${head}\n`),
      ...(body ? [Buffer.from('stream\n'), body, Buffer.from('\nendstream\n')] : []),
      Buffer.from('endobj\n'),
    ])
    parts.push(part)
    at += part.length
  }
  add('<</Type/Catalog/Pages 2 0 R>>')
  add(`<</Type/Pages/Kids[${jpegs.map((_, i) => `${3 + i * 3} 0 R`).join(' ')}]/Count ${jpegs.length}>>`)
  jpegs.forEach((jpeg, i) => {
    const [width, height] = sizeOf(jpeg)
    const [across, down] = [(width * 72) / dpi, (height * 72) / dpi].map((points) => points.toFixed(2))
    const draw = Buffer.from(`q ${across} 0 0 ${down} 0 0 cm /I Do Q`)
    add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${across} ${down}]/Contents ${4 + i * 3} 0 R/Resources<</XObject<</I ${5 + i * 3} 0 R>>>>>>`,
    )
    add(`<</Length ${draw.length}>>`, draw)
    add(
      `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.length}>>`,
      jpeg,
    )
  })
  const table = offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('')
  const tail = `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${offsets.length + 1}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF`
  return new Uint8Array(Buffer.concat([...parts, Buffer.from(tail)]))
}

function sizeOf(jpeg: Uint8Array): [number, number] {
  const size = pictureSize(jpeg, 'jpeg')
  if (size === null) throw new Error('not a JPEG')
  return [size.width, size.height]
}
