import type { Purpose } from '../document.ts'

/** Notes of purpose as offices print them, in full and short (b/c, t/h, c/đ, p/h, đ/b, t/d). Folded. */
const NOTES: readonly (readonly [Purpose, RegExp])[] = [
  ['REPORT', /(?<![a-z])(?:b\s*[/.]\s*c|bao cao|bcao|trinh)(?![a-z])/],
  ['EXECUTE', /(?<![a-z])(?:t\s*[/.]\s*h(?:ien)?|thuc hien|thi hanh|trien khai|th)(?![a-z])/],
  ['DIRECT', /(?<![a-z])(?:c\s*[/.]\s*d|chi dao)(?![a-z])/],
  ['COORDINATE', /(?<![a-z])(?:p\s*[/.]\s*h|ph\s*[/.]\s*h|phoi hop)(?![a-z])/],
  [
    'INFORM',
    /(?<![a-z])(?:de biet|d\s*[/.]\s*b|biet|theo doi|t\s*[/.]\s*d|thong bao|dang tai|dua tin|kiem tra|giam sat|k\s*[/.]\s*t)(?![a-z])/,
  ],
]
const NOTE = /\s*[([]\s*([^()[\]]{1,60}?)\s*[)\]]/g

/** The name of a recipient and the purposes printed with it; a decision's "Như Điều 3" carries it out. */
export function readPurposes(text: string, folded: string): { name: string; purposes: Purpose[] } {
  if (/^luu(?![a-z])/.test(folded)) return { name: text, purposes: ['FILE'] }
  const purposes = new Set<Purpose>()
  let name = text
  const take = (note: string): boolean => {
    const known = NOTES.filter(([, pattern]) => pattern.test(note)).map(([purpose]) => purpose)
    for (const purpose of known) purposes.add(purpose)
    return known.length > 0
  }
  for (const m of folded.matchAll(NOTE)) {
    if (take(m[1]!)) name = name.replace(text.slice(m.index, m.index + m[0].length), '')
  }
  // "Sở GDĐT để báo cáo", "Văn phòng – để thực hiện": the note without brackets.
  const tail = /\s*(?:[-–,:]\s*)?(?<![a-z])de\s+((?:[a-z]+[\s,/]*){1,5})$/.exec(folded)
  if (tail && purposes.size === 0 && take(tail[1]!)) name = text.slice(0, tail.index)
  if (/^nhu dieu \d/.test(folded)) purposes.add('EXECUTE')
  return { name: name.trim(), purposes: [...purposes] }
}
