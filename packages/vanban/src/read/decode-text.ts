/**
 * Bytes of a text file as a string: UTF-8, or UTF-16 by its mark or by its zero bytes. Null for bytes that are no text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes.subarray(2))
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2))
  const sample = bytes.subarray(0, 4096)
  let even = 0
  let odd = 0
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) i % 2 === 0 ? even++ : odd++
  // Vietnamese in UTF-16 has a zero byte in most letters (those below U+0100).
  if (odd > sample.length * 0.15 && even < sample.length * 0.05) return new TextDecoder('utf-16le').decode(bytes)
  if (even > sample.length * 0.15 && odd < sample.length * 0.05) return new TextDecoder('utf-16be').decode(bytes)
  if (even + odd > 0) return null
  // A file cut in the middle of a letter still reads; a damaged byte shows as U+FFFD.
  const text = new TextDecoder('utf-8').decode(bytes)
  let broken = 0
  for (const char of text) if (char === '\ufffd') broken++
  return broken > 8 && broken > text.length * 0.02 ? null : text
}
