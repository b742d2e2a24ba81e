export interface MatrixRow {
  id: string
  label: string
}
export interface MatrixGroup {
  id: string
  label: string
  rows: readonly MatrixRow[]
}

/** A line of the grid as it stands: a group's head or one of its rows. */
export type Line = { kind: 'group'; group: MatrixGroup } | { kind: 'row'; row: MatrixRow }

/** A cell's name in a selection. */
export function cellKey(rowId: string, columnId: string): string {
  return `${rowId}\n${columnId}`
}

/** Lines in order, closed groups without their rows. A single nameless group stands without a head. */
export function linesOf(groups: readonly MatrixGroup[], closed: ReadonlySet<string>): Line[] {
  return groups.flatMap((group) => [
    ...(group.label ? [{ kind: 'group' as const, group }] : []),
    ...(closed.has(group.id) ? [] : group.rows.map((row) => ({ kind: 'row' as const, row }))),
  ])
}

/** Where a key leads, or undefined when it is no movement. Column −1 is the head of the row. */
export function moveCursor(
  { line, column }: { line: number; column: number },
  key: string,
  control: boolean,
  { lines, columns, page }: { lines: number; columns: number; page: number },
): { line: number; column: number } | undefined {
  const to = (nextLine: number, nextColumn: number) => ({
    line: Math.min(lines - 1, Math.max(0, nextLine)),
    column: Math.min(columns - 1, Math.max(-1, nextColumn)),
  })
  switch (key) {
    case 'ArrowDown':
      return to(line + 1, column)
    case 'ArrowUp':
      return to(line - 1, column)
    case 'ArrowRight':
      return to(line, column + 1)
    case 'ArrowLeft':
      return to(line, column - 1)
    case 'PageDown':
      return to(line + page, column)
    case 'PageUp':
      return to(line - page, column)
    case 'Home':
      return control ? to(0, -1) : to(line, -1)
    case 'End':
      return control ? to(lines - 1, columns - 1) : to(line, columns - 1)
    default:
      return undefined
  }
}

/** Keys of every cell between two corners; group heads have none. */
export function rectangle(
  lines: readonly Line[],
  columns: readonly { id: string }[],
  from: { line: number; column: number },
  to: { line: number; column: number },
): string[] {
  const chosen = columns.slice(Math.max(0, Math.min(from.column, to.column)), Math.max(from.column, to.column) + 1)
  return lines
    .slice(Math.min(from.line, to.line), Math.max(from.line, to.line) + 1)
    .flatMap((line) => (line.kind === 'row' ? chosen.map((column) => cellKey(line.row.id, column.id)) : []))
}
