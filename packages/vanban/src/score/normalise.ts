/**
 * What two values must share to count as equal, after the corpus schema ("Scoring"): Unicode NFC, small letters,
 * single spaces, one form of dash and quotation mark, no marks of Markdown, no closing punctuation.
 */
export function normalised(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || text.trim() === '') return null
  const plain = text
    .normalize('NFC')
    .replace(/[–—−‐‑]/gu, '-')
    .replace(/[“”„«»]/gu, '"')
    .replace(/[‘’]/gu, "'")
    .replace(/[*_`#]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[;:.,\s]+$/u, '')
    .toLowerCase()
  return plain === '' ? null : plain
}

/** Spaces and hyphens do not count inside a number: "15 /KH- UBND" is "15/KH-UBND" is "15/KHUBND". */
export function normalisedNumber(value: unknown): string | null {
  const text = normalised(value)
  return text?.replace(/^số\s*:?\s*/u, '').replace(/[\s-]/gu, '') || null
}

export function normalisedTitle(value: unknown): string | null {
  const text = normalised(value)
  return text?.replace(/^(?:v\/v|về việc|về)[\s:]+/u, '').replace(/\s*([-–"()])\s*/gu, '$1') ?? null
}

const RANK =
  /^(?:gs|pgs|ts|tskh|ths|cn|ks|bs|ngưt|ngnd|nsưt|đại tướng|thượng tướng|trung tướng|thiếu tướng|đại tá|thượng tá|trung tá|thiếu tá|ông|bà)[.\s]+/u

/** Academic and military titles before a name do not count. */
export function normalisedName(value: unknown): string | null {
  let text = normalised(value)
  while (text !== null && RANK.test(text)) text = text.replace(RANK, '').trim()
  return text || null
}

export function normalisedDate(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

export function normalisedLabel(value: unknown): string {
  return normalised(value)?.replace(/[).:/\s-]+$/u, '') ?? ''
}

export function normalisedRecipient(value: unknown): string | null {
  return (
    normalised(value)
      ?.replace(/^[-+•\s]+/u, '')
      .replace(/\s*([():,&-])\s*/gu, '$1') ?? null
  )
}
