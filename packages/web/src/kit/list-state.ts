import type { Search } from '../url.ts'

export interface Filter {
  name: string
  label: string
  kind: 'choice' | 'day'
  /** For `choice`. */
  choices?: readonly { value: string; label: string }[]
  /** Chosen by the tabs over the list: no chip says it a second time. */
  byTabs?: boolean
}

/** How a list is laid out. */
export const shapes = ['table', 'board', 'calendar'] as const
export type Shape = (typeof shapes)[number]

/** What a list asks the server for, and what an export of it must ask for again. */
export interface ListQuery {
  q: string
  /** By filter name; several values mean any of them. */
  filters: Record<string, string[]>
  /** `due` or `-due`. */
  sort: string | undefined
  /** Keyset cursors as the server gave them: at most one is set. */
  after: string | undefined
  before: string | undefined
  shape: Shape
}

/** A page as every list of the server answers it. */
export interface Page<Row> {
  items: Row[]
  next: string | null
  previous: string | null
}

function one(value: Search[string]): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
function many(value: Search[string]): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/** Reads a list's state from the address. Names that are no filter of this list are left alone. */
export function readList(search: Search, filters: readonly Filter[]): ListQuery {
  const after = one(search.after)
  return {
    q: one(search.q) ?? '',
    filters: Object.fromEntries(
      filters.flatMap(({ name }) => {
        const values = many(search[name])
        return values.length > 0 ? [[name, values]] : []
      }),
    ),
    sort: one(search.sort),
    after,
    before: after === undefined ? one(search.before) : undefined,
    shape: shapes.find((shape) => shape === one(search.shape)) ?? 'table',
  }
}

/** From the first page on: a cursor belongs to the filters and order it was made with. */
const FIRST_PAGE: Search = { after: undefined, before: undefined }

export function withFilter(name: string, values: readonly string[]): Search {
  return { ...FIRST_PAGE, [name]: values.length > 0 ? [...values] : undefined }
}
export function withWords(q: string): Search {
  return { ...FIRST_PAGE, q: q || undefined }
}
/** The same column again turns the order round. */
export function withSort(current: string | undefined, column: string): Search {
  return { ...FIRST_PAGE, sort: current === column ? `-${column}` : column }
}
/** Another layout begins at the first page: a board and a month show more rows than a page of the table. */
export function withShape(shape: Shape): Search {
  return { ...FIRST_PAGE, shape: shape === 'table' ? undefined : shape }
}
export function nextPage(cursor: string): Search {
  return { after: cursor, before: undefined }
}
export function previousPage(cursor: string): Search {
  return { after: undefined, before: cursor }
}

/** A saved view replaces every filter, the words and the order. */
export function withView(
  filters: readonly Filter[],
  view: { filters: Record<string, string[]>; q?: string; sort?: string; shape?: string },
): Search {
  const cleared = Object.fromEntries(filters.map(({ name }) => [name, undefined]))
  return { ...FIRST_PAGE, ...cleared, ...view.filters, q: view.q || undefined, sort: view.sort, shape: view.shape }
}

/** Whether the list shows exactly this view, wherever its page stands. */
export function isView(
  query: ListQuery,
  view: { filters: Record<string, string[]>; q?: string; sort?: string; shape?: string },
): boolean {
  const names = Object.keys(query.filters)
  return (
    query.q === (view.q ?? '') &&
    query.sort === view.sort &&
    (view.shape === undefined || query.shape === view.shape) &&
    names.length === Object.keys(view.filters).length &&
    names.every(
      (name) =>
        [...(query.filters[name] ?? [])].sort().join('\n') === [...(view.filters[name] ?? [])].sort().join('\n'),
    )
  )
}

/** The query string of the API for this list: `?state=open&state=late&q=…&after=…`. */
export function listParams(query: ListQuery): Record<string, string | string[]> {
  const params: Record<string, string | string[]> = { ...query.filters }
  if (query.q) params.q = query.q
  if (query.sort) params.sort = query.sort
  if (query.after) params.after = query.after
  if (query.before) params.before = query.before
  return params
}
