/** "09/3/2026": days below ten and the months January and February print with a zero before them (NĐ 30/2020, Phụ lục I, II.4). */
export function printedDay(day: string): string {
  const [year, month, date] = day.split('-') as [string, string, string]
  return `${date}/${Number(month) < 3 ? month : Number(month)}/${year}`
}

/** The calendar date in Viet Nam of a moment, as printed. */
export function printedMoment(at: Date): string {
  return printedDay(new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(at))
}

/** "02 tệp": numbers below ten print with a zero before them, as offices write them. */
export function counted(count: number, word: string): string {
  return `${String(count).padStart(2, '0')} ${word}`
}
