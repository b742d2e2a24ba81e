import { UnreadableFile } from './unreadable-file.ts'

export interface XmlHandler {
  open(name: string, attribute: (name: string) => string | undefined, selfClosing: boolean): void
  close(name: string): void
  text(text: string): void
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The five entities of XML and character numbers; nothing else is known, so nothing can expand. */
function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, dec, hex, name) => {
    if (name) return NAMED[name] ?? whole
    const code = dec ? Number(dec) : Number.parseInt(hex, 16)
    return code >= 9 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : ''
  })
}

/**
 * One pass over an XML text, without a tree. A document type declaration is refused: office files have none, and it is
 * where entity bombs live.
 * @param doctype passes over a document type instead, as drawings have one; what it declares stays unknown
 * @throws {UnreadableFile} `unreadable` for text that is not XML
 */
export function scanXml(xml: string, handler: XmlHandler, { doctype = false } = {}): void {
  let at = xml.indexOf('<')
  if (at < 0) throw new UnreadableFile('unreadable')
  while (at >= 0 && at < xml.length) {
    const next = xml[at + 1]
    if (next === '?') {
      const end = xml.indexOf('?>', at)
      if (end < 0) throw new UnreadableFile('unreadable')
      at = end + 2
    } else if (next === '!') {
      if (xml.startsWith('<!--', at)) {
        const end = xml.indexOf('-->', at)
        if (end < 0) throw new UnreadableFile('unreadable')
        at = end + 3
      } else if (xml.startsWith('<![CDATA[', at)) {
        const end = xml.indexOf(']]>', at)
        if (end < 0) throw new UnreadableFile('unreadable')
        handler.text(xml.slice(at + 9, end))
        at = end + 3
      } else if (doctype && xml.startsWith('<!DOCTYPE', at)) at = doctypeEnd(xml, at)
      else throw new UnreadableFile('unreadable')
    } else {
      const end = tagEnd(xml, at)
      if (next === '/') handler.close(xml.slice(at + 2, end).trimEnd())
      else {
        const selfClosing = xml[end - 1] === '/'
        const inner = xml.slice(at + 1, selfClosing ? end - 1 : end)
        const space = inner.search(/[\s/]/)
        const name = space < 0 ? inner : inner.slice(0, space)
        handler.open(name, (key) => attributeOf(inner, key), selfClosing)
        if (selfClosing) handler.close(name)
      }
      at = end + 1
    }
    const tag = xml.indexOf('<', at)
    const text = tag < 0 ? '' : xml.slice(at, tag)
    if (text !== '') handler.text(decode(text))
    at = tag
  }
}

/** What hides an angle bracket in a document type, with what ends it (XML 1.0, 2.8). */
const HIDES: Record<string, string> = { '"': '"', "'": "'", '<!--': '-->', '<?': '?>' }

/** Where the document type that begins at `at` has ended, with the declarations in it. */
function doctypeEnd(xml: string, at: number): number {
  const token = /<!--|<\?|["'<>]/g
  token.lastIndex = at
  let open = 0
  for (let found = token.exec(xml); found; found = token.exec(xml)) {
    const ends = HIDES[found[0]]
    if (ends !== undefined) {
      const end = xml.indexOf(ends, token.lastIndex)
      if (end < 0) break
      token.lastIndex = end + ends.length
    } else {
      open += found[0] === '<' ? 1 : -1
      if (open === 0) return token.lastIndex
    }
  }
  throw new UnreadableFile('unreadable')
}

/** Where the tag that begins at `at` is closed: a ">" inside an attribute's value does not close it. */
function tagEnd(xml: string, at: number): number {
  let end = xml.indexOf('>', at)
  for (let i = at; ; i++) {
    if (end < 0) throw new UnreadableFile('unreadable')
    if (i >= end) return end
    const char = xml.charCodeAt(i)
    if (char !== 0x22 && char !== 0x27) continue
    i = xml.indexOf(xml[i]!, i + 1)
    if (i < 0) throw new UnreadableFile('unreadable')
    if (i > end) end = xml.indexOf('>', i)
  }
}

function attributeOf(tag: string, key: string): string | undefined {
  let at = tag.indexOf(key)
  while (at >= 0) {
    const before = tag[at - 1]
    const equals = /^\s*=\s*(["'])/.exec(tag.slice(at + key.length, at + key.length + 8))
    if (equals && before !== undefined && /\s/.test(before)) {
      const from = at + key.length + equals[0].length
      const end = tag.indexOf(equals[1]!, from)
      return end < 0 ? undefined : decode(tag.slice(from, end))
    }
    at = tag.indexOf(key, at + 1)
  }
  return undefined
}
