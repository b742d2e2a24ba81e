import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assign } from './assign.ts'

const table = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
)

function greatest(gains: number[][], row = 0, taken = new Set<number>()): number {
  const here = gains[row]
  if (here === undefined) return 0
  const choices = here.map((gain, column) =>
    taken.has(column) ? 0 : gain + greatest(gains, row + 1, new Set([...taken, column])),
  )
  return Math.max(greatest(gains, row + 1, taken), ...choices)
}

test('the choice has the greatest sum and takes no column twice', () => {
  fc.assert(
    fc.property(table, (gains) => {
      const chosen = assign(gains)
      const used = chosen.filter((column) => column >= 0)
      expect(new Set(used).size).toBe(used.length)
      const sum = chosen.reduce((total, column, row) => total + (column < 0 ? 0 : gains[row]![column]!), 0)
      expect(sum).toBe(greatest(gains))
    }),
  )
})
