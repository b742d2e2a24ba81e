/** Pixels of a picture as its head declares them; `null` where the head is broken. */
export type PictureSize = { width: number; height: number } | null

export type PictureKind = 'png' | 'jpeg' | 'tiff' | 'webp' | 'gif' | 'bmp'

/** Lengths of the headers that a BMP may have, in bytes. */
const BMP_HEADERS = new Set([12, 40, 52, 56, 64, 108, 124])

/** What kind of picture the first bytes announce, or null. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const [a, b, c, d] = bytes
  if (a === 0x89 && b === 0x50 && c === 0x4e && d === 0x47) return 'png'
  if (a === 0xff && b === 0xd8 && c === 0xff) return 'jpeg'
  if ((a === 0x49 && b === 0x49 && c === 42 && d === 0) || (a === 0x4d && b === 0x4d && c === 0 && d === 42))
    return 'tiff'
  const head = String.fromCharCode(...bytes.subarray(0, 18))
  if (/^GIF8[79]a/.test(head)) return 'gif'
  // two letters could open any text: the length of the header behind them could not (BITMAPFILEHEADER, BITMAPINFOHEADER)
  if (head.startsWith('BM') && head.endsWith('\0\0\0') && BMP_HEADERS.has(bytes[14] ?? 0)) return 'bmp'
  return /^RIFF.{4}WEBP/s.test(head) ? 'webp' : null
}

/** The kinds of picture that nothing here opens, by how their files begin. */
const CLOSED: readonly (readonly [kind: string, ...heads: string[]])[] = [
  ['JPEG 2000', '\0\0\0\fjP  ', '\xff\x4f\xff\x51'],
  ['JPEG XL', '\0\0\0\fJXL ', '\xff\x0a'],
  ['JPEG XR', 'II\xbc\0', 'II\xbc\x01'],
  ['DjVu', 'AT&TFORM'],
  ['JBIG2', '\x97JB2\r\n\x1a\n'],
  // offsets of eight bytes
  ['BigTIFF', 'II\x2b\0', 'MM\0\x2b'],
  ['PCX', '\n\0\x01', '\n\x02\x01', '\n\x03\x01', '\n\x04\x01', '\n\x05\x01'],
  ['Photoshop', '8BPS'],
  // placeable, or from memory or disk with a header of nine words ([MS-WMF], 2.3.2)
  [
    'WMF',
    '\xd7\xcd\xc6\x9a',
    ...['\x01', '\x02'].flatMap((type) => [`${type}\0\x09\0\0\x01`, `${type}\0\x09\0\0\x03`]),
  ],
]
/** Brands of files of boxes that hold pictures (ISO/IEC 23008-12, annexes B to E and L; AV1 Image File Format, 5). */
const HEIF = /^(?:he[iv][cxms]|m[is]f[12]|miaf|MiH[ABE]|MiAB|MiPr|1pic|avc[is]|vvi[cs]|jpeg|jpgs|j2ki|j2is)$/
const AVIF = /^(?:avi[fso]|MA1[AB])$/

/** Pictures that nothing here opens, by their first bytes: the name of their kind, or null. */
export function closedPictureKind(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 256))
  if (head.startsWith('ftyp', 4)) {
    // the brand of the file, its version, and the brands it can be read as
    const end = Math.max(12, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0))
    const brands = [head.slice(8, 12), ...(head.slice(16, end).match(/.{4}/gs) ?? [])]
    if (brands.some((brand) => AVIF.test(brand))) return 'AVIF'
    return brands.some((brand) => HEIF.test(brand)) ? 'HEIC' : null
  }
  // [MS-EMF], 2.3.4.2
  if (head.startsWith('\x01\0\0\0') && head.startsWith(' EMF', 40)) return 'EMF'
  return CLOSED.find(([, ...heads]) => heads.some((begins) => head.startsWith(begins)))?.[0] ?? null
}

/** Size of a picture of one page, read from its head alone: nothing is unpacked for it. */
export function pictureSize(bytes: Uint8Array, kind: Exclude<PictureKind, 'tiff'>): PictureSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (kind === 'png') {
    if (bytes.length < 24) return null
    return { width: view.getUint32(16), height: view.getUint32(20) }
  }
  if (kind === 'gif') return gifSize(view)
  if (kind === 'bmp') return bmpSize(view)
  if (kind === 'webp') return webpSize(view)
  // Segments up to the start of the frame (ITU-T T.81, table B.1: SOF0 to SOF15 without DHT, JPG and DAC).
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) at++
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    else at += 2 + view.getUint16(at + 2)
  }
  return null
}

/** The first chunk of a WebP says its size: lossy, lossless or extended (RFC 9649, 2.5 to 2.7). */
function webpSize(view: DataView): PictureSize {
  if (view.byteLength < 30) return null
  const u24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  switch (String.fromCharCode(view.getUint8(15))) {
    case 'X':
      return { width: u24(24) + 1, height: u24(27) + 1 }
    case 'L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    default:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  }
}

/**
 * The logical screen, or what of a frame lies beyond it: a frame is unpacked as large as it says, whatever the screen is
 * (GIF89a, 18 to 24).
 */
function gifSize(view: DataView): PictureSize {
  if (view.byteLength < 13) return null
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) }
  /** Past the table of colours that the bits at `at` announce. */
  const colours = (at: number): number => (view.getUint8(at) & 0x80 ? 3 << ((view.getUint8(at) & 7) + 1) : 0)
  const pastBlocks = (from: number): number => {
    let at = from
    while (at < view.byteLength && view.getUint8(at) !== 0) at += view.getUint8(at) + 1
    return at + 1
  }
  for (let at = 13 + colours(10); at < view.byteLength; ) {
    const block = view.getUint8(at)
    if (block === 0x21) at = pastBlocks(at + 2)
    else if (block === 0x2c && at + 10 < view.byteLength) {
      size.width = Math.max(size.width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true))
      size.height = Math.max(size.height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true))
      at = pastBlocks(at + 11 + colours(at + 9))
    } else break
  }
  return size
}

/** A header of twelve bytes has sizes of two; a height below zero runs from the top (BITMAPCOREHEADER, BITMAPINFOHEADER). */
function bmpSize(view: DataView): PictureSize {
  if (view.byteLength < 26) return null
  if (view.getUint32(14, true) === 12) return { width: view.getUint16(18, true), height: view.getUint16(20, true) }
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }
}
