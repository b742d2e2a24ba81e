/** A signature as it stands in a PDF file: which bytes it covers and what it is made of (ISO 32000-1, 12.8.1). */
export interface SignatureDictionary {
  /** Offset and length of the two stretches that are signed; between them stands the signature itself. */
  ranges: [number, number, number, number]
  /** The CMS object, without the zeros that fill its room. */
  contents: Uint8Array
  subFilter: string | null
  /** As written by the signer's program, an ISO instant; it proves nothing by itself. */
  claimedAt: string | null
  reason: string | null
  location: string | null
}

/** Longest dictionary around a signature that is looked at, in bytes, its contents left out. */
const MOST_DICTIONARY = 20_000
/** More signatures than this in one file are not read: a document has one for each hand and seal. */
const MOST_SIGNATURES = 50

/**
 * Finds the signatures of a PDF by their byte ranges. They never stand in a compressed stream, since a signature names
 * bytes of the file; what looks like one elsewhere has no signature in its gap and is passed over.
 */
export function signatureDictionaries(bytes: Uint8Array): SignatureDictionary[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found: SignatureDictionary[] = []
  const seen = new Set<number>()
  for (
    let at = file.indexOf('/ByteRange');
    at >= 0 && found.length < MOST_SIGNATURES;
    at = file.indexOf('/ByteRange', at + 1)
  ) {
    const match = /^\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(file.toString('latin1', at, at + 200))
    if (!match) continue
    const ranges = match.slice(1, 5).map(Number) as SignatureDictionary['ranges']
    const [start, length, second, secondLength] = ranges
    const gap = start + length
    if (second <= gap || second + secondLength > file.length || seen.has(gap)) continue
    const contents = hexadecimal(file.toString('latin1', gap, second))
    if (contents === null) continue
    seen.add(gap)
    found.push({ ranges, contents, ...described(dictionaryText(file, at, gap, second)) })
  }
  return found.sort((a, b) => a.ranges[2] + a.ranges[3] - (b.ranges[2] + b.ranges[3]))
}

/** The bytes of `<30 82 …>`, as long as the object inside says it is. */
function hexadecimal(text: string): Uint8Array | null {
  const match = /^\s*<([0-9a-fA-F\s]*)>\s*$/.exec(text)
  if (!match) return null
  const bytes = Buffer.from(match[1]!.replace(/\s+/g, ''), 'hex')
  if (bytes[0] !== 0x30 || bytes.length < 4) return null
  return bytes.subarray(0, derLength(bytes))
}

function derLength(bytes: Uint8Array): number {
  const first = bytes[1]!
  // an object of indefinite length ends by itself; the reader of the object sees where
  if (first === 0x80) return bytes.length
  if (first < 0x80) return first + 2
  const count = first & 0x7f
  let length = 0
  for (let i = 0; i < count && i < 4; i++) length = length * 256 + (bytes[2 + i] ?? 0)
  return Math.min(bytes.length, length + 2 + count)
}

/** The text of the dictionary around `/ByteRange`, the signature cut out. */
function dictionaryText(file: Buffer, at: number, gap: number, second: number): string {
  const before = file.toString('latin1', Math.max(0, Math.min(at, gap) - MOST_DICTIONARY), gap)
  const start = Math.max(before.lastIndexOf(' obj'), 0)
  const after = file.toString('latin1', second, Math.min(file.length, Math.max(at, second) + MOST_DICTIONARY))
  const end = after.indexOf('endobj')
  return `${before.slice(start)} ${end < 0 ? after : after.slice(0, end)}`
}

function described(text: string) {
  return {
    subFilter: /\/SubFilter\s*\/([\w.]+)/.exec(text)?.[1] ?? null,
    claimedAt: instant(stringOf(text, 'M')),
    reason: stringOf(text, 'Reason'),
    location: stringOf(text, 'Location'),
  }
}

/** A text string of a dictionary (ISO 32000-1, 7.9.2.2): in brackets with escapes, or hexadecimal; UTF-16 behind its mark. */
function stringOf(text: string, key: string): string | null {
  const match = new RegExp(`/${key}\\s*(?:\\(((?:\\\\[\\s\\S]|[^\\\\)])*)\\)|<([0-9a-fA-F\\s]*)>)`).exec(text)
  if (!match) return null
  const bytes =
    match[1] === undefined
      ? Buffer.from(match[2]!.replace(/\s+/g, ''), 'hex')
      : Buffer.from(
          match[1].replace(/\\([0-7]{1,3}|[\s\S])/g, (_all, code: string) => unescaped(code)),
          'latin1',
        )
  const decoded =
    bytes[0] === 0xfe && bytes[1] === 0xff
      ? new TextDecoder('utf-16be').decode(bytes.subarray(2))
      : new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'latin1').decode(bytes)
  const value = decoded.normalize('NFC').trim()
  return value === '' ? null : value
}

function unescaped(code: string): string {
  if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8))
  return { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[code] ?? code
}

function isUtf8(bytes: Buffer): boolean {
  return bytes.toString('utf-8').includes('\ufffd') === false
}

/** `D:20260311093000+07'00'` as an ISO instant. */
function instant(date: string | null): string | null {
  const match = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?/.exec(date ?? '')
  if (!match) return null
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', , sign, zone, part = '00'] = match
  const offset = sign ? `${sign}${zone}:${part}` : 'Z'
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
