const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'variant' })

/** Vietnamese order: An, Ăn, Ân, Bắc, Dân, Đông. For lists short enough to sort in the browser. */
export function byName<T>(name: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => collator.compare(name(a), name(b))
}

/** The word without accents and case, as the server's `vn_fold`: `Đối ngoại` → `doi ngoai`; `hòa` and `hoà` alike. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
}

/** Whether every word of `query` begins some word of `text`, accents aside. An empty query fits everything. */
export function fits(text: string, query: string): boolean {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u)
  return fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)))
}

/** Trần Thị Ngọc Lan → NL: the last two names are what people are called by. */
export function initials(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .slice(-2)
    .map((part) => part[0] ?? '')
    .join('')
    .toUpperCase()
}
