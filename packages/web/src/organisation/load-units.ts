import { answer, api } from '../api.ts'
import type { ListQuery, Page } from '../kit/list-state.ts'
import { teaches, type UnitRow } from './unit.ts'

const PAGE = 50

/** Cursor of the page before the page that begins after `cursor`, as this browser came to it. */
const trail = new Map<string, string>()
/** The first page has no place of its own in the order; this word stands for it in the address. */
const FIRST = 'first'

type Rows = { rows: UnitRow[]; next: string | null }
type Fetch = (query: { kind?: string; level?: string; under?: string; after?: string; q?: string }) => Promise<Rows>

const fetchRows: Fetch = (query) => answer(api.GET('/api/units', { params: { query: { ...query, limit: PAGE } } }))

/**
 * One page of the directory in path order. The server narrows by one kind, level and place at a time; several chosen values mean
 * any of them, so each combination is asked for and the answers are woven together by path, which is the order of all of them.
 */
export async function loadUnits(query: ListQuery, fetchPage: Fetch = fetchRows): Promise<Page<UnitRow>> {
  const { kind = [], level = [], under = [] } = query.filters
  const asked = query.before ?? query.after
  const after = asked === undefined || asked === FIRST ? undefined : asked
  const any = (values: string[]): (string | undefined)[] => (values.length > 0 ? values : [undefined])
  const combinations = any(kind).flatMap((oneKind) =>
    // a level narrows schools and centres; other kinds have none
    any(oneKind === undefined || teaches(oneKind) ? level : []).flatMap((oneLevel) =>
      any(under).map((oneUnder) => ({
        ...(oneKind ? { kind: oneKind } : {}),
        ...(oneLevel ? { level: oneLevel } : {}),
        ...(oneUnder ? { under: oneUnder } : {}),
        ...(after ? { after } : {}),
        ...(query.q ? { q: query.q } : {}),
      })),
    ),
  )
  const answers = await Promise.all(combinations.map((one) => fetchPage(one)))
  const byId = new Map(answers.flatMap(({ rows }) => rows).map((row) => [row.id, row]))
  const woven = [...byId.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
  const items = woven.slice(0, PAGE)
  const more = woven.length > items.length || answers.some(({ next }) => next !== null)
  const next = more ? (items.at(-1)?.path ?? null) : null
  const key = (cursor: string) => JSON.stringify([query.q, query.filters, cursor])
  if (next) trail.set(key(next), after ?? FIRST)
  return { items, next, previous: after ? (trail.get(key(after)) ?? FIRST) : null }
}
