import { addresseeRows } from '@banggiao/catalogue'
import { foldText } from '@banggiao/rules'

const rows = addresseeRows.map((row) => ({ to: row.to, words: row.words.map(foldText) }))

/**
 * The kinds of unit a superior's task is for: by its assignees, or else by the heading above it; empty where only offices of the
 * issuing body are named, null where nothing says that it is not for everyone.
 */
export function addressedKinds(assignees: readonly string[], sectionTitle: string | null): readonly string[] | null {
  // "Ủy ban nhân dân phường, xã, đặc khu" names one kind of body, not three
  for (const names of [assignees, sectionTitle === null ? [] : [sectionTitle]]) {
    const meant = names.map(kindsOf).filter((kinds) => kinds !== undefined)
    if (meant.some((kinds) => kinds === 'everyone')) return null
    if (meant.length > 0) return [...new Set(meant.flat())]
  }
  return null
}

function kindsOf(name: string): readonly string[] | 'everyone' | undefined {
  const folded = foldText(name)
  return rows.find((row) =>
    row.words.some((word) => folded === word || new RegExp(`^${word}(?![a-z0-9]|, chong|, ngua)`).test(folded)),
  )?.to
}
