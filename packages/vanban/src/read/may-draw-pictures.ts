/** Streams that draw: a picture, or a form, as which stamps and signatures are pinned to a page (ISO 32000-1, 8.9.5, 8.10, 12.5.5). */
const DRAWING = ['/Image', '/Form']

/**
 * Whether a PDF may draw pictures or bear annotations, by its bytes alone. A stream never stands within another one, so its
 * kind is always in sight (ISO 32000-1, 7.5.7).
 */
export function mayDrawPictures(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return DRAWING.some((name) => {
    for (let at = file.indexOf(name); at >= 0; at = file.indexOf(name, at + 1))
      // /ImageB, /FormType: other names
      if (!/[A-Za-z]/.test(String.fromCharCode(file[at + name.length] ?? 0))) return true
    return false
  })
}
