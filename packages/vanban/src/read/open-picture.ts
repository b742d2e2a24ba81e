import { createHash } from 'node:crypto'
import { type Canvas, createCanvas, ImageData, loadImage } from '@napi-rs/canvas'
import type { PageSize } from '../document.ts'
import { MAX_PIXELS } from './draw-page.ts'
import { type Frame, movingFrames } from './moving-frames.ts'
import { type PictureKind, pictureKind, pictureSize } from './picture-size.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Most pixels a picture may declare: a telephone gives 12 to 50 million, an A3 scan at 600 dpi 70 million. */
const MAX_PICTURE = 100_000_000

/** Most pixels of a picture that moves, each frame of which is laid on the others whole: a page at 300 dpi has 9 million. */
const MAX_MOVING = 16_000_000

/** Most pages of one TIFF. */
const MAX_PAGES = 300

/** A4, in points: what a photo of a paper is taken to show. */
const A4 = { width: 595, height: 842 }

/** A photo or scan (PNG, JPEG, WebP, GIF, BMP, TIFF of one or more pages), each page upright; of one that moves, its first frame. */
export interface Picture {
  sizes: PageSize[]
  /** Page `number` (from 1) at `dpi`, but never with more than `MAX_PIXELS`, nor enlarged more than `enlarge` times. */
  draw(number: number, dpi: number, enlarge?: number): Promise<Canvas>
  /** What one that moves shows after its first frame, each state once where it differs from the one before. */
  later(dpi: number, enlarge: number): AsyncGenerator<Canvas>
}

/**
 * Opens a picture. The size that its head declares is looked at before anything is unpacked.
 * @throws {UnreadableFile} `too-large` or `unreadable`
 */
export async function openPicture(bytes: Uint8Array): Promise<Picture> {
  const kind = pictureKind(bytes)
  if (kind === null) throw new UnreadableFile('unreadable')
  return kind === 'tiff' ? openTiff(bytes) : openPhoto(bytes, kind)
}

async function openPhoto(bytes: Uint8Array, kind: Exclude<PictureKind, 'tiff'>): Promise<Picture> {
  mustBeDrawable(pictureSize(bytes, kind))
  let photo: Awaited<ReturnType<typeof loadImage>>
  try {
    // Turned upright by the camera's own mark (EXIF orientation).
    photo = await loadImage(bytes)
  } catch (error) {
    throw new UnreadableFile('unreadable', BROKEN, error)
  }
  const size = paperOf(photo)
  return {
    sizes: [size],
    draw: async (_, dpi, enlarge) => drawn(photo, photo, size, dpi, enlarge),
    later: (dpi, enlarge) => laterStates(bytes, kind, photo, (state) => drawn(state, photo, size, dpi, enlarge)),
  }
}

/**
 * The frames of a picture laid over one another, from the second on.
 * @throws {UnreadableFile} `too-large` over `MAX_MOVING`
 */
async function* laterStates(
  bytes: Uint8Array,
  kind: Exclude<PictureKind, 'tiff'>,
  { width, height }: PageSize,
  shown: (state: Canvas) => Canvas,
): AsyncGenerator<Canvas> {
  const frames = movingFrames(bytes, kind)
  const first = frames.next()
  const second = frames.next()
  if (first.done || second.done) return
  mustBeDrawable({ width, height }, MAX_MOVING)
  const state = createCanvas(width, height)
  const context = state.getContext('2d')
  let seen: string | null = null
  for (let next: IteratorResult<Frame> = first; !next.done; next = next === first ? second : frames.next()) {
    const frame = next.value
    const image = await stillOf(frame, kind)
    const before = frame.after === 'restores' ? context.getImageData(0, 0, width, height) : null
    if (frame.replaces) context.clearRect(frame.x, frame.y, image.width, image.height)
    context.drawImage(image, frame.x, frame.y)
    const now = createHash('sha256').update(state.data()).digest('hex')
    if (seen !== null && seen !== now) yield shown(state)
    seen = now
    if (before) context.putImageData(before, 0, 0)
    else if (frame.after === 'goes') context.clearRect(frame.x, frame.y, image.width, image.height)
  }
}

async function stillOf({ still }: Frame, kind: Exclude<PictureKind, 'tiff'>): ReturnType<typeof loadImage> {
  mustBeDrawable(pictureSize(still, kind), MAX_MOVING)
  try {
    return await loadImage(still)
  } catch (error) {
    throw new UnreadableFile('unreadable', BROKEN, error)
  }
}

async function openTiff(bytes: Uint8Array): Promise<Picture> {
  const { decode, decodeImage, toRGBA8 } = (await import('utif2')).default
  const buffer = bytes.slice().buffer
  let pages: ReturnType<typeof decode>
  try {
    // Without a width it is no page but a note about one.
    pages = decode(buffer).filter((page) => tag(page, 256) !== null)
  } catch (error) {
    throw new UnreadableFile('unreadable', BROKEN, error)
  }
  if (pages.length === 0) throw new UnreadableFile('unreadable', BROKEN)
  if (pages.length > MAX_PAGES) throw new UnreadableFile('too-large', TOO_MANY)
  for (const page of pages) mustBeDrawable({ width: tag(page, 256)!, height: tag(page, 257) ?? 0 })
  const sizes = pages.map((page) => {
    const size = { width: tag(page, 256)!, height: tag(page, 257)! }
    return paperOf(lies(page) ? { width: size.height, height: size.width } : size)
  })
  return {
    sizes,
    async *later() {},
    draw: async (number, dpi, enlarge) => {
      const page = pages[number - 1]!
      try {
        decodeImage(buffer, page)
        const flat = createCanvas(page.width, page.height)
        const pixels = new Uint8ClampedArray(toRGBA8(page))
        flat.getContext('2d').putImageData(new ImageData(pixels, page.width, page.height), 0, 0)
        const upright = turned(flat, tag(page, 274) ?? 1)
        return drawn(upright, upright, sizes[number - 1]!, dpi, enlarge)
      } catch (error) {
        throw new UnreadableFile('unreadable', BROKEN, error)
      } finally {
        // The unpacked page would stay with its entry until the file is let go.
        page.data = new Uint8Array(0)
      }
    },
  }
}

type Ifd = ReturnType<typeof import('utif2').decode>[number]

function tag(page: Ifd, number: number): number | null {
  const value = page[`t${number}`]
  return Array.isArray(value) && typeof value[0] === 'number' ? value[0] : null
}

/** Orientations 5 to 8 exchange width and height (TIFF 6.0, tag 274). */
const lies = (page: Ifd): boolean => (tag(page, 274) ?? 1) >= 5

const BROKEN = {
  vi: 'Tệp ảnh bị hỏng nên không mở được. Hãy chụp hoặc quét lại rồi tải lên.',
  en: 'The picture is damaged and cannot be opened. Take or scan it again and upload that.',
}
const TOO_MANY = {
  vi: `Tệp TIFF có quá ${MAX_PAGES} trang. Hãy tách thành nhiều tệp rồi tải lên từng tệp.`,
  en: `The TIFF has more than ${MAX_PAGES} pages. Split it and upload the parts.`,
}

function mustBeDrawable(size: { width: number; height: number } | null, most = MAX_PICTURE): void {
  if (size === null || size.width < 1 || size.height < 1) throw new UnreadableFile('unreadable', BROKEN)
  if (size.width * size.height <= most && Math.max(size.width, size.height) <= 32_000) return
  throw new UnreadableFile('too-large', {
    vi: `Ảnh quá lớn (${size.width} × ${size.height} điểm ảnh). Hãy chụp hoặc quét lại ở 200–300 dpi.`,
    en: `The picture is too large (${size.width} × ${size.height} pixels). Take or scan it again at 200 to 300 dpi.`,
  })
}

/** The paper a picture shows, in points: as wide as A4, upright or lying. */
function paperOf({ width, height }: PageSize): PageSize {
  const across = width > height ? A4.height : A4.width
  return { width: across, height: (across * height) / width }
}

function drawn(
  picture: Parameters<ReturnType<Canvas['getContext']>['drawImage']>[0],
  real: PageSize,
  paper: PageSize,
  dpi: number,
  enlarge = Number.POSITIVE_INFINITY,
): Canvas {
  const most = Math.sqrt(MAX_PIXELS / (real.width * real.height))
  const scale = Math.min((paper.width * dpi) / 72 / real.width, most, enlarge)
  const canvas = createCanvas(Math.max(1, Math.round(real.width * scale)), Math.max(1, Math.round(real.height * scale)))
  const context = canvas.getContext('2d')
  // What is transparent is paper.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** A canvas turned as TIFF tag 274 says: 3 and 6 and 8 are what scanners write, the rest are mirrored. */
function turned(flat: Canvas, orientation: number): Canvas {
  const { width: w, height: h } = flat
  const transforms: Record<number, [number, number, number, number, number, number]> = {
    2: [-1, 0, 0, 1, w, 0],
    3: [-1, 0, 0, -1, w, h],
    4: [1, 0, 0, -1, 0, h],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, h, 0],
    7: [0, -1, -1, 0, h, w],
    8: [0, -1, 1, 0, 0, w],
  }
  const transform = transforms[orientation]
  if (!transform) return flat
  const canvas = orientation >= 5 ? createCanvas(h, w) : createCanvas(w, h)
  const context = canvas.getContext('2d')
  context.setTransform(...transform)
  context.drawImage(flat, 0, 0)
  return canvas
}
