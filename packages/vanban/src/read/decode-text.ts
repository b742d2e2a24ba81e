const strict = new TextDecoder('utf-8', { fatal: true })

/**
 * Bytes of a text file as a string: UTF-8, or UTF-16 by its mark or by its zero bytes, else one byte a letter as
 * Windows-1252 has it (`mendLetters` then finds the old Vietnamese encoding). Null for bytes that are no text.
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
  try {
    return strict.decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
  // A file cut in the middle of a letter still reads; a damaged byte shows as U+FFFD.
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.split('\ufffd').length - 1
  const beyond = text.replace(/[ -~\s]/g, '').length
  if (broken <= 2 || broken < beyond * 0.1) return text
  return isLettersAByte(sample) ? new TextDecoder('windows-1252').decode(bytes) : null
}

/** Half of a text in one of the old encodings is ASCII letters and spaces; control characters are rare in it. */
function isLettersAByte(sample: Uint8Array): boolean {
  let letters = 0
  let controls = 0
  for (const byte of sample) {
    if ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x20 || byte === 0x0a) letters++
    else if (byte < 0x20 && byte !== 0x09 && byte !== 0x0d) controls++
  }
  return letters >= sample.length * 0.4 && controls <= sample.length * 0.02
}
