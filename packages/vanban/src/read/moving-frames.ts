import { crc32 } from 'node:zlib'
import type { PictureKind } from './picture-size.ts'

/** One frame of a picture that moves, as a picture of its own. */
export interface Frame {
  still: Uint8Array
  /** Where it lies on the whole picture, in pixels; GIF says it inside. */
  x: number
  y: number
  /** What becomes of it before the next frame: it stays, its place is emptied, or what was there before comes back. */
  after: 'stays' | 'goes' | 'restores'
  /** It takes the place of what lies under it, instead of lying upon it. */
  replaces: boolean
}

/**
 * The frames of a GIF, WebP or PNG that moves, one after another; none of a picture that does not. Nothing is unpacked: each
 * frame gets the head it needs to stand alone.
 */
export function* movingFrames(bytes: Uint8Array, kind: PictureKind): Generator<Frame> {
  if (kind === 'gif') yield* gifFrames(bytes)
  else if (kind === 'webp') yield* webpFrames(bytes)
  else if (kind === 'png') yield* pngFrames(bytes)
}

/** GIF89a, 18 to 24: the logical screen with its colours, and each image with the control block before it. */
function* gifFrames(bytes: Uint8Array): Generator<Frame> {
  const colours = (at: number): number => (bytes[at]! & 0x80 ? 3 << ((bytes[at]! & 7) + 1) : 0)
  const pastBlocks = (from: number): number => {
    let at = from
    while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1
    return at + 1
  }
  const screen = bytes.subarray(0, 13 + colours(10))
  let control: Uint8Array = new Uint8Array(0)
  for (let at = screen.length; at + 10 < bytes.length; ) {
    if (bytes[at] === 0x21) {
      const end = pastBlocks(at + 2)
      if (bytes[at + 1] === 0xf9) control = bytes.subarray(at, end)
      at = end
    } else if (bytes[at] === 0x2c) {
      const end = pastBlocks(at + 11 + colours(at + 9))
      const disposal = ((control[3] ?? 0) >> 2) & 7
      yield {
        still: Buffer.concat([screen, control, bytes.subarray(at, end), Buffer.from(';')]),
        x: 0,
        y: 0,
        after: disposal === 2 ? 'goes' : disposal === 3 ? 'restores' : 'stays',
        replaces: false,
      }
      control = new Uint8Array(0)
      at = end
    } else return
  }
}

/** RFC 9649, 2.7.1.1: a frame holds the chunks of a picture, which needs a head only where it is seen through. */
function* webpFrames(bytes: Uint8Array): Generator<Frame> {
  for (const { name, data } of webpChunks(bytes, 12)) {
    if (name !== 'ANMF' || data.length < 24) continue
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
    const u24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
    const image = data.subarray(16)
    const seenThrough = [...webpChunks(image, 0)].some((chunk) => chunk.name === 'ALPH')
    const head = Buffer.from('VP8X\x0a\0\0\0\x10\0\0\0', 'latin1')
    const body = seenThrough ? Buffer.concat([head, data.subarray(6, 12), image]) : image
    const riff = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
    riff.writeUInt32LE(body.length + 4, 4)
    const flags = data[15]!
    yield {
      still: Buffer.concat([riff, body]),
      x: u24(0) * 2,
      y: u24(3) * 2,
      after: flags & 1 ? 'goes' : 'stays',
      replaces: (flags & 2) !== 0,
    }
  }
}

function* webpChunks(bytes: Uint8Array, from: number): Generator<{ name: string; data: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = from; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true)
    yield {
      name: String.fromCharCode(...bytes.subarray(at, at + 4)),
      data: bytes.subarray(at + 8, at + 8 + size),
    }
    at += 8 + size + (size & 1)
  }
}

/** PNG, third edition, 11.3.6: `fcTL` opens a frame, `IDAT` or `fdAT` holds it; what stands before belongs to all. */
function* pngFrames(bytes: Uint8Array): Generator<Frame> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shared: Buffer[] = []
  let header: Uint8Array | null = null
  let control: Uint8Array | null = null
  let parts: Uint8Array[] = []
  const frame = (): Frame | null => {
    if (!header || !control || parts.length === 0) return null
    const own = Buffer.from(header)
    own.set(control.subarray(4, 12))
    const of = new DataView(control.buffer, control.byteOffset, control.byteLength)
    return {
      still: Buffer.concat([
        bytes.subarray(0, 8),
        pngChunk('IHDR', own),
        ...shared,
        ...parts.map((part) => pngChunk('IDAT', part)),
        pngChunk('IEND', new Uint8Array(0)),
      ]),
      x: of.getUint32(12),
      y: of.getUint32(16),
      after: control[24] === 1 ? 'goes' : control[24] === 2 ? 'restores' : 'stays',
      replaces: control[25] === 0,
    }
  }
  for (let at = 8; at + 12 <= bytes.length; ) {
    const size = view.getUint32(at)
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const data = bytes.subarray(at + 8, at + 8 + size)
    if (name === 'IHDR') header = data
    else if (name === 'fcTL' && data.length >= 26) {
      const done = frame()
      if (done) yield done
      control = data
      parts = []
    } else if (name === 'IDAT') parts.push(data)
    else if (name === 'fdAT') parts.push(data.subarray(4))
    else if (name === 'PLTE' || name === 'tRNS') shared.push(pngChunk(name, data))
    at += 12 + size
  }
  const last = frame()
  if (last) yield last
}

function pngChunk(name: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + data.length)
  chunk.writeUInt32BE(data.length)
  chunk.write(name, 4, 'latin1')
  chunk.set(data, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length)
  return chunk
}
