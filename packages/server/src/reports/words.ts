import { printedDay } from '../plans/index.ts'

/** The calendar date in Viet Nam of a moment, as printed. */
export function printedMoment(at: Date): string {
  return printedDay(new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(at))
}

/** "02 tệp": numbers below ten print with a zero before them, as offices write them. */
export function counted(count: number, word: string): string {
  return `${String(count).padStart(2, '0')} ${word}`
}
