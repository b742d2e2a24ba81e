import { expect, it } from 'vitest'
import { loadUnits } from './load-units.ts'
import type { UnitRow } from './unit.ts'

const query = (filters: Record<string, string[]>, more: { after?: string; before?: string } = {}) => ({
  q: '',
  filters,
  sort: undefined,
  after: undefined,
  before: undefined,
  shape: 'table' as const,
  ...more,
})
const unit = (id: number, kind: string): UnitRow =>
  ({ id, kind, level: kind === 'school' ? 'TH' : null, path: `79/${String(id).padStart(4, '0')}/` }) as UnitRow
const all = Array.from({ length: 130 }, (_, at) => unit(at, ['school', 'centre', 'department'][at % 3] ?? 'school'))
const server = async (asked: { kind?: string; level?: string; after?: string }) => {
  const rows = all.filter(
    (one) =>
      (!asked.kind || one.kind === asked.kind) &&
      (!asked.level || one.level === asked.level) &&
      (!asked.after || one.path > asked.after),
  )
  return { rows: rows.slice(0, 50), next: rows.length > 50 ? (rows[49]?.path ?? null) : null }
}

it('two kinds chosen together come page after page in one order, none lost, none twice', async () => {
  const seen: number[] = []
  let after: string | undefined
  do {
    const page = await loadUnits(query({ kind: ['school', 'department'] }, after ? { after } : {}), server)
    seen.push(...page.items.map((one) => one.id))
    after = page.next ?? undefined
  } while (after)
  expect(seen).toEqual(all.filter((one) => one.kind !== 'centre').map((one) => one.id))
})

it('the way back leads over the same pages', async () => {
  const first = await loadUnits(query({}), server)
  const second = await loadUnits(query({}, { after: first.next ?? '' }), server)
  const third = await loadUnits(query({}, { after: second.next ?? '' }), server)
  const back = await loadUnits(query({}, { before: third.previous ?? '' }), server)
  expect(back.items).toEqual(second.items)
  expect((await loadUnits(query({}, { before: back.previous ?? '' }), server)).items).toEqual(first.items)
  expect(first.previous).toBe(null)
})

it('a level narrows schools only: committees chosen beside them stay', async () => {
  const page = await loadUnits(query({ kind: ['school', 'department'], level: ['TH'] }), server)
  expect(new Set(page.items.map((one) => one.kind))).toEqual(new Set(['school', 'department']))
})
