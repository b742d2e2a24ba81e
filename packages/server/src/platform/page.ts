/**
 * Cuts a page of a list out of rows that were asked for with one more than `limit`, so that it is known whether something follows.
 * @param cursor made of the last row shown: what the next page goes on from
 * @returns `next` is null at the end of the list
 */
export function pageOf<Row, Cursor>(
  found: readonly Row[],
  limit: number,
  cursor: (last: Row) => Cursor,
): { rows: Row[]; next: Cursor | null } {
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  return { rows, next: last === undefined ? null : cursor(last) }
}
