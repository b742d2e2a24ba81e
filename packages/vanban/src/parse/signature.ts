import type { Place, Signer } from '../document.ts'
import { opensWithBody } from './bodies.ts'
import { INFERRED } from './confidence.ts'
import { fold, isUpper } from './fold.ts'
import { CELL_WIDTH, isSpaced, type Line } from './lines.ts'
import { isDeputy, readSignerParts } from './signer-parts.ts'

/** Prefixes of NĐ 30/2020, điều 13 (TM., Q., KT., TL., TUQ.) and of the Party (T/M, K/T, T/L). */
const AUTHORITY =
  /^(?:t\s*[/.]?\s*m|k\s*[/.]?\s*t|t\s*[/.]?\s*l|t\s*[/.]?\s*u\s*[/.]?\s*q|q)\s*[/.]\s*|^(?:tm|kt|tl|tuq)\s+(?=[a-z])|^(?:t\/m|k\/t|t\/l)\s+/
const POSTS =
  'quyen |pho |thu truong|chu tich|giam doc|hieu truong|truong phong|chanh van phong|chanh thanh tra|bo truong|thu tuong|tong bi thu|bi thu|cuc truong|vu truong|tong cuc truong|truong ban|chu nhiem|vien truong|chanh an|truong doan|to truong|tong giam doc|thong doc|truong khoa|vien truong|doi truong|truong|chi cuc truong|uy vien|thuong truc|tong thanh tra|tong kiem toan|chu tich nuoc|thu ky|chu toa|nguoi |ke toan|chanh|tham tan|truong tieu ban|truong cong an'
/** Two columns on one line. */
const COLUMNS = /\S(?:\s{4}|\t)/
const POST = new RegExp(`^(?:${POSTS})`)
/** Where the signer's own post begins inside a line that holds authority and post: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH". */
const INNER_POST =
  /(?<=[a-z,] )(?:pho (?:chu tich|giam doc|hieu truong|truong phong|truong ban|thu tuong|cuc truong|vu truong|tong cuc truong|chu nhiem|bi thu|chanh|vien truong|tong giam doc|thu truong|truong)|thu truong(?! co quan)|chanh van phong|cuc truong|vu truong|giam doc so|truong phong|truong ban|tong cuc truong|chanh thanh tra)/g
const SIGNED = /^[[(]?\s*(?:da ky|daky|ky ten|ky,|ky va|signed|ky, ghi ro|chu ky)|^\[\s*$|^\(?(?:ky ten, dong dau)/
const RANKS =
  /^(?:(?:gs|pgs|ts|tskh|ths|th\.s|cn|ks|bs|ngut|ngnd|nsut|nsnd|dai tuong|thuong tuong|trung tuong|thieu tuong|dai ta|thuong ta|trung ta|thieu ta|ong|ba)[.\s]+)+/
const SURNAMES =
  /^(?:nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dinh|mai|truong|trinh|dao|doan|luong|ha|cao|luu|ta|chu|to|thai|la|quach|lam|vuong|nong|trieu|hua|kieu|bach|mac|tong|le|giang|lo|ma|be|sung|vang|giang|thao|ksor|siu|rcom|h|y|k|dieu|thach|kim|son|danh|chau|au|on|phung|khong|quan|tang|than|tiet|ung|viem|nghiem|uong|loc|cu|cung|gian|cam|ban|hau|len|lieu|long|lu|luc|ngan|nham|ninh|phi|pho|que|sam|sy|thieu|ti|tieu|trang|tu|van|vi)$/

/** Whether folded words open as a line of a signature does: "KT. GIÁM ĐỐC", "HIỆU TRƯỞNG". */
export function opensHand(folded: string): boolean {
  return AUTHORITY.test(folded) || POST.test(folded)
}

export interface SignatureBlock {
  signer: Signer
  cosigners: Signer[]
  at: Place
  /** Indices in the lines given: first line of the block, and the one after it. */
  from: number
  to: number
}

interface Part {
  /** Spaces made single. */
  text: string
  folded: string
  start: number
  /** Characters before it in its line, and its own in the source. */
  column: number
  length: number
  line: number
}

/**
 * The signature block among the last lines of a document: who is signed for, the post, the name. Lines that print
 * recipients and signature side by side are cut at the wide gap.
 */
export function readSignature(lines: readonly Line[], from: number): SignatureBlock | null {
  for (let i = from; i < lines.length; i++) {
    const line = lines[i]!
    const { folded } = line
    // Cheap first: most lines open no block, neither at their head nor in a right-hand column.
    if (i < lines.length - 6 && !opensHand(folded)) if (!isSpaced(line) || !COLUMNS.test(line.text)) continue
    const parts = partsOf(lines, i)
    const first = parts.find((p) => opens(p.text, p.folded)) ?? (signedInSmall(lines, i) ? parts[0] : undefined)
    if (!first) continue
    const block = readFrom(lines, i, first)
    if (block)
      return withOthers(
        lines,
        i,
        block,
        parts.filter((p) => p !== first && opens(p.text, p.folded)),
      )
  }
  return null
}

/**
 * The hands beside the first on the same line, as minutes and joint documents print them. Who only kept the minutes stands on
 * the left and is not the one who answers for them (NĐ 30/2020, mẫu biên bản).
 */
function withOthers(
  lines: readonly Line[],
  at: number,
  block: SignatureBlock,
  beside: readonly Part[],
): SignatureBlock {
  const others = beside.flatMap((part) => readFrom(lines, at, part) ?? []).filter((other) => other.signer.name !== null)
  if (others.length === 0) return block
  const all = [block, ...others]
  const main = all.find(({ signer }) => !/^(?:thu ky|nguoi (?:lap|ghi))/.test(fold(signer.position ?? ''))) ?? block
  return {
    signer: main.signer,
    cosigners: all.filter((b) => b !== main).map((b) => b.signer),
    at: { start: Math.min(...all.map((b) => b.at.start)), end: Math.max(...all.map((b) => b.at.end)) },
    from: block.from,
    to: Math.max(...all.map((b) => b.to)),
  }
}

function partsOf(lines: readonly Line[], i: number): Part[] {
  const line = lines[i]!
  const out: Part[] = []
  for (const m of line.text.matchAll(/\S(?:.*?\S)?(?=\s{4,}|\t|$)/g)) {
    const text = m[0].replace(/\s+/g, ' ')
    out.push({
      text,
      folded: fold(text),
      start: line.start + m.index,
      column: line.text.slice(0, m.index).includes('\t') ? CELL_WIDTH : line.column + m.index,
      length: m[0].length,
      line: i,
    })
  }
  return out
}

/** "Hiệu trưởng" or "Người lập" in small letters, as typed lists end: only on the last lines, with a name below. */
function signedInSmall(lines: readonly Line[], i: number): boolean {
  const { text, folded } = lines[i]!
  if (i < lines.length - 6 || text.length > 45 || !/^\p{Lu}/u.test(text) || /[.;:,]$/.test(text)) return false
  if (!POST.test(folded) && !/^nguoi (?:lap|viet|bao cao|xay dung|de nghi|trinh)/.test(folded)) return false
  return lines.slice(i + 1, i + 4).some((line) => isName(line.text)) && !isName(text)
}

function opens(text: string, folded: string): boolean {
  if (text.length > 140) return false
  if (AUTHORITY.test(folded)) {
    const rest = text.slice(AUTHORITY.exec(folded)![0].length)
    return rest === '' || isUpper(rest.slice(0, 12)) || isUpper(rest)
  }
  if (!POST.test(folded)) return false
  if (isUpper(text)) return !/[;:.]$/.test(text) && text.length < 70
  // "CHỦ TỊCH Hoàng Quốc Khánh": capital post and the name after it, in one cell.
  const head = upperHead(text)
  return head !== null && POST.test(fold(head.post)) && isName(head.name)
}

/** Splits "THỨ TRƯỞNG Bùi Hồng Lĩnh" where the capitals end. */
function upperHead(text: string): { post: string; name: string } | null {
  const m = /^((?:[\p{Lu}\d.,/&-]+\s+)+)(\p{Lu}[\p{Ll}’'].*)$/u.exec(text)
  return m ? { post: m[1]!.trim(), name: m[2]!.trim() } : null
}

function isName(text: string): boolean {
  const bare = text.slice(RANKS.exec(fold(text))?.[0].length ?? 0).trim()
  const words = bare.split(/\s+/)
  if (words.length < 2 || words.length > 6 || bare.length > 45) return false
  if (/[\d;:,()/]/.test(bare) || /[.]$/.test(bare)) return false
  if (words.every((w) => /^\p{Lu}[\p{Ll}’'ʼ]*(?:-\p{Lu}\p{Ll}+)?$/u.test(w) || /^\p{Lu}[’'ʼ]$/u.test(w))) return true
  return (
    isUpper(bare) &&
    words.every((w) => /^\p{Lu}+$/u.test(w)) &&
    SURNAMES.test(fold(words[0]!)) &&
    !POST.test(fold(bare)) &&
    !/ (?:phong|ban|truong|so|bo) /.test(` ${fold(bare)} `)
  )
}

function readFrom(lines: readonly Line[], at: number, first: Part): SignatureBlock | null {
  const authority: string[] = []
  const posts: string[] = []
  let name: string | null = null
  let signed = false
  let end = first.start + first.length
  let i = at
  let used = at
  const { column } = first
  const take = (text: string): void => {
    const folded = fold(text)
    if (AUTHORITY.test(folded) || (authority.length > 0 && /^(?:TM|KT|TL|TUQ|Q)\.?$/.test(authority.at(-1)!))) {
      const inner = lastInner(folded)
      if (inner > 0) {
        authority.push(text.slice(0, inner).trim())
        posts.push(text.slice(inner).trim())
      } else authority.push(text)
    } else posts.push(text)
  }
  let idle = 0
  for (; i < lines.length && idle < 16; i++) {
    const parts = i === at ? [first] : partsOf(lines, i)
    // Beside a list of recipients the block is the right-hand column.
    const part = i === at ? first : column > 8 ? parts.find((p) => p.column > Math.max(8, column - 25)) : parts[0]
    if (!part || (i > at && column > 8 && /^[-+]/.test(part.text))) {
      if (column <= 8) break
      idle++
      continue
    }
    const { text, folded } = part
    if (SIGNED.test(folded)) {
      signed = true
      end = part.start + part.length
      used = i
      continue
    }
    if (/^noi nhan/.test(folded) || /^[-+*•]\s/.test(text)) {
      if (column > 8) continue
      break
    }
    if (i > at && isName(text) && !(isUpper(text) && posts.length === 0)) {
      name = text
      end = part.start + part.length
      used = i
      break
    }
    if (AUTHORITY.test(folded) && text.replace(/[.\s]/g, '').length <= 4) authority.push(text)
    else if ((isUpper(text) || (i === at && !upperHead(text))) && text.length < 120) {
      // Capitals that are neither post nor body head what follows: "QUY CHẾ …".
      if (
        signed ||
        (i > at && !POST.test(folded) && !AUTHORITY.test(folded) && (lines[i]!.gap > 0 || !goesWith(folded)))
      )
        break
      take(text)
    } else {
      const head = upperHead(text)
      if (head && isName(head.name)) {
        take(head.post)
        name = head.name
        end = part.start + part.length
        used = i
      }
      break
    }
    end = part.start + part.length
    used = i
  }
  if (authority.length === 0 && posts.length === 0) return null
  // A post alone in capitals somewhere in the text is a heading, not a signature.
  if (!name && !signed && authority.length === 0 && used < lines.length - 1) return null
  if (posts.length === 0 && authority.length > 0) {
    const last = authority.at(-1)!
    const inner = lastInner(fold(last))
    if (inner > 0) {
      authority[authority.length - 1] = last.slice(0, inner).trim()
      posts.push(last.slice(inner).trim())
    }
  }
  // "TM. BAN CHẤP HÀNH" broken over two lines: what is no post belongs to the line above.
  while (posts.length > 1 && authority.length > 0 && !POST.test(fold(posts[0]!))) authority.push(posts.shift()!)
  const clean = (parts: string[]): string | null => {
    const text = parts
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[,;:]$/, '')
    return text === '' ? null : text.replace(/^(TM|KT|TL|TUQ|Q)\.(?=\S)/, '$1. ')
  }
  const rank = name === null ? 0 : (RANKS.exec(fold(name))?.[0].length ?? 0)
  const honorific = name?.slice(0, rank).trim() || null
  if (name) name = name.slice(rank).replace(/\s+/g, ' ').trim()
  const signedFor = clean(authority)
  const position = clean(posts)
  return {
    signer: {
      authority: signedFor,
      position,
      name,
      parts: readSignerParts(signedFor),
      deputy: isDeputy(position),
      honorific,
      confidence: name === null ? INFERRED : 1,
    },
    cosigners: [],
    at: { start: first.start, end },
    from: at,
    to: used + 1,
  }
}

/** What goes on with the names of bodies and posts: "BAN CHẤP HÀNH", "TỈNH AN BÌNH", "ỦY BAN NHÂN DÂN", "PHỤ TRÁCH". */
function goesWith(folded: string): boolean {
  return (
    opensWithBody(folded) ||
    /^(?:tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|dac khu|va|phu trach|dieu hanh|khoa|nhiem ky|giao duc|nhan dan|co quan|kiem|tong|truong|chuyen trach|dong thoi)(?![a-z])/.test(
      folded,
    )
  )
}

function lastInner(folded: string): number {
  let at = -1
  for (const m of folded.matchAll(INNER_POST)) {
    const before = folded.slice(0, m.index).trim()
    // "KT. PHÓ …"? The first post after the prefix is the one signed for.
    if (/^(?:tm|kt|tl|tuq|q|t\/m|k\/t|t\/l)\s*[./]?$/.test(before)) continue
    at = m.index
    break
  }
  return at
}
