import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  dayAsked,
  fulfilsFrom,
  fulfilsUntil,
  lastOccurrence,
  limitFrom,
  nextOccurrence,
  reportDay,
} from './deadline.ts'

const two = (n: number) => String(n).padStart(2, '0')
const day = fc.nat(3000).map((n) => addDays('2024-01-01', n))
const recurring = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), fc.boolean())
  .map(([m, d, monthly]) => (monthly ? `---${two(d)}` : `--${two(m)}-${two(Math.min(d, 30))}`))

describe('a recurring limit', () => {
  it('"trước ngày 15 tháng 10 hằng năm" falls this year or next', () => {
    expect(nextOccurrence('--10-15', '2026-03-11')).toBe('2026-10-15')
    expect(nextOccurrence('--10-15', '2026-10-16')).toBe('2027-10-15')
    expect(nextOccurrence('---31', '2026-02-10')).toBe('2026-02-28')
  })

  it('is never before the day it is counted from', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (n, m, d) => {
        const from = addDays('2024-01-01', n)
        const next = nextOccurrence(`--${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`, from)
        expect(next >= from).toBe(true)
        expect(next.slice(5)).toBe(`${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`)
      }),
    )
  })
  it('that comes monthly begins with its next day for a unit that gets the task after the first; any other stands', () => {
    expect(limitFrom('2026-11-20', '---20', '2026-11-28')).toBe('2026-12-20')
    expect(limitFrom('2026-11-20', '---20', '2026-11-20')).toBe('2026-11-20')
    expect(limitFrom('2027-01-20', '---20', '2026-11-28')).toBe('2027-01-20')
    // moved on by a year, nothing would be left of it in the plan's year
    expect(limitFrom('2026-10-15', '--10-15', '2026-11-28')).toBe('2026-10-15')
    expect(limitFrom('2026-11-20', null, '2026-11-28')).toBe('2026-11-20')
    expect(limitFrom(null, '---20', '2026-11-28')).toBeNull()
  })

  it('is fulfilled by a report up to shortly before it, not by one of long before', () => {
    expect(fulfilsFrom('2027-10-10', '--10-10')).toBe('2027-07-12')
    expect(fulfilsFrom('2027-10-10', null)).toBe('2027-07-12')
    // a whole month is reported on in the next; a report of a running month, in its last ten days
    expect(fulfilsFrom('2027-03-25', '---25')).toBe('2027-02-28')
    expect(fulfilsFrom('2027-03-05', '---05')).toBe('2027-02-23')
    expect(fulfilsFrom('2027-01-15', '---15')).toBe('2026-12-31')
  })

  it('has a day before any other, on or before the day it is counted back from', () => {
    expect(lastOccurrence('--10-15', '2026-10-14')).toBe('2025-10-15')
    expect(lastOccurrence('---20', '2026-03-01')).toBe('2026-02-20')
    fc.assert(
      fc.property(recurring, day, (limit, upTo) => {
        const last = lastOccurrence(limit, upTo)
        expect(last <= upTo).toBe(true)
        expect(nextOccurrence(limit, last)).toBe(last)
        const next = nextOccurrence(limit, addDays(last, 1))
        expect(next > upTo, `${last} ${upTo} ${next}`).toBe(true)
      }),
    )
  })

  it('that comes every month is met by a report just as early, counted from either end', () => {
    fc.assert(
      fc.property(day, day, (dueOn, periodTo) => {
        expect(dueOn <= fulfilsUntil(periodTo)).toBe(fulfilsFrom(dueOn, '---01') <= periodTo)
      }),
    )
  })
})

describe('a report', () => {
  it('is for the day that stands, or an interim one', () => {
    expect(reportDay('2027-10-10', '--10-10', '2026-11-28')).toBeNull()
    expect(reportDay('2027-10-10', '--10-10', '2027-07-12')).toBe('2027-10-10')
    expect(reportDay('2026-10-15', null, '2026-10-10')).toBe('2026-10-15')
    expect(reportDay('2026-10-15', null, '2027-10-10')).toBe('2026-10-15')
    // the whole of January, where January's own day was reported for
    expect(reportDay('2026-02-20', '---20', '2026-01-31')).toBe('2026-02-20')
    // at the end of the month it is asked for
    expect(reportDay('2026-03-31', '---31', '2026-03-31')).toBe('2026-03-31')
  })

  it('that comes late is for the day missed, until it is nearer to the next', () => {
    expect(reportDay('2026-10-10', '--10-10', '2026-12-31')).toBe('2026-10-10')
    expect(reportDay('2026-10-10', '--10-10', '2027-09-30')).toBe('2027-10-10')
    expect(reportDay('2026-03-25', '---25', '2026-03-31')).toBe('2026-03-25')
    expect(reportDay('2026-01-25', '---25', '2026-02-14')).toBe('2026-02-25')
    expect(reportDay('2026-01-20', '---20', '2026-05-14')).toBe('2026-05-20')
    expect(reportDay('2026-01-15', '---15', '2026-01-31')).toBe('2026-02-15')
  })

  it('on a whole month is for the day in the next that it is made nearer to than to the one before', () => {
    // begun 5 January with 20 January as its first day; six days late, and in time for the next
    expect(reportDay('2026-01-20', '---20', '2026-01-26', '2026-01-26')).toBe('2026-01-20')
    expect(reportDay('2026-01-20', '---20', '2026-01-31', '2026-02-03')).toBe('2026-01-20')
    expect(reportDay('2026-01-20', '---20', '2026-01-31', '2026-02-05')).toBe('2026-02-20')
    // February is short: its report is March's as any other
    expect(reportDay('2026-02-15', '---15', '2026-02-28', '2026-03-10')).toBe('2026-03-15')
    // made long after, it is for no day that it does not reach
    expect(reportDay('2026-01-20', '---20', '2026-01-31', '2026-05-14')).toBe('2026-02-20')
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: 31 }),
        fc.integer({ min: 0, max: 10 }),
        day,
        (dayOfMonth, early, begun) => {
          const recurring = `---${dayOfMonth}`
          let standing = nextOccurrence(recurring, begun)
          let due = nextOccurrence(recurring, addDays(`${standing.slice(0, 8)}01`, 31))
          for (let months = 0; months < 14; months++) {
            const periodTo = addDays(`${due.slice(0, 8)}01`, -1)
            const made = addDays(due, -early)
            expect(reportDay(standing, recurring, periodTo, made), `${standing} ${periodTo} ${made}`).toBe(due)
            standing = nextOccurrence(recurring, addDays(due, 1))
            due = standing
          }
        },
      ),
    )
  })

  it('made some days after its day is for that day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 13 }), day, (dayOfMonth, late, from) => {
        const recurring = `---${two(dayOfMonth)}`
        const missed = nextOccurrence(recurring, from)
        const made = addDays(missed, late)
        for (const periodTo of [missed, made]) expect(reportDay(missed, recurring, periodTo, made)).toBe(missed)
      }),
    )
  })

  it('made before its period ends passes no day over that is still to come', () => {
    expect(reportDay('2026-12-15', '---15', '2026-12-31', '2026-11-28')).toBe('2026-12-15')
    expect(reportDay('2026-12-05', '---05', '2026-11-30', '2026-11-20')).toBe('2026-12-05')
    // a year typed wrong
    expect(reportDay('2026-10-10', '--10-10', '2036-09-30', '2026-09-28')).toBe('2026-10-10')
  })

  it('that many are asked for is for the next day once it is no late one for the day before', () => {
    expect(dayAsked('2026-06-15', '--06-15', '2025-11-28')).toBe('2026-06-15')
    expect(dayAsked('2026-06-15', '--06-15', '2026-11-28')).toBe('2026-06-15')
    expect(dayAsked('2026-06-15', '--06-15', '2027-03-16')).toBe('2026-06-15')
    expect(dayAsked('2026-06-15', '--06-15', '2027-03-17')).toBe('2027-06-15')
    expect(dayAsked('2026-06-15', '--06-15', '2029-05-01')).toBe('2029-06-15')
    expect(dayAsked('2026-10-25', '---25', '2026-11-28')).toBe('2026-11-25')
    expect(dayAsked('2026-10-25', '---25', '2026-12-09')).toBe('2026-11-25')
    expect(dayAsked('2026-10-25', '---25', '2026-12-10')).toBe('2026-12-25')
    // one day is one day
    expect(dayAsked('2026-06-15', null, '2029-05-01')).toBe('2026-06-15')
  })

  it('of a later end is for no earlier day, and for none that it does not reach', () => {
    fc.assert(
      fc.property(recurring, day, day, fc.nat(400), (limit, from, periodTo, n) => {
        const standing = nextOccurrence(limit, from)
        const [one, other] = [periodTo, addDays(periodTo, n)].map((end) => reportDay(standing, limit, end))
        if (!one) return
        expect(one >= standing && one <= other!, `${standing} ${one} ${other}`).toBe(true)
        // nor for an earlier one where it is made later
        const later = reportDay(standing, limit, periodTo, addDays(periodTo, n))!
        expect(later >= one && fulfilsFrom(later, limit) <= periodTo, `${standing} ${one} ${later}`).toBe(true)
        expect(fulfilsFrom(one, limit) <= periodTo).toBe(true)
        expect(nextOccurrence(limit, one)).toBe(one)
      }),
    )
  })
})
