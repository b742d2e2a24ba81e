import { foldText } from '@banggiao/rules'
import { DOCUMENT_KINDS } from '@banggiao/vanban'

/** Abbreviations of the document types (NĐ 30/2020, Phụ lục III), found in either spelling of a tone: "uỷ quyền", "ủy quyền". */
const abbreviations = new Map(DOCUMENT_KINDS.map(({ vi, code }) => [foldText(vi), code]))

/**
 * Symbol of an outgoing paper without its number: "KH-THCS.NVT"; a công văn has the body's symbol alone.
 * @param unitSymbol the body's own abbreviation, from its dated settings
 */
export function documentSymbol(kind: string | null, unitSymbol: string): string {
  const abbreviation = kind === null ? null : (abbreviations.get(foldText(kind)) ?? null)
  return abbreviation === null ? unitSymbol : `${abbreviation}-${unitSymbol}`
}

/** "07/KH-THCS.NVT": numbers below ten get one zero before them (NĐ 30/2020, Phụ lục I, II.3). */
export function documentNumber(ordinal: number, symbol: string): string {
  return `${String(ordinal).padStart(2, '0')}/${symbol}`
}
