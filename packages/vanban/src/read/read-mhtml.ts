import { UnreadableFile } from './unreadable-file.ts'

/** A part of a message: what its head says, and its body as it stands. */
interface MimePart {
  type: string
  charset: string | null
  boundary: string | null
  encoding: string
  body: string
}

/** Parts looked at, and how deep they may stand in one another. */
const MAX_PARTS = 500
const MAX_DEPTH = 8

/** A head longer than this is none. */
const MAX_HEAD = 65_536

/** Whether a file opens as a page saved with all that belongs to it: "From: <Saved by …>", "MIME-Version: 1.0". */
export function isMhtml(start: string): boolean {
  const [head = ''] = start.trimStart().split(/\r?\n\r?\n/, 1)
  return /^MIME-Version:/im.test(head) && head.split('\n').every((line) => /^(?:[\w-]+:|[ \t])/.test(line))
}

/**
 * The page in an MHTML archive (RFC 2557), as Word and browsers save it: the first part that is HTML, decoded from its
 * transfer encoding, and what the archive says its charset is.
 * @throws {UnreadableFile} `unreadable` where it holds no page
 */
export function pageOfMhtml(bytes: Uint8Array): { bytes: Uint8Array; charset: string | null } {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const page = findPage(message, 0)
  if (page === null) throw new UnreadableFile('unreadable')
  return { bytes: new Uint8Array(decoded(page)), charset: page.charset }
}

function findPage(message: string, depth: number): MimePart | null {
  const part = partOf(message)
  if (part.type === 'text/html' || part.type === 'application/xhtml+xml') return part
  if (part.boundary === null || depth >= MAX_DEPTH) return null
  for (const inner of partsOf(part.body, part.boundary)) {
    const page = findPage(inner, depth + 1)
    if (page !== null) return page
  }
  return null
}

/** The pieces between lines of the boundary; what stands before the first is told to nobody. */
function* partsOf(body: string, boundary: string): Generator<string> {
  const line = `--${boundary}`
  let from = startOf(body, line, 0)
  for (let count = 0; from >= 0 && count < MAX_PARTS; count++) {
    const open = from + line.length
    if (body.startsWith('--', open)) return
    const next = startOf(body, line, open)
    yield body.slice(open, next < 0 ? undefined : next).replace(/^[ \t]*\r?\n/, '')
    from = next
  }
}

/** Where a line begins with `words`, or -1. */
function startOf(text: string, words: string, from: number): number {
  let at = text.indexOf(words, from)
  while (at > 0 && text[at - 1] !== '\n') at = text.indexOf(words, at + 1)
  return at
}

function partOf(message: string): MimePart {
  const blank = /\r?\n\r?\n/.exec(message.slice(0, MAX_HEAD))
  const end = blank?.index ?? 0
  // Long fields go on in lines that are indented.
  const head = message.slice(0, end).replace(/\r?\n[ \t]+/g, ' ')
  const field = (name: string): string => new RegExp(`^${name}:(.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
  const type = field('Content-Type')
  const parameter = (name: string): string | null => {
    const m = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(type)
    return m?.[1] ?? m?.[2] ?? null
  }
  return {
    type: type.replace(/;.*/s, '').trim().toLowerCase(),
    charset: parameter('charset')?.toLowerCase() ?? null,
    boundary: parameter('boundary'),
    encoding: field('Content-Transfer-Encoding').toLowerCase(),
    body: message.slice(end + (blank?.[0].length ?? 0)),
  }
}

function decoded({ encoding, body }: MimePart): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1')
  const text = body
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(text, 'latin1')
}
