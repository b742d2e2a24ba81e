import type { ParsedDocument } from '@banggiao/vanban'
import { sql } from 'kysely'
import type { Trx } from '../platform/database.ts'

/**
 * The unit that issued a paper, by the names its letterhead shows: alone, or with the place of the body above it
 * ("SỞ GIÁO DỤC VÀ ĐÀO TẠO" under "ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"). Null where no unit, or more than one, is so called.
 */
export async function findIssuer(
  trx: Trx,
  parsed: Pick<ParsedDocument, 'issuer' | 'superior' | 'place'>,
  day: string,
): Promise<number | null> {
  if (parsed.issuer === null) return null
  const above = parsed.superior?.replace(/^(ủy|uỷ) ban nhân dân\s+/i, '') ?? null
  const names = [
    parsed.issuer,
    above && `${parsed.issuer} ${above}`,
    parsed.place && `${parsed.issuer} ${parsed.place}`,
  ]
  for (const name of names) {
    if (!name) continue
    const found = await sql<{ id: number }>`select find_issuers(${spelled(name)}, ${day}::date) as id`.execute(trx)
    if (found.rows.length === 1) return found.rows[0]!.id
  }
  return null
}

/** Letterheads write the longest names short. */
function spelled(name: string): string {
  return name
    .replace(/^UBND\s/i, 'Ủy ban nhân dân ')
    .replace(/^Sở\s+(GD\s*(&|và)?\s*ĐT|GDĐT)\b/i, 'Sở Giáo dục và Đào tạo')
    .replace(/\bTP\.?\s*HCM$/i, 'Thành phố Hồ Chí Minh')
}
