/** Pixels of a picture as its head declares them; `null` where the head is broken. */
export type PictureSize = { width: number; height: number } | null

export type PictureKind = 'png' | 'jpeg' | 'tiff' | 'webp' | 'gif'

/** What kind of picture the first bytes announce, or null. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const [a, b, c, d] = bytes
  if (a === 0x89 && b === 0x50 && c === 0x4e && d === 0x47) return 'png'
  if (a === 0xff && b === 0xd8 && c === 0xff) return 'jpeg'
  if ((a === 0x49 && b === 0x49 && c === 42 && d === 0) || (a === 0x4d && b === 0x4d && c === 0 && d === 42))
    return 'tiff'
  const head = String.fromCharCode(...bytes.subarray(0, 12))
  if (/^GIF8[79]a/.test(head)) return 'gif'
  return head.startsWith('RIFF') && head.endsWith('WEBP') ? 'webp' : null
}

/** Pictures that nothing here opens, by their first bytes: the name of their kind, or null. */
export function closedPictureKind(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 12))
  // the brand of a file of boxes (ISO/IEC 23008-12, annex B; AV1 Image File Format, 5)
  const brand = /^.{4}ftyp(.{4})/s.exec(head)?.[1]
  if (brand && /^(?:hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand)) return 'HEIC'
  if (brand && /^avi[fs]$/.test(brand)) return 'AVIF'
  if (head.startsWith('\0\0\0\fjP  ') || head.startsWith('\xff\x4f\xff\x51')) return 'JPEG 2000'
  return head.startsWith('\0\0\0\fJXL ') || head.startsWith('\xff\x0a') ? 'JPEG XL' : null
}

/** Size of a picture of one page, read from its head alone: nothing is unpacked for it. */
export function pictureSize(bytes: Uint8Array, kind: Exclude<PictureKind, 'tiff'>): PictureSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (kind === 'png') {
    if (bytes.length < 24) return null
    return { width: view.getUint32(16), height: view.getUint32(20) }
  }
  if (kind === 'gif') {
    // the logical screen, which every frame lies in (GIF89a, 18)
    if (bytes.length < 10) return null
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
  }
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
