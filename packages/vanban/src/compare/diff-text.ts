import type { Run } from '../document.ts'
import { isWord, words } from './words.ts'

/**
 * What changed from `before` to `after`, word by word: the runs that are not `ins` give `before`,
 * those that are not `del` give `after`. A deletion stands before the insertion that replaces it.
 */
export function diffText(before: string, after: string): Run[] {
  const [left, right] = [words(before), words(after)]
  const ids = new Map<string, number>()
  const id = (word: string) => {
    const known = ids.get(word)
    if (known !== undefined) return known
    ids.set(word, ids.size)
    return ids.size - 1
  }
  const [a, b] = [Int32Array.from(left, id), Int32Array.from(right, id)]
  const kept = keptWords(a, b)
  return joinThinAgreement(hunks(left, right, kept))
}

/** A stretch both texts share, or what one has in place of the other. */
interface Hunk {
  same: string[]
  del: string[]
  ins: string[]
}

/** For each word of the left text, its place in the right one, or -1 where it is gone. */
export function keptWords(a: Int32Array, b: Int32Array): Int32Array {
  const kept = new Int32Array(a.length).fill(-1)
  const size = 2 * (a.length + b.length) + 5
  const forward = new Int32Array(size)
  const backward = new Int32Array(size)
  const parts: [number, number, number, number][] = [[0, a.length, 0, b.length]]
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    let [aStart, aEnd, bStart, bEnd] = part
    while (aStart < aEnd && bStart < bEnd && a[aStart] === b[bStart]) kept[aStart++] = bStart++
    while (aStart < aEnd && bStart < bEnd && a[aEnd - 1] === b[bEnd - 1]) kept[--aEnd] = --bEnd
    if (aStart === aEnd || bStart === bEnd) continue
    const [x, y] = middle(a, b, [aStart, aEnd, bStart, bEnd], forward, backward)
    const atCorner = (x === aStart && y === bStart) || (x === aEnd && y === bEnd)
    if (!atCorner) parts.push([aStart, x, bStart, y], [x, aEnd, y, bEnd])
  }
  return kept
}

/** Texts further apart than this are split where the search has got furthest: a bound on time, not on correctness. */
const FURTHEST = 1500

/**
 * A point on a shortest edit path, half way along it (E. W. Myers, "An O(ND) Difference Algorithm and Its
 * Variations", 1986, the linear-space refinement). The stretch neither begins nor ends with a shared word.
 */
function middle(
  a: Int32Array,
  b: Int32Array,
  [aStart, aEnd, bStart, bEnd]: [number, number, number, number],
  forward: Int32Array,
  backward: Int32Array,
): [number, number] {
  const [n, m] = [aEnd - aStart, bEnd - bStart]
  const delta = n - m
  const odd = (delta & 1) !== 0
  const zero = n + m + 1
  const limit = Math.min(Math.ceil((n + m) / 2), FURTHEST)
  // Diagonals outside the stretch are never reached; -1 keeps them from being chosen.
  forward.fill(-1, zero - limit - 1, zero + limit + 2)
  backward.fill(-1, zero - limit - 1, zero + limit + 2)
  forward[zero + 1] = 0
  backward[zero + 1] = 0
  for (let d = 0; d <= limit; d++) {
    for (let k = -d; k <= d; k += 2) {
      if (k < -m || k > n) continue
      let x =
        k === -d || (k !== d && forward[zero + k - 1]! < forward[zero + k + 1]!)
          ? forward[zero + k + 1]!
          : forward[zero + k - 1]! + 1
      let y = x - k
      if (x > n || y > m || y < 0) {
        forward[zero + k] = x
        continue
      }
      while (x < n && y < m && a[aStart + x] === b[bStart + y]) {
        x++
        y++
      }
      forward[zero + k] = x
      const back = delta - k
      if (odd && back >= -(d - 1) && back <= d - 1 && x + backward[zero + back]! >= n) return [aStart + x, bStart + y]
    }
    for (let k = -d; k <= d; k += 2) {
      if (k < -m || k > n) continue
      let x =
        k === -d || (k !== d && backward[zero + k - 1]! < backward[zero + k + 1]!)
          ? backward[zero + k + 1]!
          : backward[zero + k - 1]! + 1
      let y = x - k
      if (x > n || y > m || y < 0) {
        backward[zero + k] = x
        continue
      }
      while (x < n && y < m && a[aEnd - 1 - x] === b[bEnd - 1 - y]) {
        x++
        y++
      }
      backward[zero + k] = x
      const front = delta - k
      if (!odd && front >= -d && front <= d && x + forward[zero + front]! >= n) return [aEnd - x, bEnd - y]
    }
  }
  return furthest(forward, zero, limit, n, m, aStart, bStart)
}

function furthest(
  forward: Int32Array,
  zero: number,
  d: number,
  n: number,
  m: number,
  aStart: number,
  bStart: number,
): [number, number] {
  let best: [number, number] = [0, 0]
  for (let k = -d; k <= d; k += 2) {
    if (k < -m || k > n) continue
    const x = forward[zero + k]!
    const y = x - k
    if (x <= n && y >= 0 && y <= m && x + y > best[0] + best[1]) best = [x, y]
  }
  return [aStart + best[0], bStart + best[1]]
}

function hunks(left: string[], right: string[], kept: Int32Array): Hunk[] {
  const found: Hunk[] = []
  let [x, y] = [0, 0]
  while (x < left.length || y < right.length) {
    const hunk: Hunk = { same: [], del: [], ins: [] }
    while (x < left.length && kept[x] === y) {
      hunk.same.push(left[x++]!)
      y++
    }
    while (x < left.length && kept[x] === -1) hunk.del.push(left[x++]!)
    const next = x < left.length ? kept[x]! : right.length
    while (y < next) hunk.ins.push(right[y++]!)
    found.push(hunk)
  }
  return found
}

/**
 * Two changes with nothing but a space, a comma or one word between them read better as one:
 * a lone "và" in the middle of a rewritten sentence is no agreement.
 */
function joinThinAgreement(found: Hunk[]): Run[] {
  const joined: Hunk[] = []
  for (const hunk of found) {
    const last = joined.at(-1)
    if (last !== undefined && changed(last) && changed(hunk) && isThin(hunk, last)) {
      last.del.push(...hunk.same, ...hunk.del)
      last.ins.push(...hunk.same, ...hunk.ins)
    } else {
      joined.push(hunk)
    }
  }
  return joined.flatMap(({ same, del, ins }): Run[] => [
    ...(same.length > 0 ? [{ text: same.join('') }] : []),
    ...(del.length > 0 ? [{ text: del.join(''), change: 'del' as const }] : []),
    ...(ins.length > 0 ? [{ text: ins.join(''), change: 'ins' as const }] : []),
  ])
}

function changed({ del, ins }: Hunk): boolean {
  return del.length > 0 || ins.length > 0
}

function isThin({ same, del, ins }: Hunk, last: Hunk): boolean {
  const between = same.filter(isWord).length
  if (between === 0) return same.length > 0 && !same.includes('\n') && both(last) && (del.length > 0 || ins.length > 0)
  return (
    between === 1 && both(last) && del.length > 0 && ins.length > 0 && size(last) >= 6 && del.length + ins.length >= 6
  )
}

function both({ del, ins }: Hunk): boolean {
  return del.length > 0 && ins.length > 0
}

function size({ del, ins }: Hunk): number {
  return del.length + ins.length
}
