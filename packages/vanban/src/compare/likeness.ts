import type { TaskWords } from './task-words.ts'

export interface Likeness {
  /** 0 to 1: how much of both tasks is common. */
  score: number
  /** How much of the shorter task's wording is found in the longer one. */
  contained: number
  /** The same words in the same order, marks and capitals aside. */
  identical: boolean
}

/** What the wording counts for against the subjects, where both tasks have subjects. */
const WORDING = 0.68

/**
 * How alike each task of one plan is to each of the other. A word is worth what it tells: rare ones much, those of
 * every task little (idf over both plans); a document's number most, families of interchangeable wording least.
 */
export function likenesses(left: TaskWords[], right: TaskWords[]): Likeness[][] {
  const all = [...left, ...right]
  const rarity = rarityIn(all.map((task) => [...task.features.keys()]))
  const subjectRarity = rarityIn(all.map((task) => task.subjects))
  const worth = (feature: string) => rarity(feature) * kindWorth(feature)
  const [leftSizes, rightSizes] = [left, right].map((tasks) => tasks.map((task) => size(task, worth))) as [
    number[],
    number[],
  ]
  return left.map((one, i) =>
    right.map((other, j) => {
      const shared = sharedSize(one, other, worth)
      const [mine, theirs] = [leftSizes[i]!, rightSizes[j]!]
      const identical = one.plain.join(' ') === other.plain.join(' ')
      if (identical) return { score: 1, contained: 1, identical }
      if (mine === 0 || theirs === 0) return { score: 0, contained: 0, identical }
      const wording = (2 * shared) / (mine + theirs)
      const subjects = sharedSubjects(one.subjects, other.subjects, subjectRarity)
      // Subjects can lift the score of tasks in other words, never lower that of a task taken over.
      const score = subjects === null ? wording : Math.max(wording, WORDING * wording + (1 - WORDING) * subjects)
      return { score, contained: shared / Math.min(mine, theirs), identical }
    }),
  )
}

function rarityIn(lists: string[][]): (entry: string) => number {
  const seen = new Map<string, number>()
  for (const list of lists) for (const entry of list) seen.set(entry, (seen.get(entry) ?? 0) + 1)
  return (entry) => Math.log(1 + lists.length / (seen.get(entry) ?? 1))
}

function kindWorth(feature: string): number {
  if (feature.startsWith('#')) return 3
  if (feature.startsWith('~')) return 0.25
  if (feature.startsWith('=')) return 0.35
  return feature.includes(' ') ? 1 : 0.6
}

function size({ features }: TaskWords, worth: (feature: string) => number): number {
  let sum = 0
  for (const [feature, count] of features) sum += worth(feature) * Math.sqrt(count)
  return sum
}

function sharedSize(one: TaskWords, other: TaskWords, worth: (feature: string) => number): number {
  let sum = 0
  for (const [feature, count] of one.features) {
    const there = other.features.get(feature)
    if (there !== undefined) sum += worth(feature) * Math.sqrt(Math.min(count, there))
  }
  return sum
}

/** Keeps one common subject from counting as much as three: weight that no subject of either task covers. */
const DOUBT = 1.5

/** Share of the subjects both touch, by rarity; null where one of them touches none. */
function sharedSubjects(one: string[], other: string[], rarity: (subject: string) => number): number | null {
  if (one.length === 0 || other.length === 0) return null
  const weigh = (subjects: string[]) => subjects.reduce((sum, subject) => sum + rarity(subject), 0)
  const shared = weigh(one.filter((subject) => other.includes(subject)))
  return (2 * shared) / (weigh(one) + weigh(other) + DOUBT)
}
