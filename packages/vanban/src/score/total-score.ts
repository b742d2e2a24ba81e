import {
  BESIDE,
  type Counts,
  type DocumentScore,
  HEADER,
  LISTS,
  type ScoredField,
  type ScoredList,
} from './score-document.ts'

/** The figures over many documents. */
export interface TotalScore {
  files: number
  /** How often a field the gold has was read right. */
  fields: Record<ScoredField, { right: number; all: number }>
  lists: Record<ScoredList, Counts>
  invented: number
}

/** Adds up the scores of documents: micro-averages, every entry counts the same. */
export function totalScore(scores: readonly DocumentScore[]): TotalScore {
  const total: TotalScore = {
    files: scores.length,
    fields: byName([...HEADER, ...BESIDE], () => ({ right: 0, all: 0 })),
    lists: byName(LISTS, () => ({ right: 0, wrong: 0, missed: 0 })),
    invented: 0,
  }
  for (const { fields, lists, invented } of scores) {
    total.invented += invented
    for (const [name, right] of Object.entries(fields) as [ScoredField, boolean][]) {
      total.fields[name].all++
      if (right) total.fields[name].right++
    }
    for (const [name, counts] of Object.entries(lists) as [ScoredList, Counts][])
      for (const key of ['right', 'wrong', 'missed'] as const) total.lists[name][key] += counts[key]
  }
  return total
}

function byName<Name extends string, Value>(names: readonly Name[], start: () => Value): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, start()])) as Record<Name, Value>
}

/** Precision, recall and F1, 0 to 1; a list that is empty on both sides is perfect. */
export function rates({ right, wrong, missed }: Counts): { precision: number; recall: number; f1: number } {
  const of = (all: number, none: number) => (all > 0 ? right / all : none > 0 ? 0 : 1)
  const all = right + wrong + missed
  return {
    precision: of(right + wrong, missed),
    recall: of(right + missed, wrong),
    f1: all > 0 ? (2 * right) / (2 * right + wrong + missed) : 1,
  }
}

/** The figures by the names that a least can be asked for: F1 of the lists, accuracy of the fields, and `invented`. */
export function figuresOf(total: TotalScore): Record<string, number> {
  const share = ({ right, all }: { right: number; all: number }) => (all > 0 ? right / all : 1)
  const header = HEADER.map((name) => total.fields[name]).reduce(
    (sum, { right, all }) => ({ right: sum.right + right, all: sum.all + all }),
    { right: 0, all: 0 },
  )
  return {
    ...Object.fromEntries(LISTS.map((name) => [name, rates(total.lists[name]).f1])),
    ...Object.fromEntries([...HEADER, ...BESIDE].map((name) => [name, share(total.fields[name])])),
    header: share(header),
    invented: total.invented,
  }
}
