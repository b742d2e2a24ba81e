/** Pixels of a picture as its head declares them; `null` where the head is broken. */
export type PictureSize = { width: number; height: number } | null

export type PictureKind = 'png' | 'jpeg' | 'tiff'

/** What kind of picture the first bytes announce, or null. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const [a, b, c, d] = bytes
  if (a === 0x89 && b === 0x50 && c === 0x4e && d === 0x47) return 'png'
  if (a === 0xff && b === 0xd8 && c === 0xff) return 'jpeg'
  if ((a === 0x49 && b === 0x49 && c === 42 && d === 0) || (a === 0x4d && b === 0x4d && c === 0 && d === 42))
    return 'tiff'
  return null
}

/** Size of a PNG or JPEG, read from its head alone: nothing is unpacked for it. */
export function pictureSize(bytes: Uint8Array, kind: 'png' | 'jpeg'): PictureSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (kind === 'png') {
    if (bytes.length < 24) return null
    return { width: view.getUint32(16), height: view.getUint32(20) }
  }
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
