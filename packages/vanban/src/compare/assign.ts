/**
 * The one-to-one choice with the greatest sum of gains (Hungarian method, O(n²m), n the smaller side).
 * `gains[row][column]` is 0 or more; a pair with gain 0 is left unmatched. Returns the column of each row, or -1.
 */
export function assign(gains: number[][]): number[] {
  const rows = gains.length
  const columns = gains[0]?.length ?? 0
  if (rows === 0 || columns === 0) return gains.map(() => -1)
  if (rows > columns) {
    const chosen = assign(Array.from({ length: columns }, (_, column) => gains.map((row) => row[column]!)))
    const mirrored = gains.map(() => -1)
    chosen.forEach((row, column) => {
      if (row >= 0) mirrored[row] = column
    })
    return mirrored
  }
  const rowOffset = new Float64Array(rows + 1)
  const columnOffset = new Float64Array(columns + 1)
  const rowOf = new Int32Array(columns + 1)
  const way = new Int32Array(columns + 1)
  for (let row = 1; row <= rows; row++) {
    const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Uint8Array(columns + 1)
    rowOf[0] = row
    let column = 0
    do {
      used[column] = 1
      const current = rowOf[column]!
      let step = Number.POSITIVE_INFINITY
      let next = 0
      for (let j = 1; j <= columns; j++) {
        if (used[j]) continue
        const cost = -gains[current - 1]![j - 1]! - rowOffset[current]! - columnOffset[j]!
        if (cost < least[j]!) {
          least[j] = cost
          way[j] = column
        }
        if (least[j]! < step) {
          step = least[j]!
          next = j
        }
      }
      for (let j = 0; j <= columns; j++) {
        if (used[j]) {
          rowOffset[rowOf[j]!]! += step
          columnOffset[j]! -= step
        } else {
          least[j]! -= step
        }
      }
      column = next
    } while (rowOf[column] !== 0)
    while (column !== 0) {
      const previous = way[column]!
      rowOf[column] = rowOf[previous]!
      column = previous
    }
  }
  const chosen = gains.map(() => -1)
  for (let j = 1; j <= columns; j++) {
    const row = rowOf[j]! - 1
    if (row >= 0 && gains[row]![j - 1]! > 0) chosen[row] = j - 1
  }
  return chosen
}
