/** "09/3/2026": days below ten and the months January and February print with a zero before them (NĐ 30/2020, Phụ lục I, II.4). */
export function printedDay(day: string): string {
  const [year, month, date] = day.split('-') as [string, string, string]
  return `${date}/${Number(month) < 3 ? month : Number(month)}/${year}`
}
