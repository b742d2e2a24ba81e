/** A node of the structure tree that a tagged PDF carries (ISO 32000-1, 14.7), as pdf.js gives it for one page. */
export interface TaggedNode {
  role?: string
  children?: TaggedNode[]
  /** Of a leaf: the marked content it stands for. */
  type?: string
  id?: string
}

/** Where some marked content stands: table of the page, row, column, and paragraph of the cell, all from zero. */
export interface TaggedCell {
  cell: [number, number, number]
  paragraph: number
}

/** Narrower tables set letterhead and signature side by side: those are told by where they stand. */
const FEWEST_COLUMNS = 3
/** Deeper than any document is tagged. */
const DEEPEST = 60
const CELLS = new Set(['TD', 'TH'])
const PARAGRAPHS = new Set(['P', 'LI'])

/** The cells of the tables of three and more columns of a page, by the marked content that fills them. */
export function taggedCells(tree: TaggedNode | null): Map<string, TaggedCell> {
  const cells = new Map<string, TaggedCell>()
  let tables = 0
  const visit = (node: TaggedNode, depth: number): void => {
    if (depth > DEEPEST) return
    if (node.role !== 'Table') {
      for (const child of node.children ?? []) visit(child, depth + 1)
      return
    }
    const rows = below(node, (role) => role === 'TR', depth).map((row) => below(row, (role) => CELLS.has(role), depth))
    const columns = new Set(rows.map((row) => row.length))
    // the tree tells no spans: where rows differ, cells are merged, and where the words stand tells more
    if (columns.size !== 1 || Math.max(...columns) < FEWEST_COLUMNS) return
    const table = tables++
    rows.forEach((row, r) => {
      row.forEach((cell, c) => {
        partsOf(cell, depth).forEach((part, paragraph) => {
          for (const id of part) cells.set(id, { cell: [table, r, c], paragraph })
        })
      })
    })
  }
  if (tree) visit(tree, 0)
  return cells
}

/** The nearest nodes of a role below one, in order. */
function below(node: TaggedNode, wanted: (role: string) => boolean, depth: number): TaggedNode[] {
  if (depth > DEEPEST) return []
  return (node.children ?? []).flatMap((child) =>
    child.role !== undefined && wanted(child.role) ? [child] : below(child, wanted, depth + 1),
  )
}

/** The content of a cell by paragraphs and list items; what stands beside them is a paragraph of its own. */
function partsOf(node: TaggedNode, depth: number): string[][] {
  if (depth > DEEPEST) return []
  const parts: string[][] = []
  let loose: string[] | null = null
  for (const child of node.children ?? []) {
    if (child.role !== undefined && PARAGRAPHS.has(child.role)) {
      parts.push(contentOf(child, depth + 1))
      loose = null
    } else if (below(child, (role) => PARAGRAPHS.has(role), depth).length > 0) {
      parts.push(...partsOf(child, depth + 1))
      loose = null
    } else {
      if (loose === null) {
        loose = []
        parts.push(loose)
      }
      loose.push(...contentOf(child, depth + 1))
    }
  }
  return parts.filter((part) => part.length > 0)
}

function contentOf(node: TaggedNode, depth: number): string[] {
  if (node.type === 'content') return node.id === undefined ? [] : [node.id]
  return depth > DEEPEST ? [] : (node.children ?? []).flatMap((child) => contentOf(child, depth + 1))
}
