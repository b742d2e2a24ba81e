import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forceOf, KNOWN_DOCUMENTS, knownDocument } from './known-documents.ts'

const calendar = /^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

describe('the register of known documents', () => {
  test('has each document once, with days of the calendar in their order and a source', () => {
    const keys = KNOWN_DOCUMENTS.map(({ number, date }) => `${number} ${date ?? ''}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const one of KNOWN_DOCUMENTS) {
      for (const day of [one.date, one.from, one.until]) if (day !== undefined) expect(day).toMatch(calendar)
      if (one.date && one.from) expect(one.from >= one.date, one.number).toBe(true)
      if (one.from && one.until) expect(one.until > one.from, one.number).toBe(true)
      if (one.replacedBy) expect(one.until, one.number).toBeDefined()
      expect(one.source).not.toBe('')
    }
  })

  test('the year in a number is that of its date', () => {
    for (const { number, date } of KNOWN_DOCUMENTS) {
      const year = /\/((?:19|20)\d\d)\//.exec(number)?.[1]
      if (year && date) expect(date.slice(0, 4), number).toBe(year)
    }
  })

  test.each([
    ['80/2020/NĐ-CP', null, '2025-12-07', 'unknown'],
    ['80/2020/NĐ-CP', null, '2025-12-08', 'ended'],
    ['313/2025/NĐ-CP', null, '2025-12-08', 'in-force'],
    ['313/2025/NĐ-CP', null, '2025-12-07', 'not-yet'],
    ['71/2018/TT-BTC', '2018-08-10', '2026-05-18', 'ended'],
    ['134/2025/NĐ-CP', '2025-06-12', '2026-11-28', 'in-force'],
    ['134/2025/NĐ-CP', '2025-06-12', '2027-03-01', 'ended'],
    ['20/2020/qđ-ttg', null, '2026-01-01', 'amended'],
    ['12/2012/NĐ-CP', '2012-03-01', '2022-11-01', 'ended'],
    ['999/2020/NĐ-CP', null, '2026-01-01', 'unknown'],
  ])('%s (%s) on %s: %s', (number, date, on, state) => {
    expect(forceOf(number, date, on).state).toBe(state)
  })

  test('a number that begins again every year counts only with its own date', () => {
    expect(knownDocument('1600/QĐ-TTg', null)).toBeNull()
    expect(knownDocument('1600/QĐ-TTg', '2023-12-19')).toBeNull()
    expect(knownDocument('1600/QĐ-TTg', '2024-12-19')?.kind).toBe('Quyết định')
    // every province has a decision 14 of 2022
    expect(knownDocument('14/2022/QĐ-UBND', null)).toBeNull()
  })

  test('once ended a document stays ended', () => {
    const day = fc
      .date({ min: new Date('2010-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(fc.constantFrom(...KNOWN_DOCUMENTS), day, day, (one, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        if (forceOf(one.number, one.date ?? null, early).state === 'ended')
          expect(forceOf(one.number, one.date ?? null, late).state).toBe('ended')
      }),
    )
  })
})
