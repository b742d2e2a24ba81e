import { addresseeRows, type UnitKind } from '@banggiao/catalogue'
import { foldText } from '@banggiao/rules'

const rows = addresseeRows.map((row) => ({ to: row.to, words: row.words.map(foldText) }))

/**
 * The kinds of unit a superior's task is for: by its assignees, or else by the heading above it; empty where only offices of the
 * issuing body are named, null where nothing says that it is not for everyone.
 */
export function addressedKinds(assignees: readonly string[], sectionTitle: string | null): readonly UnitKind[] | null {
  // "Ủy ban nhân dân phường, xã, đặc khu" names one kind of body, not three
  for (const names of [assignees, sectionTitle === null ? [] : [sectionTitle]]) {
    const meant = names.map(kindsOf).filter((kinds) => kinds !== undefined)
    const some = meant.filter((kinds) => kinds !== 'everyone')
    if (some.length < meant.length) return null
    if (some.length > 0) return [...new Set(some.flat())]
  }
  return null
}

/** A task of a plan and the kinds of unit it is given to; null: every unit chosen. */
export interface Addressed {
  id: string
  kinds: readonly UnitKind[] | null
}

/** Each of these tasks with the kinds of unit the plan's own words give it to. */
export function addressedByPlan(
  tasks: readonly { id: string; section: string; assignees: readonly string[] }[],
  sections: readonly { key: string; title: string }[],
): Addressed[] {
  return tasks.map(({ id, section, assignees }) => ({
    id,
    kinds: addressedKinds(assignees, sections.find((s) => s.key === section)?.title ?? null),
  }))
}

function kindsOf(name: string): readonly UnitKind[] | 'everyone' | undefined {
  const folded = foldText(name)
  return rows.find((row) =>
    row.words.some((word) => folded === word || new RegExp(`^${word}(?![a-z0-9]|, chong|, ngua)`).test(folded)),
  )?.to
}
