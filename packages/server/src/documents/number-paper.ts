import { sql } from 'kysely'
import type { Work } from '../platform/deed.ts'
import { Problem } from '../platform/problem.ts'
import { documentNumber, documentSymbol } from './document-symbol.ts'
import { numberKey } from './number-key.ts'
import type { PaperRow } from './paper-state.ts'
import { selectUnitSetting } from './queries.ts'

/**
 * The number a paper is issued under. It comes from the unit's own document system; only a unit that has none may
 * leave it out, and is given the next of its yearly series, without gaps and in the order of issue (NĐ 30/2020, điều 15).
 * @param number as typed by the clerk, or null
 * @param issuedOn YYYY-MM-DD
 * @throws Problem invalid, already-exists
 */
export async function numberPaper(work: Work, row: PaperRow, number: string | null, issuedOn: string): Promise<string> {
  if (number !== null) {
    await mustBeFreeNumber(work, row, number, issuedOn)
    return number
  }
  const setting = await selectUnitSetting(work.trx, row.unitId, issuedOn).executeTakeFirst()
  if (!setting?.numbersHere) {
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/number',
          message: {
            vi: 'Ghi số, ký hiệu do hệ thống văn bản của đơn vị cấp',
            en: 'Give the number from the unit’s own document system',
          },
        },
      ],
    })
  }
  const year = Number(issuedOn.slice(0, 4))
  const series = await work.trx
    .insertInto('document_series')
    .values({ unit_id: row.unitId, unit_path: row.unitPath, year, last_number: 1, last_on: issuedOn })
    .onConflict((oc) =>
      oc
        .columns(['unit_id', 'year'])
        .doUpdateSet({
          last_number: sql<number>`document_series.last_number + 1`,
          last_on: sql<string>`excluded.last_on`,
        })
        .where(sql<boolean>`document_series.last_on <= excluded.last_on`),
    )
    .returning('last_number')
    .executeTakeFirst()
  if (!series) {
    throw new Problem('invalid', undefined, {
      errors: [
        {
          path: '/issuedOn',
          message: {
            vi: 'Ngày ban hành trước ngày của số gần nhất; số được cấp theo thứ tự thời gian ban hành',
            en: 'The date is before that of the last number; numbers follow the order of issue',
          },
        },
      ],
    })
  }
  const ordinal = await nextFree(work, row.unitId, year, series.last_number)
  const given = documentNumber(ordinal, documentSymbol(row.kind, setting.symbol))
  await mustBeFreeNumber(work, row, given, issuedOn)
  return given
}

/**
 * The first ordinal from `from` on that no paper of the unit's year bears: a number typed in by hand is a place of the one
 * series too. The series goes on after it; its row is held, so that nobody else takes the same.
 */
async function nextFree(work: Work, unitId: number, year: number, from: number): Promise<number> {
  const { rows } = await sql<{ ordinal: number }>`
    with used as (
      select distinct substring(number from '^\\s*0*(\\d{1,8})')::bigint as n from document
      where unit_id = ${unitId} and direction = 'out' and state = 'issued' and extract(year from issued_on) = ${year})
    select min(n)::int as ordinal from generate_series(${from}::bigint, ${from}::bigint + (select count(*) from used)) n
    where n not in (select u.n from used u where u.n is not null)`.execute(work.trx)
  const { ordinal } = rows[0]!
  if (ordinal > from) {
    await work.trx
      .updateTable('document_series')
      .set({ last_number: ordinal })
      .where('unit_id', '=', unitId)
      .where('year', '=', year)
      .execute()
  }
  return ordinal
}

/** @throws Problem already-exists at /number */
export async function mustBeFreeNumber(
  work: Work,
  row: { id: string; unitId: number },
  number: string,
  issuedOn: string,
): Promise<void> {
  const taken = await work.trx
    .selectFrom('document')
    .select('id')
    .where('unit_id', '=', row.unitId)
    .where('direction', '=', 'out')
    .where('state', '=', 'issued')
    .where('number_key', '=', numberKey(number))
    .where(sql<boolean>`extract(year from issued_on) = ${Number(issuedOn.slice(0, 4))}`)
    .executeTakeFirst()
  if (!taken) return
  throw new Problem(
    'already-exists',
    {
      vi: `Số ${number} đã dùng cho văn bản khác của đơn vị trong năm ${issuedOn.slice(0, 4)}`,
      en: `${number} is already the number of another paper of this unit in ${issuedOn.slice(0, 4)}`,
    },
    {
      errors: [{ path: '/number', message: { vi: 'Số này đã dùng', en: 'This number is taken' } }],
      extra: { documentId: taken.id },
    },
  )
}
