/**
 * Documents of the field that are often cited wrongly or were replaced, with the day on which that is known. Sources:
 * the documents themselves as listed in the official gazette and the national database of legal documents.
 */
export interface KnownDocument {
  number: string
  date: string
  /** Number of the document that replaced it and the day from which it no longer applies. */
  replacedBy?: { number: string; from: string }
}

export const KNOWN_DOCUMENTS: readonly KnownDocument[] = [
  { number: '06/2020/QĐ-TTg', date: '2020-02-21' },
  { number: '86/2018/NĐ-CP', date: '2018-06-06' },
  { number: '86/2021/NĐ-CP', date: '2021-09-25' },
  { number: '50/2020/TT-BGDĐT', date: '2020-12-31' },
  { number: '80/2020/NĐ-CP', date: '2020-07-08', replacedBy: { number: '313/2025/NĐ-CP', from: '2025-12-08' } },
  { number: '12/2012/NĐ-CP', date: '2012-03-01', replacedBy: { number: '58/2022/NĐ-CP', from: '2022-11-01' } },
]
