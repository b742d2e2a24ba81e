import { describe, expect, it } from 'vitest'
import { cellKey, linesOf, moveCursor, rectangle } from './matrix-grid.ts'

const groups = [
  {
    id: 'w1',
    label: 'Phường Xuân Sơn',
    rows: [
      { id: 'a', label: 'MN Sao Mai' },
      { id: 'b', label: 'THCS Xuân Sơn' },
    ],
  },
  { id: 'w2', label: 'Phường Đầm Hà', rows: [{ id: 'c', label: 'TH Đầm Hà' }] },
]
const columns = [{ id: 'I.1' }, { id: 'II.1' }, { id: 'II.2' }]
const size = { lines: 5, columns: 3, page: 3 }

describe('the matrix', () => {
  it('hides the rows of closed groups', () => {
    expect(linesOf(groups, new Set())).toHaveLength(5)
    expect(linesOf(groups, new Set(['w1']))).toHaveLength(3)
    expect(linesOf([{ id: 'x', label: '', rows: [{ id: 'a', label: 'a' }] }], new Set())).toHaveLength(1)
  })
  it('is walked by keys and never left by them', () => {
    expect(moveCursor({ line: 0, column: 0 }, 'ArrowUp', false, size)).toEqual({ line: 0, column: 0 })
    expect(moveCursor({ line: 0, column: 0 }, 'ArrowLeft', false, size)).toEqual({ line: 0, column: -1 })
    expect(moveCursor({ line: 2, column: 1 }, 'PageDown', false, size)).toEqual({ line: 4, column: 1 })
    expect(moveCursor({ line: 2, column: 1 }, 'End', true, size)).toEqual({ line: 4, column: 2 })
    expect(moveCursor({ line: 2, column: 1 }, 'a', false, size)).toBeUndefined()
  })
  it('selects rectangles of cells, passing over group heads', () => {
    const lines = linesOf(groups, new Set())
    expect(rectangle(lines, columns, { line: 4, column: 1 }, { line: 2, column: 0 })).toEqual([
      cellKey('b', 'I.1'),
      cellKey('b', 'II.1'),
      cellKey('c', 'I.1'),
      cellKey('c', 'II.1'),
    ])
  })
})
